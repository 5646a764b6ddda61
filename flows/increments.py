"""What a build has to do beside what the store holds: which files to read, which parts of the tables to make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from flows.batches import FileBatch, issues_of_files
from flows.code_version import code_key
from flows.extract.corpus import Corpus, RawFile
from flows.issues import Issue
from flows.settings import Settings
from flows.staging import parts_of, read_part
from flows.store.keys import key_from
from flows.store.ledger import Entry
from flows.store.read_index import (
    PLACED_INDEX,
    READ_INDEX,
    ReadChunk,
    in_order_of_files,
    is_read,
    known_files,
    read_before,
    read_chunks_from_files,
    write_read_chunk,
)
from flows.store.rows_parts import Places, RowsPart, RowsWork, is_made, known_documents, new_documents, work_from_part

# The sources that a reading depends on, those that the rows do, and those that the published tables do: other code may change
# without any work being done again.
READ_CODE = (
    "flows/extract",
    "flows/dates",
    "flows/store",
    "flows/batches.py",
    "flows/ids.py",
    "flows/issues.py",
    "flows/shingles.py",
    "schemas",
)
ROWS_CODE = (*READ_CODE, "flows/normalize", "flows/tagging", "raw/reference")
BUILD_CODE = (*ROWS_CODE, "flows/building.py", "flows/joins.py", "flows/load", "flows/measuring.py", "flows/score")

Listed = Sequence[tuple[Corpus, Sequence[RawFile]]]


@dataclass
class Reading:
    """The files of a build in chunks; the batches are what must be read of them, each for the chunk of its number."""

    chunks: list[ReadChunk]
    known: dict[str, str] = field(default_factory=dict)
    batches: list[FileBatch] = field(default_factory=list)
    stored: dict[int, str] = field(default_factory=dict)  # name in the store of each chunk


def reading_from_files(listed: Listed, entries: Mapping[str, Entry], settings: Settings) -> Reading:
    """What must be read: the files that are new, or changed, or were read by other code."""
    chunks = read_chunks_from_files(listed, entries, code_key(READ_CODE), settings.documents_per_batch, settings.megabytes_per_batch)
    reading = Reading(chunks)
    missing = [number for number, chunk in enumerate(chunks) if not is_read(settings.store, chunk)]
    absent = set(missing)
    reading.stored = {number: chunk.key for number, chunk in enumerate(chunks) if number not in absent}
    reading.known = known_files(settings.store) if missing else {}
    for number in missing:
        chunk = chunks[number]
        new = [(file, key) for file, key in zip(chunk.files, chunk.file_keys, strict=True) if key not in reading.known]
        reading.batches.append(FileBatch(number, chunk.corpus, tuple(file for file, _ in new), tuple(key for _, key in new)))
    return reading


def store_batch(reading: Reading, batch: FileBatch, stage: Path, store: Path) -> None:
    """What was read of a chunk joins what is known of its other files, in the store."""
    chunk = reading.chunks[batch.number]
    before, issues_before = read_before(store, chunk, reading.known)
    index = pa.concat_tables([_staged(stage, "read", batch, PLACED_INDEX).select(READ_INDEX.names), before])
    issues = pa.concat_tables([_staged(stage, "read_issues", batch, issues_before.schema), issues_before])
    reading.stored[batch.number] = write_read_chunk(store, chunk, in_order_of_files(index, chunk), in_order_of_files(issues, chunk))


def _staged(stage: Path, name: str, batch: FileBatch, schema: pa.Schema) -> pa.Table:
    parts = [read_part(stage, name, part) for part in parts_of(stage, name) if part.startswith(f"{batch.number:05d}-")]
    return pa.concat_tables([schema.empty_table(), *(part.cast(schema) for part in parts)])


def places_from_stage(stage: Path) -> dict[tuple[str, str], tuple[str, int]]:
    """Where the readings of this build lie."""
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for part in parts_of(stage, "read"):
        told = read_part(stage, "read", part).select(["document_id", "reading_key", "part", "row"])
        told = told.filter(pc.is_valid(told["document_id"]))
        ids, keys, parts, rows = (column.to_pylist() for column in told.columns)
        found.update(zip(zip(ids, keys, strict=True), zip(parts, rows, strict=True), strict=True))
    return found


@dataclass
class Making:
    """The parts of the tables; the works are what must be made of them, each for the part of its number."""

    parts: list[RowsPart]
    known: dict[str, str] = field(default_factory=dict)
    missing: list[RowsPart] = field(default_factory=list)
    stored: dict[int, str] = field(default_factory=dict)  # name in the store of each part

    def new(self) -> int:
        """How many documents must be made."""
        return sum(len(new_documents(part, self.known)) for part in self.missing)


def making_from_parts(parts: list[RowsPart], store: Path) -> Making:
    """What must be made: the documents that are new, or changed, or were made by other code."""
    making = Making(parts)
    making.missing = [part for part in parts if not is_made(store, part)]
    absent = {part.number for part in making.missing}
    making.stored = {part.number: part.key for part in parts if part.number not in absent}
    making.known = known_documents(store) if making.missing else {}
    return making


def batches_to_read_again(making: Making, reading: Reading, places: Places, settings: Settings) -> list[FileBatch]:
    """Files that did not change, whose documents must be made nevertheless (other code, other corrections, a line that recurs now)."""
    wanted = {
        document.file_key
        for part in making.missing
        for document in new_documents(part, making.known)
        if (document.document_id, document.reading_key) not in places
    }
    batches = []
    for number, chunk in enumerate(reading.chunks):
        found = [(file, key) for file, key in zip(chunk.files, chunk.file_keys, strict=True) if key in wanted]
        if found:
            files, keys = zip(*found, strict=True)
            batches.append(FileBatch(len(reading.chunks) + number, chunk.corpus, files, keys))
    return batches


def works_from_making(making: Making, places: Places) -> tuple[list[RowsWork], list[Issue]]:
    """The work on each missing part. A document whose file was written to meanwhile is left out, and told."""
    works: list[RowsWork] = []
    issues: list[Issue] = []
    for part in making.missing:
        gone = [document for document in new_documents(part, making.known) if (document.document_id, document.reading_key) not in places]
        if gone:
            issues.extend(_changed(document.document_id) for document in gone)
            left = tuple(document for document in part.documents if document not in gone)
            part = RowsPart(part.number, part.corpus, left, key_from([document.key for document in left]))
        works.append(work_from_part(part, making.known, places))
    return works, issues


def _changed(document_id: str) -> Issue:
    message = "The file changed while it was read; the document is left out until the next build. Build again when the folder is at rest."
    return Issue("warning", "file-changed", message, document_id=document_id, table_name="documents")


def crashed_files(lost: Iterable[tuple[str, Issue]]) -> tuple[pa.Table, pa.Table]:
    """Index and issues of files that ended their reader, by their keys: nothing is known of them, and the next build tries again."""
    told = list(lost)
    index = [{"file_key": key, "is_settled": False} for key, _ in told]
    return pa.Table.from_pylist(index, schema=PLACED_INDEX), issues_of_files(told)
