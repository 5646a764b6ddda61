"""The command `kenes build`. Heavy imports wait until it runs."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from traceback import walk_tb
from typing import Annotated, NoReturn

import typer

from flows.settings import DOCUMENTS_PER_BATCH, KEEP_BUILDS, PROJECT, WORKERS, Settings
from flows.startup import check_setup, start_server

# Whose errors mean that who carries the work to the functions is gone, and not that the work is wrong.
_CARRIERS = ("prefect", "httpx", "httpcore", "anyio", "distributed")


def build(
    raw: Annotated[Path, typer.Option(help="Folder of corpora: one folder of documents each.")] = PROJECT / "raw",
    warehouse: Annotated[Path, typer.Option(help="Folder that the tables are published to.")] = PROJECT / "warehouse",
    workers: Annotated[int, typer.Option(min=1, help="Worker processes.")] = WORKERS,
    anew: Annotated[bool, typer.Option("--anew", help="Do all the work again, also on documents that did not change.")] = False,
    keep: Annotated[int, typer.Option(min=1, help="Builds that stay on the disk: the new one and those before it.")] = KEEP_BUILDS,
    batch: Annotated[int, typer.Option(min=1, help="Most documents that a worker gets at once.")] = DOCUMENTS_PER_BATCH,
    cluster: Annotated[str | None, typer.Option(help="Dask scheduler to work on, as tcp://127.0.0.1:8786 (extra `cluster`).")] = None,
) -> None:
    """Build the tables from all documents and publish them; what did not change is not done again.

    Nothing is published if a check fails.
    """
    from duckdb import Error as DuckDBError

    from flows.issues import RefusedBuildError, SetupError
    from flows.load.swap import published

    settings = Settings(raw.resolve(), warehouse.resolve(), workers, batch, keep_builds=keep, anew=anew, cluster=cluster)
    before = published(settings.warehouse)
    try:
        _build(settings)
    except SetupError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    except RefusedBuildError as refusal:
        _end("Nothing was published.\n" + "\n".join(issue.message for issue in refusal.issues))
    except KeyboardInterrupt:
        _end("Interrupted. Nothing was published; the last build is as it was.", status=130)
    except (OSError, DuckDBError) as error:  # most often a full disk
        _end(f"Nothing was published: {error}. The last build is as it was; make room or name another --warehouse.")
    except Exception as error:
        if not _is_of_carrier(error):
            raise
        after = published(settings.warehouse)
        what = (
            "Nothing was published; the last build is as it was." if after == before else f"The build was published all the same: {after}."
        )
        carrier = "the Dask cluster" if cluster else "Prefect's server"
        _end(f"{carrier} was lost ({type(error).__name__}: {error}). {what} Build again: what was done is kept.")


def _is_of_carrier(error: BaseException) -> bool:
    """Whether the error is one of theirs, or was raised in their code."""
    rooms = [type(error).__module__, *(frame.f_globals.get("__name__", "") for frame, _ in list(walk_tb(error.__traceback__))[-1:])]
    return any(room.partition(".")[0] in _CARRIERS for room in rooms)


def _end(message: str, status: int = 1) -> NoReturn:
    """End a failed build with a sentence. The error still holds DuckDB connections, of which its binding would print
    a page at the interpreter's end; everything of ours is closed by now, so that end is left out."""
    print(message, file=sys.stderr, flush=True)
    sys.stdout.flush()
    os._exit(status)


def _build(settings: Settings) -> None:
    with ExitStack() as held:
        start_server(held)  # first of all: it takes seconds to import, while everything else is got ready here
        check_setup(settings, held)
        from rich.console import Console

        from flows.pipeline import run_build
        from flows.summary import print_summary

        summary = run_build(settings)
    print_summary(summary, Console())
    found = "Nothing had changed: what is published stays, in" if summary.is_unchanged else "Published in"
    print(f"{found} {summary.published}: Parquet tables in parquet/, kenes.duckdb for SQL; status.html tells of every build.")
    print(f'Ask: {_called()} query "select speaker, quote from quotes_with_speakers limit 5"')


def _called() -> str:
    """The program as it was called, so that what we propose to type works where the reader stands."""
    program = Path(sys.argv[0])
    if program.stem != "kenes":
        return f"{sys.executable} -m flows"
    return str(program.relative_to(Path.cwd())) if program.is_relative_to(Path.cwd()) else str(program)
