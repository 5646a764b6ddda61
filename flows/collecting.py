"""The Prefect flow that collects: a task for each corpus, a table of what became of its sources."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.tasks import exponential_backoff

from flows.collect.corpora import collectings_from_raw, report_from_corpora
from flows.collect.loopback import is_loopback_open
from flows.collect.report import CollectReport
from flows.collect.rounds import Options, collect_corpus
from flows.extract.collect_settings import Collecting
from flows.issues import SetupError
from flows.settings import Settings


@flow(name="collect", validate_parameters=False)
def collect(raw: Path, names: Sequence[str] = (), again: bool = False) -> CollectReport:
    """Fetch what the corpora under `raw` name. Raises SetupError for wrong settings; all other trouble is in the report."""
    options = Options(again=again, loopback=is_loopback_open())
    report = report_from_corpora(collectings_from_raw(raw, names), lambda collecting: collect_one(collecting, options))
    create_table_artifact(table=report.rows(), key="collected", description=report.told())
    return report


def _can_pass(_task: Any, _run: Any, state: Any) -> bool:
    """A disk may be full for a moment; a lock or a wrong key is as it is."""
    return not isinstance(state.result(raise_on_failure=False), SetupError)


# Pages, robots.txt and feeds are tried again inside; what ends a corpus is the disk.
@task(
    cache_policy=NO_CACHE,
    task_run_name="collect {collecting.folder.name}",
    retries=2,
    retry_delay_seconds=exponential_backoff(10),
    retry_jitter_factor=0.5,
    retry_condition_fn=_can_pass,
)
def collect_one(collecting: Collecting, options: Options) -> CollectReport:
    """One corpus; a second try goes on from what the first one kept."""
    return collect_corpus(collecting, options, threading.Event())


def run_collect(settings: Settings) -> CollectReport:
    """What a scheduled run does before its build."""
    return collect(settings.raw)
