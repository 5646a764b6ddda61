"""What one worker does with one batch: plain functions from files to parts, whoever runs them (process pool, cluster).

The result depends on the files' bytes, the corpus's settings, its repeated lines and the code alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from flows.extract.corpus import Corpus, RawFile
from flows.extract.documents import documents_from_readings
from flows.extract.reading import Reading
from flows.extract.readings import readings_from_file
from flows.extract.repetition import line_counts_from_readings
from flows.ids import mint_id
from flows.issues import Issue, issues_table
from flows.normalize.rows import rows_from_documents
from flows.staging import read_part, read_whole, write_part
from schemas.contract import table_from_rows
from schemas.handoffs import READINGS


@dataclass(frozen=True, slots=True)
class FileBatch:
    """Some files of one corpus, in their order."""

    number: int
    corpus: Corpus
    files: tuple[RawFile, ...]
    first_part: int = 0  # where the numbers of its parts begin


@dataclass(frozen=True, slots=True)
class Done:
    """What a worker reports of a batch: where its parts are and how much is in them."""

    parts: tuple[str, ...]
    files: int
    documents: int
    words: int


def file_batches(files: list[tuple[Corpus, list[RawFile]]], documents: int, megabytes: int) -> list[FileBatch]:
    """The files of each corpus cut into batches of at most so many files and megabytes (one file at least)."""
    batches: list[FileBatch] = []
    for corpus, members in files:
        batch: list[RawFile] = []
        size = 0
        for file in members:
            if batch and (len(batch) >= documents or size + file.size > megabytes * 2**20):
                batches.append(FileBatch(len(batches), corpus, tuple(batch)))
                batch, size = [], 0
            batch.append(file)
            size += file.size
        if batch or not members:  # an empty corpus makes empty tables, so that every later step finds its input
            batches.append(FileBatch(len(batches), corpus, tuple(batch)))
    return batches


def read_batch(batch: FileBatch, stage: Path, documents: int, megabytes: int) -> Done:
    """Files -> parts of readings, line counts and issues. A file of many records makes as many parts as it needs."""
    issues: list[Issue] = []
    parts: list[str] = []
    count = 0
    for rows in _rows_in_parts(batch, issues, documents, megabytes):  # at least one part, which may be empty
        part = f"{batch.number:05d}-{batch.first_part + len(parts):05d}"
        readings = table_from_rows(READINGS, rows)
        write_part(stage, "readings", part, readings)
        write_part(stage, "line_counts", part, line_counts_from_readings(readings))
        parts.append(part)
        count += len(rows)
    write_part(stage, "issues", f"{batch.number:05d}-{batch.first_part:05d}-read", issues_table(issues))
    return Done(tuple(parts), len(batch.files), count, 0)


def normalize_batch(number: int, readings: str, corpus: Corpus, stage: Path) -> Done:
    """A part of readings -> part `number` of documents and of every table that a document alone can fill."""
    part = f"{number:05d}"
    recurring = read_whole(stage, "repeated")
    repeated = frozenset(recurring.filter(pc.equal(recurring["corpus"], corpus.name))["line"].to_pylist())
    tables = documents_from_readings(read_part(stage, "readings", readings), corpus, repeated)
    documents = tables["documents"]
    rows, issues = rows_from_documents(documents)
    found = pa.concat_tables([tables.pop("issues"), issues_table(issues)])
    for name, table in {**tables, **rows}.items():
        write_part(stage, name, part, table)
    write_part(stage, "issues", f"{part}-normalize", found)
    words = sum(documents["word_count"].to_pylist())
    return Done((part,), 0, documents.num_rows, words)


def _rows_in_parts(batch: FileBatch, issues: list[Issue], documents: int, megabytes: int) -> Iterator[list[dict[str, object]]]:
    rows: list[dict[str, object]] = []
    size = 0
    is_first = True
    for file in batch.files:
        for found in readings_from_file(file, batch.corpus):
            if isinstance(found, Issue):
                issues.append(found)
                continue
            rows.append(_row(file, found))
            size += len(found.text.text)
            if len(rows) >= documents or size > megabytes * 2**20:
                yield rows
                rows, size, is_first = [], 0, False
    if rows or is_first:
        yield rows


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
