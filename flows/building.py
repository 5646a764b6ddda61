"""A build under way, without Prefect: what it knows after each step. The flow and the tests call the same steps."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from flows.batches import Done, FileBatch
from flows.code_version import code_key
from flows.extract.corpus import Corpus
from flows.extract.files import files_and_issues
from flows.increments import (
    BUILD_CODE,
    ROWS_CODE,
    Making,
    Reading,
    batches_to_read_again,
    making_from_parts,
    places_from_stage,
    reading_from_files,
    store_batch,
    works_from_making,
)
from flows.issues import issues_table
from flows.load.accept import Accepted, Counts, accept
from flows.load.publish import publish
from flows.load.query import issue_counts
from flows.load.swap import PARQUET, published
from flows.load.volume import Expected
from flows.measuring import quality_from_tables
from flows.settings import Settings
from flows.staging import read_parts, write_part, write_whole
from flows.store.chunks import chunk_table, place, prune
from flows.store.document_keys import parts_from_index, repeated_from_index
from flows.store.keys import key_from
from flows.store.ledger import entries_from_files, ledger_from_file, write_ledger
from flows.store.published import (
    Published,
    build_key,
    due_after,
    files_of,
    is_current,
    published_from_store,
    write_published,
)
from flows.store.read_index import ROOM as READ
from flows.store.rows_parts import MADE, RowsPart, RowsWork
from flows.store.rows_parts import ROOM as ROWS
from flows.summary import Summary

LEDGER = "files.parquet"


class Build:
    """One build: its steps are called in the order in which they stand here."""

    def __init__(self, settings: Settings, corpora: Sequence[Corpus], stage: Path, summary: Summary, today: date) -> None:
        self.settings, self.corpora, self.stage, self.summary, self.today = settings, corpora, stage, summary, today
        self.store = settings.store
        self.reading = Reading([])
        self.making = Making([])
        self.issues = issues_table([])
        self.last = published_from_store(self.store)
        self.key = ""

    def list_files(self) -> list[FileBatch]:
        """The files that must be read, in batches."""
        if self.settings.anew:
            shutil.rmtree(self.store, ignore_errors=True)
        listed, found = [], []
        for corpus in self.corpora:
            files, issues = files_and_issues(corpus)
            listed.append((corpus, files))
            found.extend(issues)
        self.issues = issues_table(found)
        before = ledger_from_file(self.store / LEDGER)
        entries = entries_from_files((file for _, files in listed for file in files), before)
        if entries != before:
            write_ledger(self.store / LEDGER, entries)
        self.summary.files = sum(len(files) for _, files in listed)
        self.summary.tell_of_files(*({name: entry.content_sha256 for name, entry in each.items()} for each in (before, entries)))
        self.reading = reading_from_files(listed, entries, self.settings)
        return self.reading.batches

    def have_read(self, batch: FileBatch, done: Done) -> None:
        """The batch lies in the stage: the store takes what must be remembered of it."""
        store_batch(self.reading, batch, self.stage, self.store)
        self.summary.add(done.slowest)

    def have_read_again(self, batch: FileBatch, done: Done) -> None:
        """The store knows all of the batch but its text, which now lies in the stage."""

    def plan_rows(self) -> list[FileBatch]:
        """Which documents must be made; the batches of files that must be read for that though they did not change."""
        chunks = [(chunk.corpus, self.reading.stored[number]) for number, chunk in enumerate(self.reading.chunks)]
        index = [(corpus, chunk_table(self.store / READ, name, "index")) for corpus, name in chunks]
        told = [chunk_table(self.store / READ, name, "issues").drop_columns(["file_key"]) for _, name in chunks]
        self.issues = pa.concat_tables([self.issues, *(table.cast(self.issues.schema) for table in told)])
        repeated = repeated_from_index(index)
        rows = [(name, line) for name, lines in sorted(repeated.items()) for line in lines.to_pylist()]
        schema = pa.schema([("corpus", pa.string()), ("line", pa.int64())])
        write_whole(self.stage, "repeated", pa.table([list(column) for column in zip(*rows, strict=True)] or [[], []], schema=schema))
        settings = self.settings
        parts = parts_from_index(index, repeated, code_key(ROWS_CODE), settings.documents_per_batch, settings.megabytes_per_batch)
        # Without documents there is one part without any, so that every later step finds its input.
        self.making = making_from_parts(parts or [RowsPart(0, self.corpora[0], (), key_from([]))], self.store)
        return batches_to_read_again(self.making, self.reading, places_from_stage(self.stage), settings)

    def works(self) -> list[RowsWork]:
        """The parts that must be made, all readings that they need being in the stage."""
        works, issues = works_from_making(self.making, places_from_stage(self.stage))
        self.issues = pa.concat_tables([self.issues, issues_table(issues)])
        return works

    def have_made(self, work: RowsWork, done: Done) -> None:
        """The store holds the part."""
        self.making.stored[work.part.number] = done.chunk
        self.summary.add(done.slowest)

    def last_tables(self) -> Path:
        """The Parquet folder of the last build, of which entities keep their ids; there need be none."""
        return (published(self.settings.warehouse) or self.settings.warehouse) / PARQUET

    def is_unchanged(self) -> bool:
        """Whether what is published is what this build would publish; the summary then tells of that."""
        chunks = [self.making.stored[part.number] for part in self.making.parts]
        words = [chunk_table(self.store / ROWS, name, "documents_keys", ["words"])["words"] for name in chunks]
        self.summary.documents = sum(len(column) for column in words)
        self.summary.words = sum(pc.sum(column).as_py() or 0 for column in words)
        self.key = build_key(code_key(BUILD_CODE), self.corpora, chunks, self.issues)
        folder = published(self.settings.warehouse)
        if not is_current(self.last, self.key, self.today, folder) or self.last is None:
            return False
        self.summary.published, self.summary.is_unchanged = str(self.settings.warehouse), True
        self.summary.rows = self.summary.rows_before = dict(self.last.rows)
        self.summary.issues = {(level, code): count for level, code, count in self.last.issues}
        return True

    def stage_parts(self) -> None:
        """Every part under its number in the stage, for the steps that need all of them; issues beside them."""
        for part in self.making.parts:
            for table in MADE:
                name = f"{part.number:05d}" if table != "issues" else f"{part.number:05d}-normalize"
                place(self.store / ROWS, self.making.stored[part.number], table, self.stage / table / f"part-{name}.parquet")
        write_part(self.stage, "issues", "read", self.issues)

    def accept(self, each: Callable[[Callable[[int], Counts], list[int]], object] = map) -> Accepted:
        """Every contract and rule, row by row."""
        issues = pa.concat_tables(read_parts(self.stage, "issues"))
        expected = {corpus.name: Expected(corpus.expect_min, corpus.expect_max) for corpus in self.corpora}
        return accept(self.stage, issues, expected, self.today, each)  # type: ignore[arg-type]

    def publish(self, accepted: Accepted) -> None:
        """Parquet and DuckDB, measured against gold where there is some, swapped in at once."""
        settings, summary = self.settings, self.summary
        summary.rows = {table: tally.kept for table, tally in accepted.tallies.items()}
        summary.rows_before = dict(self.last.rows) if self.last else {}
        try:
            quality = partial(quality_from_tables, corpora=self.corpora, raw=settings.raw)
            summary.rows = publish(accepted, settings.warehouse, quality, settings.keep_builds)
            summary.published = str(settings.warehouse)
        finally:
            summary.issues = issue_counts(settings.warehouse, refused=summary.published is None)
            self._forget(note=summary.published is not None)

    def _forget(self, note: bool) -> None:
        """The store keeps what the published build and this one were made of, and nothing else."""
        chunks = {READ: sorted(self.reading.stored.values()), ROWS: sorted(self.making.stored.values())}
        folder = published(self.settings.warehouse)
        if note and folder:
            due = due_after(folder / PARQUET / "documents.parquet", self.today)
            summary = self.summary
            issues = [(level, code, count) for (level, code), count in summary.issues.items()]
            self.last = Published(
                self.key, str(folder), files_of(folder), self.today.isoformat(), due.isoformat() if due else None,
                summary.rows, issues, summary.documents, summary.words, chunks,
            )  # fmt: skip
            write_published(self.store, self.last)
        for room, names in chunks.items():
            prune(self.store / room, {*names, *(self.last.chunks.get(room, []) if self.last else [])})
