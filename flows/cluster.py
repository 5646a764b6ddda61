"""Where the batches of a build are worked on: in threads that each wait for a process here, or on a Dask cluster."""

from __future__ import annotations

from typing import Any, cast

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.issues import SetupError
from flows.settings import Settings

ANSWER_SECONDS = 10  # that a scheduler is given


def task_runner(settings: Settings) -> TaskRunner[Any]:
    """As many batches under way as there are workers to do them. Raises SetupError for a cluster that can't be used."""
    if settings.cluster is None:
        return ThreadPoolTaskRunner(max_workers=max(1, settings.workers))
    try:
        from distributed import Client
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise SetupError("--cluster needs the extra `cluster`: pip install 'kenes[cluster]'.") from error
    try:
        with Client(settings.cluster, timeout=ANSWER_SECONDS) as client:  # type: ignore[no-untyped-call]
            workers = client.scheduler_info()["workers"]
    except (OSError, ValueError) as error:
        raise SetupError(f"--cluster {settings.cluster}: no Dask scheduler answers there ({error}).") from error
    if not workers:
        raise SetupError(f"--cluster {settings.cluster}: the scheduler has no workers; start some: dask worker {settings.cluster}")
    return cast(TaskRunner[Any], DaskTaskRunner(address=settings.cluster))
