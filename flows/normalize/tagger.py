"""From texts to spans: THE PLUG. A trained tagger replaces `spans_from_pages` and nothing else.

What goes in: the pages of a batch. What comes out: schemas.handoffs.SPANS, by layer:
`name` (label: entity type; no two overlap), `role` (a title as printed, next to a name or alone), `quote`
(label: quote kind), `cue`, `source` (the words that name a quote's speaker), `trigger` (label: event type;
status). Everything downstream reads these spans and the text, never how they were found.
This one finds them by lexicon, gazetteer, grammar and counted evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pyarrow as pa

from flows.normalize.authority import authority_from_folder
from flows.normalize.known_names import Gazetteer, gazetteer_from_authority, known_names
from flows.normalize.name_spans import name_spans_from_page
from flows.normalize.page import Page, Span
from flows.normalize.quote_spans import quote_spans_from_page
from flows.normalize.role_spans import role_spans_from_page
from flows.normalize.trigger_spans import trigger_spans_from_page
from flows.normalize.word_classes import words_from_page
from schemas.contract import arrow_schema
from schemas.handoffs import SPANS


def spans_from_pages(pages: Sequence[Page]) -> pa.Table:
    """All spans of a batch of pages, page by page, in order of layer and place."""
    columns: dict[str, list[object]] = {name: [] for name in SPANS.names}
    for page in pages:
        for span in spans_from_page(page):
            columns["document_id"].append(page.document_id)
            columns["layer"].append(span.layer)
            columns["label"].append(span.label)
            columns["char_start"].append(span.start)
            columns["char_end"].append(span.end)
            columns["status"].append(span.status)
            columns["confidence"].append(span.confidence)
            columns["method"].append(span.method)
    return pa.table(columns, schema=arrow_schema(SPANS))


def spans_from_page(page: Page) -> list[Span]:
    """All spans of one page."""
    known = known_names(page.text, _gazetteer())
    words = words_from_page(page, known)
    names = name_spans_from_page(page, words, known)
    roles = role_spans_from_page(page, words, names)
    return [*names, *roles, *quote_spans_from_page(page, names, roles), *trigger_spans_from_page(page, names)]


@cache
def _gazetteer() -> Gazetteer:
    return gazetteer_from_authority(authority_from_folder())
