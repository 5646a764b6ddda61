"""Pages from the rows of `documents`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pyarrow as pa

from flows.normalize.page import Page
from flows.normalize.sentences import sentence_spans

_COLUMNS = ["document_id", "text", "title", "language", "published_from", "published_until", "raw_map"]


def pages_from_documents(documents: pa.Table) -> Iterator[Page]:
    """One page a document, in the order of the table, split into sentences."""
    columns = [documents.column(name).to_pylist() for name in _COLUMNS]
    for document_id, text, title, language, published_from, published_until, raw_map in zip(*columns, strict=True):
        sentences = list(_sentences(text, language))
        yield Page(document_id, text, title, language, published_from, published_until, sentences, raw_map or [])


@lru_cache(maxsize=1024)
def _sentences(text: str, language: str | None) -> tuple[tuple[int, int], ...]:
    """The tagger and the rows both need the pages of a batch; a batch has no more documents than this remembers."""
    return tuple(sentence_spans(text, language))
