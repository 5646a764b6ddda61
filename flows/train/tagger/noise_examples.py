"""Examples for page noise alone: the body of one authored page amid the menus and teasers of another (noise_pages.py)."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from flows.train.authored import AuthoredDocument
from flows.train.noise_pages import Page, grafted, page_from_document
from flows.train.tagger.examples import Example, Marked

SEED = 11


def grafted_examples(documents: Sequence[AuthoredDocument], number: int) -> list[Example]:
    """So many pages, the same ones each time."""
    random = Random(SEED)
    pages = [page_from_document(document) for document in documents if document.language == "en"]
    donors = [page for page in pages if sum(page.noise) > 2]
    return [_example(grafted(random.choice(pages), random.choice(donors), random)) for _ in range(number)] if donors else []


def _example(page: Page) -> Example:
    marked: list[Marked] = []
    place = 0
    for line, noise in zip(page.lines, page.noise, strict=True):
        if noise:
            marked.append(Marked("noise", "noise", place, place + len(line)))
        place += len(line) + 1
    return Example("noise", "\n".join(page.lines), tuple(marked), frozenset(("noise",)))
