"""From texts to spans.

What goes in: the pages of a batch. What comes out: schemas.handoffs.SPANS, by layer:
`name` (label: entity type; no two overlap), `role` (a title as printed, next to a name or alone), `quote`
(label: quote kind), `cue`, `source` (the words that name a quote's speaker), `trigger` (label: event type;
status). Everything downstream reads these spans and the text, never how they were found.
The network reads every language but those with word lists of their own, which it has not learned.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from flows.normalize.lexicon_tagger import lexicon_spans_from_page
from flows.normalize.network_spans import network_spans_from_pages
from flows.normalize.page import Page, Span
from schemas.contract import arrow_schema
from schemas.handoffs import SPANS

LEXICON_LANGUAGES = frozenset(("ru", "kk"))


def spans_from_pages(pages: Sequence[Page]) -> pa.Table:
    """All spans of a batch of pages, page by page, in order of layer and place."""
    columns: dict[str, list[object]] = {name: [] for name in SPANS.names}
    for page, spans in zip(pages, span_lists_from_pages(pages), strict=True):
        for span in spans:
            columns["document_id"].append(page.document_id)
            columns["layer"].append(span.layer)
            columns["label"].append(span.label)
            columns["char_start"].append(span.start)
            columns["char_end"].append(span.end)
            columns["status"].append(span.status)
            columns["confidence"].append(span.confidence)
            columns["method"].append(span.method)
    return pa.table(columns, schema=arrow_schema(SPANS))


def span_lists_from_pages(pages: Sequence[Page]) -> list[list[Span]]:
    """The spans of each page."""
    read = iter(network_spans_from_pages([page for page in pages if page.language not in LEXICON_LANGUAGES]))
    return [lexicon_spans_from_page(page) if page.language in LEXICON_LANGUAGES else next(read) for page in pages]


def spans_from_page(page: Page) -> list[Span]:
    """All spans of one page."""
    return span_lists_from_pages([page])[0]
