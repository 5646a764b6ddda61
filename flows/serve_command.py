"""The command `kenes serve`. Heavy imports wait until it runs."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from flows.settings import PROJECT, WORKERS, prefect_environment

if TYPE_CHECKING:
    from flows.serving.request import Serving

PORT = 4200  # Prefect's own


def serve(
    cron: Annotated[str | None, typer.Option(help='When to build: minute, hour, day, month, weekday. "" for no schedule.')] = "0 5 * * *",
    timezone: Annotated[str, typer.Option(help="Time zone of --cron, like Asia/Almaty.")] = "UTC",
    raw: Annotated[Path, typer.Option(help="Folder of corpora: one folder of documents each.")] = PROJECT / "raw",
    warehouse: Annotated[Path, typer.Option(help="Folder that the tables are published to.")] = PROJECT / "warehouse",
    workers: Annotated[int, typer.Option(min=1, help="Worker processes of a build.")] = WORKERS,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of Prefect's server, on this machine alone.")] = PORT,
    notify: Annotated[str | None, typer.Option(help="Command told of refused, failed and killed builds (flows/ops/README.md).")] = None,
    collect: Annotated[bool, typer.Option("--collect", help="Fetch what the corpora name before each build.")] = False,
    watch: Annotated[float, typer.Option(min=0, help="Seconds between two looks for new documents; 0: don't look.")] = 60,
) -> None:
    """Build on a schedule and when documents land, until Ctrl+C: Prefect's server, a worker, and the care for both."""
    from flows.issues import SetupError
    from flows.serving.request import Serving
    from flows.serving.supervisor import serve as serve_all

    home = Path(os.environ.get("PREFECT_HOME") or prefect_environment()["PREFECT_HOME"]).resolve()
    serving = Serving(raw.resolve(), warehouse.resolve(), home, workers, cron or None, timezone, port, notify, collect, watch)
    try:
        _check(serving)
        serve_all(serving, _say)
    except SetupError as error:
        _fail(str(error))


def _check(serving: Serving) -> None:
    """What would fail every run is told before anything is started."""
    from flows.issues import SetupError
    from flows.load.swap import check_writable

    if serving.cron is None and not serving.watch:
        raise SetupError("Neither --cron nor --watch is given, so no build would ever start; give one of them.")
    check_writable(serving.warehouse)


def _say(line: str) -> None:
    time = typer.style(f"{datetime.now():%H:%M:%S}", dim=True)  # typer leaves styles out where there is no terminal
    typer.echo(f"{time}  {line}")


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)
