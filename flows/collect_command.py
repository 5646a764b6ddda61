"""The command `kenes collect`. Heavy imports wait until it runs."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.settings import PROJECT

if TYPE_CHECKING:
    from flows.collect.report import CollectReport

UNREAD = 3  # exit status: everything else was dealt with, but a source could not be read


def collect(
    corpora: Annotated[list[str] | None, typer.Argument(metavar="[CORPUS]...", help="Corpora to collect; all if left out.")] = None,
    raw: Annotated[Path, typer.Option(help="Folder of corpora: one folder of documents each.")] = PROJECT / "raw",
    again: Annotated[bool, typer.Option("--again", help="Ask for pages that were looked at not long ago, too.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read the sources and tell what would be fetched; write nothing.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Tell every address, not only those in trouble.")] = False,
) -> None:
    """Fetch the pages that corpus.toml names. Status 0: all dealt with; 3: a source could not be read; 1: broken off."""
    from flows.issues import SetupError

    try:
        report = _collected(raw.resolve(), corpora or [], again, dry_run)
    except SetupError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        typer.echo("Interrupted. What was fetched is kept; the next collect goes on from there.", err=True)
        raise typer.Exit(130) from None
    _tell(report, everything or dry_run)
    raise typer.Exit(1 if report.broken else UNREAD if report.unread else 0)


def _collected(raw: Path, names: list[str], again: bool, dry_run: bool) -> CollectReport:
    """Without Prefect, whose start takes longer than many a collect; flows/collecting.py is the same as a flow."""
    from flows.collect.corpora import collectings_from_raw, report_from_corpora
    from flows.collect.loopback import is_loopback_open
    from flows.collect.rounds import Options, collect_corpus
    from flows.collect.shown import shown_results

    stop = threading.Event()
    collectings = collectings_from_raw(raw, names)
    loopback = is_loopback_open()
    with shown_results() as show:
        options = Options(again, dry_run, loopback, show)
        return report_from_corpora(collectings, lambda collecting: collect_corpus(collecting, options, stop))


def _tell(report: CollectReport, everything: bool) -> None:
    from rich.console import Console

    from flows.collect.report import print_report

    print_report(report, Console(), everything)
