"""Rows of the local tables from a batch of documents."""

from __future__ import annotations

from collections import defaultdict
from time import perf_counter
from typing import Any

import pyarrow as pa

from flows.issues import Issue
from flows.normalize.authority import Authority, authority_from_folder
from flows.normalize.events import events_from_page
from flows.normalize.mentions import mentions_from_spans
from flows.normalize.page import Page, Span
from flows.normalize.pages import pages_from_documents
from flows.normalize.quotes import quotes_from_page
from flows.normalize.roles import roles_from_spans
from flows.normalize.tagger import spans_from_pages
from schemas.contract import table_from_rows
from schemas.handoffs import LOCAL_TABLES

Rows = dict[str, list[dict[str, Any]]]


def rows_from_documents(documents: pa.Table, seconds: list[tuple[float, str]] | None = None) -> tuple[dict[str, pa.Table], list[Issue]]:
    """The tables of LOCAL_TABLES for a batch; a page that fails is an issue and gives no rows, the others go on.

    `seconds` is told how long each page took, with its path: its share, by length, of the tagging, and what came after.
    """
    authority = authority_from_folder()
    started = perf_counter()
    tagged, issues = _tagged_pages(documents)
    a_character = (perf_counter() - started) / max(1, sum(len(page.text) for page, _ in tagged))
    paths = dict(zip(documents.column("document_id").to_pylist(), documents.column("raw_path").to_pylist(), strict=True))
    rows: Rows = {name: [] for name in LOCAL_TABLES}
    for page, spans in tagged:
        started = perf_counter()
        try:
            found = rows_from_page(page, spans, authority)
        except Exception as error:
            issues.append(_failed(page.document_id, paths[page.document_id], error))
            continue
        for name, more in found.items():
            rows[name].extend(more)
        if seconds is not None:
            seconds.append((perf_counter() - started + a_character * len(page.text), paths[page.document_id]))
    return {name: table_from_rows(contract, rows[name]) for name, contract in LOCAL_TABLES.items()}, issues


def _tagged_pages(documents: pa.Table) -> tuple[list[tuple[Page, list[Span]]], list[Issue]]:
    """The pages of a batch with their spans. A batch on which the tagger fails is halved until the page that it fails on stands alone."""
    try:
        pages = pages_from_documents(documents)
        spans = _spans_by_document(spans_from_pages(pages))
        return [(page, spans[page.document_id]) for page in pages], []
    except Exception as error:
        if documents.num_rows == 1:
            (document_id,), (raw_path,) = documents.column("document_id").to_pylist(), documents.column("raw_path").to_pylist()
            return [], [_failed(document_id, raw_path, error)]
        middle = documents.num_rows // 2
        (tagged, issues), (more_tagged, more_issues) = map(_tagged_pages, (documents.slice(0, middle), documents.slice(middle)))
        return tagged + more_tagged, issues + more_issues


def rows_from_page(page: Page, spans: list[Span], authority: Authority) -> Rows:
    """The rows of one page, by table."""
    mentions = mentions_from_spans(page, spans, authority)
    events, participants = events_from_page(page, spans, mentions)
    return {
        "sentences": [
            {"document_id": page.document_id, "sentence_index": index, "char_start": start, "char_end": end}
            for index, (start, end) in enumerate(page.sentences)
        ],
        "mentions": mentions,
        "roles": roles_from_spans(page, spans, mentions),
        "quotes": quotes_from_page(page, spans, mentions),
        "events": events,
        "participants": participants,
    }


def _spans_by_document(table: pa.Table) -> dict[str, list[Span]]:
    names = ["document_id", "char_start", "char_end", "layer", "label", "confidence", "method", "status"]
    spans: dict[str, list[Span]] = defaultdict(list)
    for document_id, *values in zip(*(table.column(name).to_pylist() for name in names), strict=True):
        spans[document_id].append(Span(*values))
    return spans


def _failed(document_id: str, raw_path: str, error: Exception) -> Issue:
    kind = f"{type(error).__module__}.{type(error).__name__}"
    message = f"No rows from this document: {kind}: {error}"
    return Issue("warning", "page-not-read", message, raw_path=raw_path, document_id=document_id)
