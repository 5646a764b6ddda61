"""The spans of a page by lexicon, gazetteer, grammar and counted evidence: for languages that the network has not learned,
and what its figures are held against."""

from __future__ import annotations

from functools import cache

from flows.normalize.authority import authority_from_folder
from flows.normalize.known_names import Gazetteer, gazetteer_from_authority, known_names
from flows.normalize.name_spans import name_spans_from_page
from flows.normalize.page import Page, Span
from flows.normalize.quote_spans import quote_spans_from_page
from flows.normalize.role_spans import role_spans_from_page
from flows.normalize.trigger_spans import trigger_spans_from_page
from flows.normalize.word_classes import words_from_page


def lexicon_spans_from_page(page: Page) -> list[Span]:
    """All spans of one page."""
    known = known_names(page.text, _gazetteer())
    words = words_from_page(page, known)
    names = name_spans_from_page(page, words, known)
    roles = role_spans_from_page(page, words, names)
    return [*names, *roles, *quote_spans_from_page(page, names, roles), *trigger_spans_from_page(page, names)]


@cache
def _gazetteer() -> Gazetteer:
    return gazetteer_from_authority(authority_from_folder())
