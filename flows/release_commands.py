"""The command `kenes release`. Heavy imports wait until it runs."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from flows.settings import PROJECT, Settings

if TYPE_CHECKING:
    from flows.release.publish import Release
    from flows.release.requested import Request
    from flows.summary import Summary


def release(
    raw: Annotated[Path, typer.Option(help="Folder of corpora, whose corpus.toml tell titles and rights.")] = PROJECT / "raw",
    warehouse: Annotated[Path, typer.Option(help="Folder that the tables were published to.")] = PROJECT / "warehouse",
    releases: Annotated[Path | None, typer.Option(help="Folder of releases; releases/ in the warehouse if left out.")] = None,
    version: Annotated[str | None, typer.Option("--release", help="Its version; the next free one of this month if left out.")] = None,
    day: Annotated[str | None, typer.Option("--date", help="Day it bears (YYYY-MM-DD); from version and documents if left out.")] = None,
    takedowns: Annotated[Path | None, typer.Option(help="Ids that must go; takedowns.csv in the raw folder if left out.")] = None,
    homepage: Annotated[str | None, typer.Option(help="Address at which the folder of releases will lie.")] = None,
    build: Annotated[bool, typer.Option("--build", help="Build first; all in one Prefect run.")] = False,
) -> None:
    """Release the published tables: data, changes, metadata, site, verified. A release is never rewritten."""
    from flows.issues import RefusedBuildError, SetupError
    from flows.release.publish import FaultyReleaseError, UnchangedError
    from flows.release_request import request_from_settings

    settings = Settings(raw.resolve(), warehouse.resolve())
    try:
        request = request_from_settings(settings, date.today(), releases, version, day, takedowns, homepage)
        made, summary = _built_and_made(settings, request) if build else _made(settings, request)
    except UnchangedError as told:
        print(f"{told} No release was made; name a version by --release to make one all the same.")
    except FaultyReleaseError as error:
        _fail("Nothing was released; the draft does not stand its verification:\n" + "\n".join(error.faults[:20]))
    except RefusedBuildError as refusal:
        _fail("Nothing was built or released.\n" + "\n".join(issue.message for issue in refusal.issues))
    except (SetupError, OSError) as error:
        _fail(f"Nothing was released: {error}")
    else:
        _tell(made, summary)


def _made(settings: Settings, request: Request) -> tuple[Release, Summary]:
    from flows.load.swap import published
    from flows.release.publish import release_from_warehouse
    from flows.release_request import check_warehouse
    from flows.summary import Summary

    summary = Summary()
    # What is checked is what is released, though another build may be published meanwhile.
    request = replace(request, warehouse=published(settings.warehouse) or settings.warehouse)
    with summary.timed("check"):
        check_warehouse(request.warehouse)
    return release_from_warehouse(request, summary), summary


def _built_and_made(settings: Settings, request: Request) -> tuple[Release, Summary]:
    from flows.startup import check_setup, start_server

    with ExitStack() as held:
        start_server(held)
        check_setup(settings, held)
        from flows.releasing import release as flow

        return flow(settings, request)


def _tell(made: Release, summary: Summary) -> None:
    from rich.console import Console

    from flows.release.shown import printed_release

    printed_release(made, summary, Console())


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)
