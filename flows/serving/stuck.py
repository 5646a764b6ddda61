"""Runs that Prefect takes for running though their process is dead: each would block the schedule for ever.

When the process of a run is killed, its worker tells the server. When the worker is killed too, nobody does: the run
stays Running (or Pending, or Cancelling), and with one run at a time every later one is cancelled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterParentFlowRunId,
    FlowRunFilterState,
    FlowRunFilterStateType,
    TaskRunFilter,
    TaskRunFilterFlowRunId,
    TaskRunFilterState,
    TaskRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.states import Cancelled, Crashed

# A worker that lives tells of a killed run within 4 s here (two busy cores); a run is Pending for 1 s before its process
# is there. Far more than both, and less than the minute between two runs of the tightest schedule.
GRACE_SECONDS = 20.0

MESSAGE = "Its process and its worker ended without a word: killed, out of memory, or the machine went down. kenes serve found it."
ACTIVE = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]


@dataclass(frozen=True, slots=True)
class Missing:
    """Runs whose process is not to be found, with the time (monotonic seconds) since when."""

    since: Mapping[UUID, float]

    def look(self, gone: Iterable[UUID], now: float, grace: float) -> tuple[Missing, set[UUID]]:
        """What is missing now, and which of it has been so for the grace time, and is taken for dead."""
        missing = Missing({run: self.since.get(run, now) for run in gone})
        return missing, {run for run, since in missing.since.items() if now - since >= grace}


def active_runs(client: SyncPrefectClient, deployment: UUID) -> list[FlowRun]:
    """The runs of the deployment that hold its one place."""
    return client.read_flow_runs(
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=ACTIVE))),
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
    )


def gone_runs(runs: Iterable[FlowRun], has_process: Callable[[str, int | None], bool]) -> list[FlowRun]:
    """Those that have no process."""
    return [run for run in runs if not has_process(str(run.id), _number(run.infrastructure_pid))]


def force_end(client: SyncPrefectClient, run: FlowRun, message: str = MESSAGE) -> None:
    """The run, and what it had begun, is Crashed (Cancelled, if that was asked for): the next one may start."""
    for child in _children(client, run.id):
        force_end(client, child, message)
    state: State[Any] = Cancelled(message=message) if run.state and run.state.is_cancelling() else Crashed(message=message)
    tasks = client.read_task_runs(
        task_run_filter=TaskRunFilter(
            flow_run_id=TaskRunFilterFlowRunId(any_=[run.id]), state=TaskRunFilterState(type=TaskRunFilterStateType(any_=ACTIVE))
        )
    )
    for task in tasks:
        client.set_task_run_state(task.id, Crashed(message=message), force=True)
    client.set_flow_run_state(run.id, state, force=True)


def _children(client: SyncPrefectClient, run: UUID) -> list[FlowRun]:
    return client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            parent_flow_run_id=FlowRunFilterParentFlowRunId(any_=[run]), state=FlowRunFilterState(type=FlowRunFilterStateType(any_=ACTIVE))
        )
    )


def _number(pid: str | None) -> int | None:
    """The process number of "1234" or "host:1234"."""
    number = (pid or "").rpartition(":")[2]
    return int(number) if number.isdigit() else None
