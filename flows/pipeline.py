"""The Prefect flow of a build, readable top to bottom.

Tasks only sequence and report: the work is done by plain functions, a batch at a time, in worker processes or on a cluster.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from prefect import flow, task, unmapped
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.runtime import flow_run
from prefect.tasks import exponential_backoff

from flows.batches import Done, FileBatch, normalize_batch, read_batch
from flows.building import Build
from flows.cluster import task_runner
from flows.extract.corpora import corpora_from_raw
from flows.issues import RefusedBuildError
from flows.joins import write_duplicates, write_entities, write_happenings, write_utterances
from flows.load.accept import Accepted
from flows.measuring import check_gold
from flows.progress import Progress, shown_progress
from flows.settings import Settings
from flows.staging import fresh_stage, remove_stage
from flows.status import record_run, run_from_summary
from flows.status.runs import EndedAs
from flows.store.rows_parts import RowsWork
from flows.summary import Summary
from flows.workers import Workers, workers_of_process

Work = TypeVar("Work")

# A share that is away for a moment, memory that was short: a batch is tried three times, 2 and 4 seconds apart, give or take half.
RETRIES, PAUSES, JITTER = 2, exponential_backoff(2), 0.5

PARTS_HERE = 8  # that this process checks by itself, in the time that others take to start


@flow(name="build", flow_run_name="build {settings.warehouse.name}", validate_parameters=False)
def build(settings: Settings) -> Summary:
    """Documents in raw/ -> validated tables and a DuckDB file in warehouse/. Raises RefusedBuildError if it publishes nothing."""
    summary = Summary()
    with recorded(settings, summary):
        corpora = corpora_from_raw(settings.raw)
        check_gold(corpora)
        stage = fresh_stage(settings.work)
        work = Build(settings, corpora, stage, summary, date.today())
        with shown_progress() as progress, workshop(settings, stage) as shop:
            with summary.timed("list"):
                batches = list_files(work)
            with summary.timed("read"):
                read_all(work, batches, shop, progress)
            with summary.timed("normalize"):
                normalize_all(work, shop, progress)
            if is_unchanged(work):
                return summary
            with summary.timed("join"):
                join_documents(stage)
                join_names(stage, work.last_tables())
                join_events(stage)
                join_quotes(stage)
            with summary.timed("accept"):
                accepted = accept_tables(work, shop)
        with summary.timed("load"):
            publish_tables(work, accepted)
    return summary


@contextmanager
def recorded(settings: Settings, summary: Summary) -> Iterator[None]:
    """However the build ends: its scratch goes, Prefect gets its tables, the warehouse's history a line."""
    started, message = datetime.now(UTC), ""
    ended_as: EndedAs | None = None
    try:
        yield
    except BaseException as error:
        message, ended_as = (
            str(error) or type(error).__name__,
            "refused" if isinstance(error, RefusedBuildError) else "failed",
        )
        raise
    finally:
        remove_stage(settings.work)
        with told_if_possible():
            create_markdown_artifact(summary.markdown(), key="build-summary", description="Rows, issues and time of the build")
        try:
            record_run(settings.warehouse, run_from_summary(summary, started, ended_as, message, flow_run.root_flow_run_id))
        except OSError as error:  # a full disk; the build has said so, or is published
            print(f"{settings.warehouse}: the run could not be recorded: {error}", file=sys.stderr)


def run_build(settings: Settings) -> Summary:
    """The flow with as many batches under way as there are workers to do them, and no more in memory."""
    return build.with_options(task_runner=task_runner(settings))(settings)


@contextmanager
def told_if_possible() -> Iterator[None]:
    """What is only told to Prefect must not cost the build: its server may be gone by now."""
    try:
        yield
    except Exception as error:
        print(f"Prefect could not be told of the build: {error}", file=sys.stderr)


class Workshop:
    """Where batches are worked on (no dataclass: Prefect would walk through it)."""

    def __init__(self, settings: Settings, stage: Path) -> None:
        self.settings = settings
        self.stage = stage
        self.workers: Workers | None = None

    def open(self) -> None:
        """Processes of our own; not needed on a cluster, nor where nothing is to be done."""
        if self.workers is None and self.settings.cluster is None and self.settings.workers:
            self.workers = Workers(self.settings.workers)

    def at_work(self) -> Workers | None:
        """The processes that a batch is given to, here or on the machine of a cluster that this runs on; None: this process."""
        return workers_of_process() if self.settings.cluster else self.workers


