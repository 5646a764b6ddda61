"""What one worker does with one batch: plain functions from files to parts, whoever runs them (process pool, cluster).

The result depends on the files' bytes, the corpus's settings, its repeated lines and the code alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pyarrow as pa
import pyarrow.compute as pc

from flows.extract.corpus import Corpus, RawFile
from flows.extract.documents import documents_from_readings
from flows.extract.reading import Reading
from flows.extract.readings import readings_from_file
from flows.extract.repetition import line_hashes
from flows.ids import mint_id
from flows.issues import Issue, issues_table
from flows.normalize.rows import rows_from_documents
from flows.staging import read_part, read_whole, write_part
from flows.store.keys import key_from
from flows.store.read_index import PLACED_INDEX, READ_ISSUES
from flows.store.rows_parts import RowsWork, write_rows
from schemas.contract import arrow_schema, table_from_rows
from schemas.handoffs import READINGS

# What may be otherwise when it is tried again (a share that was away, memory that was short): such a file is read at every build.
PASSING = frozenset({"file-vanished", "file-unreadable", "reader-failed", "reader-crashed", "reader-hung"})


@dataclass(frozen=True, slots=True)
class FileBatch:
    """Some files of one corpus, in their order, with the key of each."""

    number: int
    corpus: Corpus
    files: tuple[RawFile, ...]
    keys: tuple[str, ...]
    first_part: int = 0  # where the numbers of its parts begin


@dataclass(frozen=True, slots=True)
class Done:
    """What a worker reports of a batch: how much was in it, and which files or documents took longest (seconds, path)."""

    files: int
    documents: int
    words: int
    chunk: str = ""  # under which name the store holds the result
    parts: int = 0
    slowest: tuple[tuple[float, str], ...] = ()


def read_batch(batch: FileBatch, stage: Path, documents: int, megabytes: int) -> Done:
    """Files -> parts of readings, their index and issues. A file of many records makes as many parts as it needs."""
    read = _Reading(batch, stage, documents, megabytes * 2**20)
    for file, key in zip(batch.files, batch.keys, strict=True):
        read.add(file, key)
    read.write()
    name = f"{batch.number:05d}-{batch.first_part:05d}"
    write_part(stage, "read", name, pa.Table.from_pylist(read.index, schema=PLACED_INDEX))
    write_part(stage, "read_issues", name, issues_of_files(read.issues))
    count = sum(row["document_id"] is not None for row in read.index)
    return Done(len(batch.files), count, 0, parts=read.parts, slowest=tuple(sorted(read.seconds, reverse=True)[:3]))


class _Reading:
    """Readings on their way into parts of at most so many documents and bytes."""

    def __init__(self, batch: FileBatch, stage: Path, documents: int, most_bytes: int) -> None:
        self.batch, self.stage, self.documents, self.most_bytes = batch, stage, documents, most_bytes
        self.rows: list[dict[str, object]] = []
        self.index: list[dict[str, object]] = []
        self.issues: list[tuple[str, Issue]] = []
        self.seconds: list[tuple[float, str]] = []
        self.size = self.parts = 0

    def add(self, file: RawFile, key: str) -> None:
        started, first, passing = perf_counter(), len(self.index), False
        for found in readings_from_file(file, self.batch.corpus):
            if isinstance(found, Issue):
                self.issues.append((key, found))
                passing = passing or found.code in PASSING
            else:
                self._add_reading(file, key, found)
        if len(self.index) == first:
            self.index.append({"file_key": key, "document_id": None})
        settled = not passing and _is_as_listed(file)
        for row in self.index[first:]:
            row["is_settled"] = settled
        self.seconds.append((perf_counter() - started, file.raw_path))

    def _add_reading(self, file: RawFile, key: str, found: Reading) -> None:
        row = _row(file, found)
        self.index.append({
            "file_key": key,
            **{name: row[name] for name in ("document_id", "raw_path")},
            "reading_key": key_from(row),
            "characters": len(found.text.text),
            "lines": line_hashes(found.text.text),
            "part": self._part(),
            "row": len(self.rows),
        })  # fmt: skip
        self.rows.append(row)
        self.size += len(found.text.text)
        if len(self.rows) >= self.documents or self.size > self.most_bytes:
            self.write()

    def _part(self) -> str:
        return f"{self.batch.number:05d}-{self.batch.first_part + self.parts:05d}"

    def write(self) -> None:
        if self.rows:
            write_part(self.stage, "readings", self._part(), table_from_rows(READINGS, self.rows))
            self.rows, self.size, self.parts = [], 0, self.parts + 1


def issues_of_files(issues: list[tuple[str, Issue]]) -> pa.Table:
    """Issues with the key of the file that each tells of (READ_ISSUES)."""
    tables = [READ_ISSUES.empty_table()]
    for key in dict.fromkeys(key for key, _ in issues):
        told = issues_table(issue for of, issue in issues if of == key)
        tables.append(told.add_column(0, READ_ISSUES.field("file_key"), pa.array([key] * told.num_rows, pa.string())).cast(READ_ISSUES))
    return pa.concat_tables(tables)


def _is_as_listed(file: RawFile) -> bool:
    """Whether what was read is what was hashed: nobody wrote to the file since it was listed."""
    if not file.modified:
        return True
    try:
        status = file.path.stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns) == (file.size, file.modified, file.changed)


def normalize_batch(work: RowsWork, stage: Path, store: Path) -> Done:
    """The documents of a part whose rows are not known are made from their readings; the part is stored with them and the known ones."""
    readings = _readings(work, stage)
    recurring = read_whole(stage, "repeated")
    repeated = frozenset(recurring.filter(pc.equal(recurring["corpus"], work.part.corpus.name))["line"].to_pylist())
    tables = documents_from_readings(readings, work.part.corpus, repeated)
    seconds: list[tuple[float, str]] = []
    rows, issues = rows_from_documents(tables["documents"], seconds)
    tables = {**tables, **rows, "issues": pa.concat_tables([tables["issues"], issues_table([*issues, *work.lost])])}
    words = sum(tables["documents"]["word_count"].to_pylist())
    name = write_rows(store, work, tables)
    return Done(0, readings.num_rows, words, name, slowest=tuple(sorted(seconds, reverse=True)[:3]))


def _readings(work: RowsWork, stage: Path) -> pa.Table:
    """The readings that the part needs, in the order of its documents."""
    tables = [arrow_schema(READINGS).empty_table()]
    for part, numbers in work.places:
        tables.append(read_part(stage, "readings", part).take(pa.array(numbers, pa.int32())))
    return pa.concat_tables(tables)


def _row(file: RawFile, reading: Reading) -> dict[str, object]:
    """A reading as a row of READINGS, with the id that its place under raw/ gives it."""
    # A name may hold bytes that are no UTF-8, which neither an id nor a table can.
    raw_path = (file.raw_path + reading.member).encode("utf-8", "backslashreplace").decode("utf-8")
    told = reading.metadata
    return {
        "document_id": mint_id("doc", raw_path),
        "corpus": file.corpus,
        "raw_path": raw_path,
        "source_url": told.url,
        "publisher": told.publisher,
        "title": told.title,
        "author": told.author,
        "published": told.published,
        "retrieved_at": told.retrieved_at,
        "language": told.language,
        "media_type": reading.media_type,
        "encoding": reading.encoding,
        "content_sha256": reading.content_sha256,
        "raw_unit": reading.raw_unit,
        "extractor": reading.extractor,
        "text": reading.text.text,
        "raw_map": reading.text.flat(),
        "layout": reading.layout,
    }
