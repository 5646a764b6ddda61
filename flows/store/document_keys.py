"""The index of all that was read -> the parts that the tables are made in, with the key of each document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.extract.corpus import Corpus
from flows.extract.documents import settings_of_document
from flows.extract.repetition import repeated_lines
from flows.store.keys import key_from, pieces_from_names
from flows.store.read_index import READ_INDEX
from flows.store.rows_parts import Document, RowsPart

Index = Sequence[tuple[Corpus, pa.Table]]  # READ_INDEX, of chunk after chunk


def repeated_from_index(index: Index) -> dict[str, pa.Array]:
    """For each corpus the lines that recur in it."""
    found: dict[str, list[pa.ChunkedArray]] = {}
    for corpus, table in index:
        found.setdefault(corpus.name, []).append(table["lines"].filter(pc.is_valid(table["document_id"])))
    kind = READ_INDEX.field("lines").type
    return {name: repeated_lines(pa.chunked_array([each for part in parts for each in part.chunks], kind)) for name, parts in found.items()}


def parts_from_index(index: Index, repeated: Mapping[str, pa.Array], code: str, most: int, megabytes: int) -> list[RowsPart]:
    """The documents of each corpus in parts of at most so many documents and megabytes of text (one document at least)."""
    documents: dict[str, list[Document]] = {}
    sizes: dict[str, list[int]] = {}
    corpora = {corpus.name: corpus for corpus, _ in index}
    for corpus, table in index:
        table = table.filter(pc.is_valid(table["document_id"]))
        documents.setdefault(corpus.name, []).extend(_documents(corpus, table, repeated[corpus.name], code))
        sizes.setdefault(corpus.name, []).extend(table["characters"].to_pylist())
    parts: list[RowsPart] = []
    for name, members in documents.items():
        ids = [document.document_id for document in members]
        for start, end in pieces_from_names(ids, sizes[name], most, megabytes * 2**20):
            chosen = tuple(members[start:end])
            parts.append(RowsPart(len(parts), corpora[name], chosen, key_from([document.key for document in chosen])))
    return parts


def _documents(corpus: Corpus, table: pa.Table, repeated: pa.Array, code: str) -> list[Document]:
    names = ("document_id", "raw_path", "reading_key", "file_key")
    rows = zip(*(table[name].to_pylist() for name in names), _recurring(table["lines"], repeated), strict=True)
    return [
        Document(document_id, key_from(code, reading_key, settings_of_document(corpus, raw_path), recurring), reading_key, file_key)
        for document_id, raw_path, reading_key, file_key, recurring in rows
    ]


def _recurring(lines: pa.ChunkedArray, repeated: pa.Array) -> list[list[int]]:
    """Which of the recurring lines stand in each document."""
    lines = lines.combine_chunks() if isinstance(lines, pa.ChunkedArray) else lines
    here = pc.is_in(lines.flatten(), value_set=repeated).to_numpy(zero_copy_only=False)
    owners = pc.list_parent_indices(lines).to_numpy()[here]
    values = lines.flatten().to_numpy()[here]
    bounds = np.searchsorted(owners, np.arange(len(lines) + 1)).tolist()
    return [values[start:end].tolist() for start, end in pairwise(bounds)]
