"""What a run needs before its work begins: Prefect's API, right settings, a warehouse that nobody else is writing."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from flows.settings import Settings, prefect_environment


def start_server(held: ExitStack) -> None:
    """Prefect's API: the user's, if PREFECT_API_URL names one that answers, else one for as long as this runs."""
    for name, value in prefect_environment().items():
        os.environ.setdefault(name, value)
    if os.environ.get("PREFECT_API_URL"):
        _check_server(os.environ["PREFECT_API_URL"])
        return
    from flows.server import check_room, temporary_server

    check_room(Path(os.environ["PREFECT_HOME"]))
    os.environ.setdefault("PREFECT_LOGGING_TO_API_ENABLED", "false")  # nobody reads logs of a server that ends with the build
    os.environ["PREFECT_API_URL"] = held.enter_context(temporary_server(Path(os.environ["PREFECT_HOME"])))


def check_setup(settings: Settings, held: ExitStack, flow_run: str | None = None) -> None:
    """Wrong settings, a warehouse that can't be written or is being written end the build before its work begins.

    `flow_run` is Prefect's id of the run that asks, which whoever finds the warehouse locked is told.
    """
    from flows.extract.corpora import corpora_from_raw
    from flows.load.swap import check_writable, recover
    from flows.locking import locked

    corpora_from_raw(settings.raw)
    check_writable(settings.warehouse)
    held.enter_context(locked(settings.warehouse, flow_run))
    recover(settings.warehouse)


def _check_server(address: str) -> None:
    """A build that reports to a server which is not there would fail after minutes, not at once."""
    from urllib.request import urlopen

    from flows.issues import SetupError

    try:
        urlopen(f"{address.rstrip('/')}/health", timeout=10).close()
    except (OSError, ValueError) as error:
        raise SetupError(
            f"PREFECT_API_URL is {address}, but no Prefect server answers there ({error}); start it or unset the variable."
        ) from error
