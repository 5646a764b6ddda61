"""What a build must remember of every file that it read: which documents it holds, and what their rows depend on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from flows.extract.corpus import Corpus, RawFile
from flows.store.chunks import chunk_table, has_chunk, keys_of_chunks, write_chunk
from flows.store.keys import key_from, pieces_from_names
from flows.store.ledger import Entry, printable
from schemas import TABLES
from schemas.contract import arrow_schema

ROOM = "read"  # folder of the store

# A file without documents has one row without any, so that it is known to have been read.
READ_INDEX = pa.schema(
    [
        pa.field("file_key", pa.string(), nullable=False),
        pa.field("is_settled", pa.bool_(), nullable=False, metadata={"description": "False: another reading may give something else"}),
        pa.field("document_id", pa.string()),
        pa.field("raw_path", pa.string()),
        pa.field("reading_key", pa.string(), metadata={"description": "Hash of all that the reader found"}),
        pa.field("characters", pa.int64()),
        pa.field("lines", pa.list_(pa.int64()), metadata={"description": "The distinct line_hash of its lines"}),
    ],
    metadata={"description": "One document as it was read from one file"},
)
READ_ISSUES = arrow_schema(TABLES["issues"]).insert(0, pa.field("file_key", pa.string(), nullable=False))

# Where in the stage a reading of this build lies; columns beside READ_INDEX that are not stored.
PLACE = (pa.field("part", pa.string()), pa.field("row", pa.int32()))
PLACED_INDEX = pa.schema([*READ_INDEX, *PLACE])


@dataclass(frozen=True, slots=True)
class ReadChunk:
    """Some files of one corpus in their order, the key of each, and the key of them all."""

    corpus: Corpus
    files: tuple[RawFile, ...]
    file_keys: tuple[str, ...]
    key: str


def file_key(file: RawFile, corpus: Corpus, entries: Mapping[str, Entry], code: str) -> str:
    """What the reading of a file depends on; of a file that could not be hashed nothing is known, and no key is like it."""
    entry = entries.get(printable(file.raw_path))
    content = entry.content_sha256 if entry else ["not hashed", file.size, file.modified, file.changed]
    limits = corpus.limits
    bounds = [limits.document_megabytes, limits.archive_megabytes, limits.archive_ratio, limits.archive_members]
    return key_from(code, file.raw_path, content, dict(corpus.fields), bounds)


def read_chunks_from_files(
    listed: Sequence[tuple[Corpus, Sequence[RawFile]]], entries: Mapping[str, Entry], code: str, most: int, megabytes: int
) -> list[ReadChunk]:
    """The files of each corpus in chunks of at most so many files and megabytes (one file at least)."""
    chunks = []
    for corpus, files in listed:
        keys = [file_key(file, corpus, entries, code) for file in files]
        paths, sizes = [file.raw_path for file in files], [file.size for file in files]
        for start, end in pieces_from_names(paths, sizes, most, megabytes * 2**20):
            chunks.append(ReadChunk(corpus, tuple(files[start:end]), tuple(keys[start:end]), key_from(*keys[start:end])))
    return chunks


def is_read(store: Path, chunk: ReadChunk) -> bool:
    return has_chunk(store / ROOM, chunk.key, ("index", "issues"))


def known_files(store: Path) -> dict[str, str]:
    """Of the key of every file that was read, the chunk that tells of it."""
    found: dict[str, str] = {}
    for name in keys_of_chunks(store / ROOM):
        if has_chunk(store / ROOM, name, ("index", "issues")):
            index = chunk_table(store / ROOM, name, "index", ["file_key", "is_settled"])
            found.update(dict.fromkeys(index.filter(index["is_settled"])["file_key"].to_pylist(), name))
    return found


def read_before(store: Path, chunk: ReadChunk, known: Mapping[str, str]) -> tuple[pa.Table, pa.Table]:
    """What the store tells of the files of the chunk: their index and their issues."""
    held: dict[str, list[str]] = {}
    for key in chunk.file_keys:
        if key in known:
            held.setdefault(known[key], []).append(key)
    index = [_rows_of(chunk_table(store / ROOM, name, "index"), READ_INDEX, keys) for name, keys in sorted(held.items())]
    issues = [_rows_of(chunk_table(store / ROOM, name, "issues"), READ_ISSUES, keys) for name, keys in sorted(held.items())]
    return pa.concat_tables([READ_INDEX.empty_table(), *index]), pa.concat_tables([READ_ISSUES.empty_table(), *issues])


def _rows_of(table: pa.Table, schema: pa.Schema, file_keys: list[str]) -> pa.Table:
    """Of these files only: builds that were killed or refused leave chunks behind, so that several may tell of one file."""
    return table.filter(pc.is_in(table["file_key"], pa.array(file_keys, pa.string()))).cast(schema)


def in_order_of_files(table: pa.Table, chunk: ReadChunk) -> pa.Table:
    ranks = pc.index_in(table["file_key"], value_set=pa.array(chunk.file_keys, pa.string()))
    return table.take(pc.sort_indices(ranks))  # Arrow sorts stably: the documents of a file keep their order


def write_read_chunk(store: Path, chunk: ReadChunk, index: pa.Table, issues: pa.Table) -> str:
    """Store what is known of the chunk's files now; the name of the stored chunk.

    Its name is its key only where every file is settled: else the next build would not read the others again.
    """
    settled = pc.all(index["is_settled"], min_count=0).as_py()
    name = chunk.key if settled else f"{chunk.key}-{key_from(index['reading_key'].to_pylist(), issues['issue_id'].to_pylist())[:8]}"
    if not settled or not is_read(store, chunk):
        write_chunk(store / ROOM, name, {"index": index.select(READ_INDEX.names), "issues": issues})
    return name
