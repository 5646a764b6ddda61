"""What the supervisor does through Prefect's API: register the deployment, tell of runs, free stuck ones, ask for a build."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from time import monotonic, time
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId, FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.events import Event
from prefect.states import Crashed

from flows.issues import SetupError
from flows.locking import holder_of
from flows.scheduled import tell_crash
from flows.serving.deployment import register
from flows.serving.living import has_process, processes_of_run
from flows.serving.request import LANDED, Serving
from flows.serving.stuck import GRACE_SECONDS, MESSAGE, Missing, active_runs, force_end, gone_runs
from flows.serving.watch import Watched, listing_from_raw

# Runs that are told of: more than can end between two looks.
TOLD = 20
STARTED = {StateType.RUNNING, StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED, StateType.CANCELLING}


class Duties:
    """One look after another; `say` prints a line for a person. Every method may raise what the server's absence raises."""

    def __init__(self, serving: Serving, client: SyncPrefectClient, say: Callable[[str], None]) -> None:
        self.serving = serving
        self.client = client
        self.say = say
        self.deployment: UUID = register(serving, client)
        self._missing = Missing({})
        self._watched = Watched()
        self._states = {run.id: str(run.state_name) for run in self._latest()}
        self._fault: str | None = None

    def free_stuck(self, grace: float = GRACE_SECONDS) -> None:
        """Runs whose process has been gone for the grace time are ended, and somebody is told."""
        holder = holder_of(self.serving.warehouse) if self.serving.warehouse.is_dir() else None
        active = [run for run in active_runs(self.client, self.deployment) if holder is None or str(run.id) != holder.flow_run]
        gone = gone_runs(active, has_process)
        self._missing, dead = self._missing.look([run.id for run in gone], monotonic(), grace)
        for run in gone:
            if run.id in dead:
                force_end(self.client, run)
                self.say(f"Run {run.name}: its process was killed with its worker; it is over now, and the next run may start.")
                self._states[run.id] = "Crashed"
                tell_crash(None, run, Crashed(message=MESSAGE))

    def end_runs(self) -> list[int]:
        """The runs under way are over, as the service ends; the processes to end."""
        processes: list[int] = []
        for run in active_runs(self.client, self.deployment):
            processes += processes_of_run(str(run.id))
            force_end(self.client, run, "kenes serve was ended. The next run goes on.")
        return processes

    def tell_runs(self) -> None:
        """A line for each run that began or ended since the last look."""
        is_ended = False
        for run in reversed(self._latest()):
            name = str(run.state_name)
            if self._states.get(run.id) != name:
                self._states[run.id] = name
                self.say(line_of_run(run))
                is_ended = is_ended or run.end_time is not None
        if is_ended:
            self.say(self.next_line())

    def has_next(self) -> bool:
        """Whether a run is scheduled."""
        return self._next_start() is not None

    def next_line(self) -> str:
        """When the next scheduled run is."""
        start = self._next_start()
        if start is None:
            return "No run is scheduled."
        return f"Next run: {start.astimezone():%A %d %B, %H:%M}." if start.timestamp() > time() else "Next run: now; one is due."

    def _next_start(self) -> datetime | None:
        waiting = self.client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]))),
            deployment_filter=self._mine(),
            sort=FlowRunSort.NEXT_SCHEDULED_START_TIME_ASC,
            limit=1,
        )
        return waiting[0].next_scheduled_start_time if waiting else None

    def watch(self) -> None:
        """Ask for a build once new documents are at rest."""
        try:
            now = listing_from_raw(self.serving.raw)
            self._fault = None
        except SetupError as error:
            if str(error) != self._fault:
                self.say(f"{error} Not watched until then.")
            self._fault = str(error)
            return
        self._watched, landed = self._watched.look(now, bool(active_runs(self.client, self.deployment)))
        if landed:
            self._emit(landed)
            self.say(f"{landed:,} files in {self.serving.raw} are new, changed or gone; a build is asked for.")

    def _emit(self, landed: int) -> None:
        resource = {"prefect.resource.id": self.serving.resource, "folder": str(self.serving.raw)}
        event = Event(event=LANDED, resource=resource, payload={"files": landed})  # type: ignore[arg-type]
        self.client._client.post("/events", json=[event.model_dump(mode="json")]).raise_for_status()

    def _latest(self) -> list[FlowRun]:
        return self.client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(STARTED)))),
            deployment_filter=self._mine(),
            sort=FlowRunSort.EXPECTED_START_TIME_DESC,
            limit=TOLD,
        )

    def _mine(self) -> DeploymentFilter:
        return DeploymentFilter(id=DeploymentFilterId(any_=[self.deployment]))


def line_of_run(run: FlowRun) -> str:
    """What became of a run, in a line."""
    message = ((run.state and run.state.message) or "").strip().splitlines()
    name = (run.state_name or "").lower()
    if run.end_time is None:
        return f"Run {run.name}: {name}."
    spent = f" after {_span((run.end_time - run.start_time).total_seconds())}" if run.start_time else ""
    if name == "cancelled" and "concurrency limit" in " ".join(message):
        return f"Run {run.name}: cancelled, as another is under way."
    return f"Run {run.name}: {name}{spent}. {message[0] if message else ''}".rstrip()


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
