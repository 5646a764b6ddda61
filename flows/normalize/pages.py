"""Pages from the rows of `documents`."""

from __future__ import annotations

import pyarrow as pa

from flows.normalize.page import Page
from flows.normalize.sentences import sentence_spans

_COLUMNS = ["document_id", "text", "title", "language", "published_from", "published_until", "raw_map"]


def pages_from_documents(documents: pa.Table) -> list[Page]:
    """One page a document, in the order of the table, split into sentences."""
    columns = [documents.column(name).to_pylist() for name in _COLUMNS]
    return [
        Page(document_id, text, title, language, published_from, published_until, sentence_spans(text, language), raw_map or [])
        for document_id, text, title, language, published_from, published_until, raw_map in zip(*columns, strict=True)
    ]