@contextmanager
def workshop(settings: Settings, stage: Path) -> Iterator[Workshop]:
    shop = Workshop(settings, stage)
    try:
        yield shop
    finally:
        if shop.workers:
            shop.workers.close()


class Sealed(Generic[Work]):
    """One batch of work, which Prefect passes on as it is."""

    def __init__(self, work: Work) -> None:
        self.work = work


@task(cache_policy=NO_CACHE)
def list_files(work: Build) -> list[FileBatch]:
    """The files of every corpus; those that are new or changed in batches."""
    return work.list_files()


@task(cache_policy=NO_CACHE, task_run_name="read batch {number}", retries=RETRIES, retry_delay_seconds=PAUSES, retry_jitter_factor=JITTER)
def read_documents(number: int, batch: Sealed[FileBatch], shop: Workshop) -> Done:
    """Files of one batch -> readings."""
    settings, workers = shop.settings, shop.at_work()
    read = workers.read if workers else read_batch
    return read(batch.work, shop.stage, settings.documents_per_batch, settings.megabytes_per_batch)


@task(
    cache_policy=NO_CACHE, task_run_name="normalize part {number}", retries=RETRIES, retry_delay_seconds=PAUSES, retry_jitter_factor=JITTER
)
def normalize_documents(number: int, batch: Sealed[RowsWork], shop: Workshop) -> Done:
    """Readings of one part -> documents, sentences, mentions, roles, quotes, events."""
    workers = shop.at_work()
    make = workers.make if workers else normalize_batch
    return make(batch.work, shop.stage, shop.settings.store)


@task(cache_policy=NO_CACHE)
def is_unchanged(work: Build) -> bool:
    """Whether all is as it was when the last build was published; else every part is put in its place for the steps that need all."""
    if work.is_unchanged():
        return True
    work.stage_parts()
    return False


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
def accept_tables(work: Build, shop: Workshop) -> Accepted:
    """Every contract and rule, row by row; refused rows become issues."""
    if len(work.making.parts) > PARTS_HERE:
        shop.open()
    return work.accept(shop.workers.map if shop.workers else map)


@task(cache_policy=NO_CACHE)
def publish_tables(work: Build, accepted: Accepted) -> None:
    """Parquet and DuckDB, measured against gold where there is some, swapped in at once."""
    work.publish(accepted)


def read_all(work: Build, batches: list[FileBatch], shop: Workshop, progress: Progress) -> None:
    """Every file read that is new or changed, and those of which documents must be made again."""
    _worked(read_documents, batches, shop, progress, "Reading", lambda batch: len(batch.files), work.have_read)
    again = work.plan_rows()
    _worked(read_documents, again, shop, progress, "Reading again", lambda batch: len(batch.files), work.have_read_again)


def normalize_all(work: Build, shop: Workshop, progress: Progress) -> None:
    """Every part made of which anything is new."""
    work.summary.made = work.making.new()
    _worked(normalize_documents, work.works(), shop, progress, "Normalizing", lambda part: part.new, work.have_made)


def _worked(
    work: Any,
    batches: Sequence[Work],
    shop: Workshop,
    progress: Progress,
    label: str,
    size: Callable[[Work], int],
    then: Callable[[Work, Done], object],
) -> None:
    """The task run on every batch; `then` is called with each as it ends; progress on the terminal and in the Prefect UI."""
    if not batches:
        return
    shop.open()
    shown: UUID | None = None
    with told_if_possible():
        shown = create_progress_artifact(0.0, key=label.lower().replace(" ", "-"), description=f"{label}: share of the batches")  # type: ignore[assignment]
    with progress.step(label, sum(map(size, batches))) as advance:
        futures = work.map(list(range(len(batches))), [Sealed(batch) for batch in batches], shop=unmapped(shop))
        batch_of = {future.task_run_id: batch for future, batch in zip(futures, batches, strict=True)}
        for ended, future in enumerate(as_completed(list(futures)), 1):
            batch = batch_of[future.task_run_id]
            then(batch, future.result())
            advance(size(batch))
            if ended * 20 // len(batches) > (ended - 1) * 20 // len(batches):  # every twentieth: an update costs some milliseconds
                with told_if_possible():
                    update_progress_artifact(cast(UUID, shown), 100.0 * ended / len(batches))
