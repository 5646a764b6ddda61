"""The Prefect flows, each readable top to bottom. Only this module (and the server's) knows Prefect.

Tasks only sequence and report: the work is done by plain functions, a batch at a time, in worker processes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pyarrow as pa
from prefect import flow, task, unmapped
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.batches import Done, FileBatch, file_batches, normalize_batch, read_batch
from flows.extract.corpora import corpora_from_raw
from flows.extract.corpus import Corpus
from flows.extract.files import files_and_issues
from flows.issues import issues_table
from flows.joins import write_duplicates, write_entities, write_happenings, write_repeated_lines, write_utterances
from flows.load.accept import Accepted, accept
from flows.load.publish import publish
from flows.load.query import issue_counts
from flows.load.swap import PARQUET
from flows.load.volume import Expected
from flows.measuring import check_gold, quality_from_tables
from flows.progress import Progress, shown_progress
from flows.settings import Settings
from flows.staging import fresh_stage, read_parts, remove_stage, write_part
from flows.summary import Summary
from flows.workers import Workers


@flow(name="build", flow_run_name="build {settings.warehouse.name}", validate_parameters=False)
def build(settings: Settings) -> Summary:
    """Documents in raw/ -> validated tables and a DuckDB file in warehouse/. Raises RefusedBuildError if it publishes nothing."""
    summary = Summary()
    corpora = corpora_from_raw(settings.raw)
    check_gold(corpora)
    stage = fresh_stage(settings.work)
    try:
        with summary.timed("list"):
            batches = list_files(corpora, settings, stage, summary)
        with shown_progress() as progress, workshop(settings, stage, batches) as shop:
            with summary.timed("read"):
                parts = read_all(shop, progress, summary)
                write_repeated_lines(stage)
            with summary.timed("normalize"):
                normalize_all(shop, parts, progress, summary)
            with summary.timed("join"):
                join_documents(stage)
                join_names(stage, settings.warehouse / PARQUET)
                join_events(stage)
                join_quotes(stage)
            with summary.timed("accept"):
                accepted = accept_tables(shop, corpora)
        with summary.timed("load"):
            publish_tables(accepted, corpora, settings, summary)
        return summary
    finally:
        remove_stage(settings.work)
        with told_if_possible():
            create_markdown_artifact(summary.markdown(), key="build-summary", description="Rows, issues and time of the build")


def run_build(settings: Settings) -> Summary:
    """The flow with as many batches under way as there are workers to do them, and no more in memory."""
    runner: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=settings.workers)
    return build.with_options(task_runner=runner)(settings)


@contextmanager
def told_if_possible() -> Iterator[None]:
    """What is only told to Prefect must not cost the build: its server may be gone by now."""
    try:
        yield
    except Exception as error:
        print(f"Prefect could not be told of the build: {error}", file=sys.stderr)


class Workshop:
    """The batches of a build and the processes that work on them (no dataclass: Prefect would walk through it)."""

    def __init__(self, settings: Settings, stage: Path, batches: list[FileBatch], workers: Workers | None) -> None:
        self.settings = settings
        self.stage = stage
        self.batches = batches
        self.parts: list[tuple[str, Corpus]] = []
        self.workers = workers


@contextmanager
def workshop(settings: Settings, stage: Path, batches: list[FileBatch]) -> Iterator[Workshop]:
    """A single batch is worked on here: starting a process costs more than it."""
    workers = Workers(settings.workers) if len(batches) > 1 and settings.workers > 1 else None
    try:
        yield Workshop(settings, stage, batches, workers)
    finally:
        if workers:
            workers.close()


@task(cache_policy=NO_CACHE)
def list_files(corpora: list[Corpus], settings: Settings, stage: Path, summary: Summary) -> list[FileBatch]:
    """The files of every corpus in batches; what is passed over becomes issues."""
    listed = [(corpus, *files_and_issues(corpus)) for corpus in corpora]
    summary.files = sum(len(files) for _, files, _ in listed)
    write_part(stage, "issues", "list", issues_table(issue for _, _, issues in listed for issue in issues))
    return file_batches([(corpus, files) for corpus, files, _ in listed], settings.batch_size(summary.files), settings.megabytes_per_batch)


@task(cache_policy=NO_CACHE, task_run_name="read batch {number}")
def read_documents(number: int, shop: Workshop) -> Done:
    """Files of one batch -> readings."""
    settings, batch = shop.settings, shop.batches[number]
    read = shop.workers.read if shop.workers else read_batch
    return read(batch, shop.stage, settings.documents_per_batch, settings.megabytes_per_batch)


@task(cache_policy=NO_CACHE, task_run_name="normalize part {number}")
def normalize_documents(number: int, shop: Workshop) -> Done:
    """Readings of one part -> documents, sentences, mentions, roles, quotes, events."""
    readings, corpus = shop.parts[number]
    work = (number, readings, corpus, shop.stage)
    return shop.workers.run(normalize_batch, *work) if shop.workers else normalize_batch(*work)


@task(cache_policy=NO_CACHE)
def join_documents(stage: Path) -> None:
    """Which documents are copies of another."""
    write_duplicates(stage)


@task(cache_policy=NO_CACHE)
def join_names(stage: Path, last: Path) -> None:
    """Which names, in all documents, are one entity; an entity keeps the id of the last build."""
    write_entities(stage, last)


@task(cache_policy=NO_CACHE)
def join_events(stage: Path) -> None:
    """Which reports tell one happening."""
    write_happenings(stage)


@task(cache_policy=NO_CACHE)
def join_quotes(stage: Path) -> None:
    """Which quotes give one utterance."""
    write_utterances(stage)


@task(cache_policy=NO_CACHE)
def accept_tables(shop: Workshop, corpora: list[Corpus]) -> Accepted:
    """Every contract and rule, row by row; refused rows become issues."""
    issues = pa.concat_tables(read_parts(shop.stage, "issues"))
    expected = {corpus.name: Expected(corpus.expect_min, corpus.expect_max) for corpus in corpora}
    each = shop.workers.pool.map if shop.workers else map
    return accept(shop.stage, issues, expected, date.today(), each)


@task(cache_policy=NO_CACHE)
def publish_tables(accepted: Accepted, corpora: list[Corpus], settings: Settings, summary: Summary) -> None:
    """Parquet and DuckDB, measured against gold where there is some, swapped in at once."""
    warehouse = settings.warehouse
    summary.rows = {table: tally.kept for table, tally in accepted.tallies.items()}
    try:
        summary.rows = publish(accepted, warehouse, partial(quality_from_tables, corpora=corpora, raw=settings.raw))
        summary.published = str(warehouse)
    finally:
        summary.issues = issue_counts(warehouse, refused=summary.published is None)


def read_all(shop: Workshop, progress: Progress, summary: Summary) -> list[tuple[str, Corpus]]:
    """Every batch read; the parts of readings in the order of their files."""
    done = _mapped(read_documents, len(shop.batches), shop, progress, "Reading", summary.files, lambda done: done.files)
    summary.documents = sum(batch.documents for batch in done)
    return [(part, shop.batches[number].corpus) for number, batch in enumerate(done) for part in batch.parts]


def normalize_all(shop: Workshop, parts: list[tuple[str, Corpus]], progress: Progress, summary: Summary) -> None:
    shop.parts = parts
    done = _mapped(normalize_documents, len(parts), shop, progress, "Normalizing", summary.documents, lambda done: done.documents)
    summary.documents = sum(part.documents for part in done)
    summary.words = sum(part.words for part in done)


def _mapped(work: Any, count: int, shop: Workshop, progress: Progress, label: str, total: int, size: Callable[[Done], int]) -> list[Done]:
    """The task run on every number below `count`, results in order, progress as they end (terminal and Prefect UI)."""
    shown: UUID | None = None
    with told_if_possible():
        shown = create_progress_artifact(0.0, key=label.lower(), description=f"{label}: share of the batches")  # type: ignore[assignment]
    with progress.step(label, total) as advance:
        futures = work.map(list(range(count)), shop=unmapped(shop))
        for ended, future in enumerate(as_completed(list(futures)), 1):
            advance(size(future.result()))
            if ended * 20 // count > (ended - 1) * 20 // count:  # every twentieth: an update costs some milliseconds
                with told_if_possible():
                    update_progress_artifact(cast(UUID, shown), 100.0 * ended / count)
        return [future.result() for future in futures]
