"""Annotated texts sent the build's own way from spans to entities."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.normalize.authority import authority_from_folder
from flows.normalize.entities import entities_from_parts
from flows.normalize.mentions import mentions_from_spans
from flows.normalize.page import Page, Span
from schemas.contract import DAY, TEXT, table_from_rows
from schemas.handoffs import LOCAL_TABLES

Place = tuple[str, int, int]  # document and characters of a mention

_DOCUMENTS = pa.schema([("document_id", TEXT), ("published_from", DAY), ("published_until", DAY)])


def keys_from_pages(pages: Iterable[tuple[Page, list[Span]]]) -> dict[Place, str]:
    """The entity key of each mention, as its document alone tells it."""
    authority = authority_from_folder()
    rows = [row for page, spans in pages for row in mentions_from_spans(page, spans, authority)]
    return {(row["document_id"], row["char_start"], row["char_end"]): row["entity_key"] for row in rows}


def entities_from_pages(pages: Sequence[tuple[Page, list[Span]]]) -> dict[Place, str]:
    """The entity of each mention in a build of these pages."""
    authority = authority_from_folder()
    rows = [row for page, spans in pages for row in mentions_from_spans(page, spans, authority)]
    days = [{name: getattr(page, name) for name in _DOCUMENTS.names} for page, _ in pages]
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        mentions, documents = Path(folder) / "mentions.parquet", Path(folder) / "documents.parquet"
        pq.write_table(table_from_rows(LOCAL_TABLES["mentions"], rows), mentions)
        pq.write_table(pa.Table.from_pylist(days, _DOCUMENTS), documents)
        key_ids = entities_from_parts(connection, str(mentions), str(documents), authority).key_ids
    ids = dict(zip(key_ids["entity_key"].to_pylist(), key_ids["entity_id"].to_pylist(), strict=True))
    return {(row["document_id"], row["char_start"], row["char_end"]): ids[row["entity_key"]] for row in rows}
