"""The deployment in Prefect: one run at a time, a later one is cancelled, started by cron and by documents that landed.

prefect.yaml says the same for those who run their own Prefect server; a test holds the two together.
"""

from __future__ import annotations

from datetime import timedelta
from typing import cast
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId, FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, StateType
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.events import DeploymentEventTrigger
from prefect.exceptions import ObjectAlreadyExists
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType
from prefect.workers.process import ProcessWorker
from pydantic import ValidationError

from flows.issues import SetupError
from flows.scheduled import scheduled_build
from flows.serving.request import DEPLOYMENT, LANDED, POOL, Serving
from flows.settings import PROJECT


def check_schedule(serving: Serving) -> None:
    """Raise SetupError for a schedule that Prefect can't follow."""
    try:
        if serving.cron:
            CronSchedule(cron=serving.cron, timezone=serving.timezone)
    except ValidationError as error:
        if error.errors()[0]["loc"] == ("cron",):
            raise SetupError(f'--cron {serving.cron}: is not understood; give five fields like "0 5 * * *" (every day at 5).') from error
        raise SetupError(f"--timezone {serving.timezone}: is not known; give a name like Asia/Almaty.") from error


def deployment_of(serving: Serving) -> RunnerDeployment:
    """What Prefect is to run, when, and with which parameters."""
    landed = DeploymentEventTrigger(
        name="documents landed",
        expect={LANDED},
        match={"prefect.resource.id": serving.resource},
        within=timedelta(0),
    )
    schedules = [Cron(serving.cron, timezone=serving.timezone)] if serving.cron else []
    deployment = scheduled_build.to_deployment(
        name=DEPLOYMENT,
        schedules=schedules,
        triggers=[landed],
        parameters={
            "raw": str(serving.raw),
            "warehouse": str(serving.warehouse),
            "workers": serving.workers,
            "collect": serving.collect,
        },
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        work_pool_name=POOL,
        job_variables={"working_dir": str(PROJECT)},
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return cast(RunnerDeployment, deployment)


def register(serving: Serving, client: SyncPrefectClient) -> UUID:
    """Have the server know the pool and the deployment as they are to be now; the deployment's id."""
    try:
        template = ProcessWorker.get_default_base_job_template()
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process", base_job_template=template))
    except ObjectAlreadyExists:
        pass
    deployment_id = cast(UUID, deployment_of(serving).apply())
    if not serving.cron:
        _forget_planned(client, deployment_id)
    return deployment_id


def _forget_planned(client: SyncPrefectClient, deployment: UUID) -> None:
    """Runs that an earlier schedule planned: Prefect removes them when the schedule changes, but not when none is left."""
    planned = client.read_flow_runs(
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]))),
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
    )
    for run in planned:
        if run.auto_scheduled:
            client.delete_flow_run(run.id)
