"""Parts of the tables: the rows of some documents, of which only those are made anew whose rows the store does not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from flows.extract.corpus import Corpus
from flows.issues import Issue
from flows.store.chunks import chunk_table, has_chunk, keys_of_chunks, write_chunk
from flows.store.keys import key_from
from schemas import TABLES
from schemas.contract import arrow_schema
from schemas.handoffs import LOCAL_TABLES, SIGNATURES

ROOM = "rows"  # folder of the store
MADE = {"documents": TABLES["documents"], "signatures": SIGNATURES, "issues": TABLES["issues"], **LOCAL_TABLES}
FILES = (*MADE, "documents_keys")

# A document that its reader or the tagger failed on is tried again at the next build.
PASSING = frozenset({"document-failed", "document-crashed", "page-not-read"})

DOCUMENT_KEYS = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("document_key", pa.string(), nullable=False),
        pa.field("is_settled", pa.bool_(), nullable=False, metadata={"description": "False: made another time the rows may be others"}),
        pa.field("words", pa.int64(), nullable=False),
    ],
    metadata={"description": "One document of a part, in the part's order, and what its rows depend on"},
)


class Document(NamedTuple):
    """One document of a build: its id, what its rows depend on, what its reader found, and the file that it is of (as keys)."""

    document_id: str
    key: str
    reading_key: str
    file_key: str


Place = tuple[str, int]  # a part of the stage, and the row in it
Places = Mapping[tuple[str, str], Place]  # of a reading, by document id and reading key


@dataclass(frozen=True, slots=True)
class RowsPart:
    """Some documents of one corpus in their order, and the key of them all."""

    number: int
    corpus: Corpus
    documents: tuple[Document, ...]
    key: str

    @property
    def has_twins(self) -> bool:
        """Whether two of its documents have one id: their rows can't be told apart, so the part is made as a whole."""
        return len({document.document_id for document in self.documents}) < len(self.documents)


@dataclass(frozen=True, slots=True)
class RowsWork:
    """A part that must be made: where the readings of its new documents lie, and which chunks hold the others."""

    part: RowsPart
    places: tuple[tuple[str, tuple[int, ...]], ...]  # parts of the stage and rows in them, in the order of the documents
    held: tuple[tuple[str, tuple[str, ...]], ...]  # chunks, and the ids of the documents whose rows are taken from each
    lost: tuple[Issue, ...] = ()  # what became of documents of the part that can't be made

    @property
    def new(self) -> int:
        """How many documents must be made."""
        return sum(len(rows) for _, rows in self.places)


def is_made(store: Path, part: RowsPart) -> bool:
    return has_chunk(store / ROOM, part.key, FILES)


def known_documents(store: Path) -> dict[str, str]:
    """Of the key of every document whose rows the store holds, the chunk that holds them."""
    found: dict[str, str] = {}
    for name in keys_of_chunks(store / ROOM):
        if has_chunk(store / ROOM, name, FILES):
            told = chunk_table(store / ROOM, name, "documents_keys")
            ids, keys, settled = (told[column].to_pylist() for column in ("document_id", "document_key", "is_settled"))
            counts = Counter(ids)
            found.update({key: name for id_, key, is_settled in zip(ids, keys, settled, strict=True) if is_settled and counts[id_] == 1})
    return found


def works_of_documents(work: RowsWork) -> list[RowsWork]:
    """The same work on one new document at a time, each a part of its own."""
    rows = [(name, row) for name, numbers in work.places for row in numbers]
    held = {id_ for _, ids in work.held for id_ in ids}
    new = [document for document in work.part.documents if document.document_id not in held]
    return [
        RowsWork(RowsPart(work.part.number, work.part.corpus, (document,), key_from([document.key])), ((name, (row,)),), ())
        for document, (name, row) in zip(new, rows, strict=True)
    ]


def joined_work(work: RowsWork, made: Mapping[str, str], lost: Sequence[Issue]) -> RowsWork:
    """The part put together of documents that were made one at a time: `made` tells of each id the chunk that holds it."""
    return RowsWork(work.part, (), (*work.held, *((chunk, (id_,)) for id_, chunk in made.items())), tuple(lost))


def new_documents(part: RowsPart, known: Mapping[str, str]) -> list[Document]:
    """The documents of the part whose rows must be made."""
    return [document for document in part.documents if part.has_twins or document.key not in known]


def work_from_part(part: RowsPart, known: Mapping[str, str], places: Places) -> RowsWork:
    """What is to be done for a part, where the readings of all its new documents are staged."""
    new = new_documents(part, known)
    held: dict[str, list[str]] = {}
    made = set(new)
    for document in part.documents:
        if document not in made:
            held.setdefault(known[document.key], []).append(document.document_id)
    found = [places[document.document_id, document.reading_key] for document in new]
    runs = [(name, tuple(row for _, row in run)) for name, run in groupby(found, itemgetter(0))]
    return RowsWork(part, tuple(runs), tuple((name, tuple(ids)) for name, ids in sorted(held.items())))


def write_rows(store: Path, work: RowsWork, made: dict[str, pa.Table]) -> str:
    """Store the part, its new rows beside those that other chunks hold of it; the name of the stored chunk.

    Its name is its key only where every row is settled: else the next build would not try again.
    """
    part, tables = work.part, dict(made)
    order = [document.document_id for document in part.documents]
    words = dict(zip(made["documents"]["document_id"].to_pylist(), made["documents"]["word_count"].to_pylist(), strict=True))
    failed = set(made["issues"].filter(pc.is_in(made["issues"]["code"], pa.array(sorted(PASSING))))["document_id"].to_pylist())
    if work.held:
        known = [_rows_of_documents(store, name, pa.array(ids, pa.string())) for name, ids in work.held]
        tables = {
            table: in_order_of_documents(pa.concat_tables([rows, *(chunk[table] for chunk in known)]), order)
            for table, rows in made.items()
        }
        for chunk in known:
            told = chunk["documents_keys"]
            words.update(zip(told["document_id"].to_pylist(), told["words"].to_pylist(), strict=True))
    settled = [id_ not in failed for id_ in order]
    columns = [order, [document.key for document in part.documents], settled, [words.get(id_, 0) for id_ in order]]
    tables["documents_keys"] = pa.table(columns, schema=DOCUMENT_KEYS)
    told = key_from(sorted(tables["issues"]["issue_id"].to_pylist()))  # their order is another where some rows were held
    name = part.key if all(settled) else f"{part.key}-{told[:8]}"
    write_chunk(store / ROOM, name, tables)
    return name


def _rows_of_documents(store: Path, name: str, wanted: pa.Array) -> dict[str, pa.Table]:
    schemas = {table: arrow_schema(contract) for table, contract in MADE.items()} | {"documents_keys": DOCUMENT_KEYS}
    tables = {table: chunk_table(store / ROOM, name, table) for table in schemas}
    return {table: rows.filter(pc.is_in(rows["document_id"], wanted)).cast(schemas[table]) for table, rows in tables.items()}


def in_order_of_documents(rows: pa.Table, document_ids: Sequence[str]) -> pa.Table:
    ranks = pc.index_in(rows["document_id"], value_set=pa.array(document_ids, pa.string()))
    return rows.take(pc.sort_indices(ranks))  # Arrow sorts stably: the rows of a document keep their order
