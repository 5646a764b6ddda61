"""The pages that the noise model learns from: the authored ones, and variants of them that readers may meet."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flows.train.authored import AuthoredDocument

# Credits as papers print them below a text; there are few in the corpus.
CREDITS = (
    "Source: regional press service", "Compiled from open sources", "from press reports", "Own correspondent, agencies",
    "with reporting by the district desk", "Translated by the secretariat", "Prepared by the information department",
    "using information from the ministry's site", "(from the wires)", "по сообщениям информационных агентств", "Источник: пресс-служба",
    "Подготовил отдел информации", "по информации из открытых источников", "Дереккөз: баспасөз қызметі",
    "ақпарат агенттіктерінің хабары бойынша",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page as the classifier meets them, and which of them are noise."""

    lines: list[str]
    layout: list[str]
    set_apart: list[bool]
    repeated: list[bool]
    noise: list[bool]
    title: int | None = None  # the line that is the headline
    persons: tuple[str, ...] = ()


def page_from_document(document: AuthoredDocument) -> Page:
    """The page as a plain text file would hold it."""
    junk = [(span.start, span.end) for span in document.spans if span.tag == "junk"]
    headline = next((span.start for span in document.spans if span.tag == "title"), -1)
    persons = tuple(sorted({document.text[span.start : span.end] for span in document.spans if span.tag == "per"}))
    page = Page([], [], [], [], [], persons=tuple(name for name in persons if 2 <= len(name.split()) <= 3))
    title = None
    place, after_blank = 0, True
    for line in document.text.split("\n"):
        if line.strip():
            title = len(page.lines) if place <= headline <= place + len(line) else title
            page.lines.append(line.strip())
            page.layout.append("line")
            page.set_apart.append(after_blank)
            page.repeated.append(False)
            page.noise.append(any(start < place + len(line) and place < end for start, end in junk))
        after_blank = not line.strip()
        place += len(line) + 1
    return replace(page, title=title)


def varied(page: Page, chance: random.Random) -> Page:
    """The page as a web page of a larger corpus would give it: layout known, menus seen before.

    The shares are estimates, kept low where the feature is strong, so that the model still learns
    to do without it: readers mistake blocks, and a small corpus has no repetition.
    """
    layout, repeated = [], []
    for place, noise in enumerate(page.noise):
        short = len(page.lines[place].split()) <= 8
        if place == page.title:
            layout.append(chance.choice(["title", "heading", "heading", "paragraph"]))
        elif short:
            layout.append(chance.choice(["links", "list", "caption", "paragraph"] if noise else ["heading", "list", *["paragraph"] * 3]))
        else:
            layout.append("paragraph")
        repeated.append(short and chance.random() < (0.6 if noise else 0.05))
    set_apart = page.set_apart if chance.random() < 0.5 else [place == 0 for place in range(len(page.lines))]
    return replace(page, layout=layout, repeated=repeated, set_apart=set_apart)


def with_blanks(page: Page, chance: random.Random) -> Page:
    """The page with empty lines between its paragraphs, in the ways that copied pages have them.

    Menus mostly stand together. Some pages part every paragraph, some only every third or so.
    """
    menus_together, body_apart = chance.random() < 0.6, chance.choice([1.0, 1.0, 0.9, 0.3])
    apart = []
    for place, noise in enumerate(page.noise):
        in_menu = noise and place > 0 and page.noise[place - 1]
        apart.append(place == 0 or (not menus_together if in_menu else chance.random() < body_apart))
    return replace(page, set_apart=apart)


def grafted(page: Page, donor: Page, chance: random.Random) -> Page:
    """The body of one page amid the noise of another, and sometimes a photo's caption that is a bare name.

    So the model meets many more pages than were written, and cannot know a page's body by its menus.
    """
    body = [place for place, noise in enumerate(donor.noise) if not noise] or [0]
    head, tail = range(body[0]), range(body[-1] + 1, len(donor.lines))
    amid = [place for place in range(body[0], body[-1]) if donor.noise[place]]
    rows = [(page.lines[place], page.noise[place], place == page.title) for place in range(len(page.lines))]
    for place in amid if len(rows) > 2 else []:
        rows.insert(chance.randint(1, len(rows) - 1), (donor.lines[place], True, False))
    if page.persons and len(rows) > 5 and chance.random() < 0.25:
        rows.insert(chance.randint(1, 3), (chance.choice(page.persons), True, False))
    if chance.random() < 0.25:
        rows.append((chance.choice(CREDITS), True, False))
    rows = [(donor.lines[place], True, False) for place in head] + rows + [(donor.lines[place], True, False) for place in tail]
    lines, noise = [row[0] for row in rows], [row[1] for row in rows]
    title = next((place for place, row in enumerate(rows) if row[2]), None)
    plain = [False] * len(rows)
    return Page(lines, ["line"] * len(rows), [place == 0 for place in range(len(rows))], plain, noise, title, page.persons)


def with_capital_headings(page: Page) -> Page:
    """The page with its headings in capitals, as many pages print them: capitals alone are no noise."""
    lines = list(page.lines)
    for place, following in enumerate(lines[1:]):
        if not page.noise[place] and len(lines[place].split()) <= 8 and len(following.split()) >= 8 and lines[place][-1].isalpha():
            lines[place] = lines[place].upper()
    return replace(page, lines=lines)


def training_pages(documents: Iterable[AuthoredDocument], chance: random.Random) -> list[Page]:
    """Each page as it is written, with empty lines and as a web page; then its body amid other pages' noise."""
    pages = [page_from_document(document) for document in documents]
    donors = [page for page in pages if sum(page.noise) > 2]
    made = []
    for page in pages:
        other = grafted(page, chance.choice(donors), chance)
        other = with_capital_headings(other) if chance.random() < 0.3 else other
        made += [page, with_blanks(page, chance), varied(page, chance), chance.choice([with_blanks, varied])(other, chance)]
    return made
