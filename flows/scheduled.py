"""The flow that the schedule runs: the lock, if asked for the collecting, the build, and word to a person when it ends badly."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, runtime
from prefect.client.schemas.objects import FlowRun, State
from prefect.states import Completed, Failed

from flows.notices import Ended, notice_of_run, notify_or_say
from flows.scratch import keep_temporary_files_together
from flows.settings import PROJECT, WORKERS, Settings
from flows.status import record_failure
from flows.supervised import live_with_supervisor

REFUSED = "Refused"


def notify_of_end(flow: Any, flow_run: FlowRun, state: State[Any]) -> None:
    """State hook: the operator's command is told."""
    ended: Ended = "refused" if state.name == REFUSED else "failed"
    notify_or_say(notice_of_run(ended, state.message or "No reason is known.", str(flow_run.parameters["warehouse"]), flow_run.name))


def tell_crash(flow: Any, flow_run: FlowRun, state: State[Any]) -> None:
    """State hook, called by the worker for a run whose process was killed: recorded in the warehouse, the command told.

    Where the worker was killed too, `kenes serve` calls it.
    """
    warehouse, message = Path(flow_run.parameters["warehouse"]), state.message or "Its process was killed."
    if warehouse.is_dir() and (fault := record_failure(warehouse, flow_run.start_time or datetime.now(UTC), message, str(flow_run.id))):
        print(fault, file=sys.stderr)
    notify_or_say(notice_of_run("crashed", message, str(warehouse), flow_run.name))


@flow(name="kenes", on_failure=[notify_of_end], on_crashed=[tell_crash])
def scheduled_build(
    raw: str = str(PROJECT / "raw"),
    warehouse: str = str(PROJECT / "warehouse"),
    workers: int = WORKERS,
    collect: bool = False,
) -> State[Any]:
    """Documents in `raw` -> tables in `warehouse`, exclusively; `collect` first fetches what the corpora name.

    Ends Completed, Refused (the documents stood against a rule; its message says which) or Failed (settings, disk,
    another build). The last good build stays in all but the first.
    """
    keep_temporary_files_together()
    live_with_supervisor()
    from flows.issues import RefusedBuildError, SetupError

    try:
        return Completed(message=_collected_and_built(Settings(Path(raw).resolve(), Path(warehouse).resolve(), workers), collect))
    except RefusedBuildError as refusal:
        return Failed(name=REFUSED, message="\n".join(issue.message for issue in refusal.issues))
    except SetupError as error:
        return Failed(message=str(error))
    except OSError as error:  # most often a full disk
        return Failed(message=f"Nothing was published: {error}.")


def _collected_and_built(settings: Settings, collect: bool) -> str:
    with ExitStack() as held:
        collected = _prepared(settings, collect, held)
        from flows.pipeline import run_build

        summary = run_build(settings)
    found = "Nothing had changed; published are" if summary.is_unchanged else "Published"
    return f"{collected}{found} {summary.documents:,} documents of {summary.files:,} files in {summary.published}."


def _prepared(settings: Settings, collect: bool, held: ExitStack) -> str:
    """The lock is taken, documents are fetched: what is to be told of that. A build records how it ended; what ends before, here."""
    from flows.issues import SetupError
    from flows.locking import holder_of
    from flows.startup import check_setup

    started = datetime.now(UTC)
    try:
        check_setup(settings, held, runtime.flow_run.id)
        if not collect:
            return ""
        from flows.collecting import run_collect

        return f"{run_collect(settings).told()} "
    except (SetupError, OSError) as error:
        held.close()  # the lock: who is found to hold it now is another build, and that one records its own end
        if settings.warehouse.is_dir() and holder_of(settings.warehouse) is None:
            record_failure(settings.warehouse, started, str(error), runtime.flow_run.id)
        raise
