"""Figures on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.score.measures import Scoring

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table


def printed_scores(scoring: Scoring, errors: bool = False) -> RenderableType:
    """The figures as a table, below it the documents that are missing and, if wished, every error."""
    from rich.console import Group
    from rich.text import Text

    lines = [Text(f"Not in the warehouse, so nothing was found in it: {file}", style="red") for file in scoring.missing]
    if errors:
        for document, told in scoring.errors.items():
            lines += [Text(f"\n{document}", style="bold"), *(Text(f"  {error}") for error in told)]
    return Group(_table(scoring), *lines)


def _table(scoring: Scoring) -> Table:
    from rich.table import Table

    table = Table(title="Against gold", title_justify="left")
    table.add_column("measure")
    for name in ("precision", "recall", "F1 or share", "gold", "predicted"):
        table.add_column(name, justify="right")
    for score in scoring.scores:
        figures = ("" if value is None else f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
        style = "dim" if "/" in score.measure else ""
        table.add_row(score.measure, *figures, f"{score.gold_count:,}", f"{score.predicted_count:,}", style=style)
    return table
