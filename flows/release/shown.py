"""What `kenes release` prints at its end."""

from __future__ import annotations

from rich.columns import Columns
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.release.publish import Release
from flows.summary import Summary
from schemas.contract import codes


def printed_release(made: Release, summary: Summary, console: Console) -> None:
    """Rows of each table with what changed, the time, and what to know and do."""
    kinds = [kind for kind in codes("change_kinds") if any(kind in change.kinds for change in (made.changes or {}).values())]
    rows = Table(title=f"{made.facts.version}", title_justify="left")
    for name in ("table", "rows", *kinds):
        rows.add_column(name, justify="left" if name == "table" else "right")
    for table, count in made.facts.rows.items():
        change = (made.changes or {}).get(table)
        rows.add_row(table, f"{count:,}", *(f"{change.kinds[kind]:,}" if change and kind in change.kinds else "" for kind in kinds))
    spent = Table(title="Time", title_justify="left")
    spent.add_column("step")
    spent.add_column("seconds", justify="right")
    for step, seconds in summary.seconds.items():
        spent.add_row(step, f"{seconds:.1f}")
    console.print(Columns([rows, spent], padding=(0, 3)))
    for note in made.notes:
        console.print(Text(note, style="yellow"))
    compared = f", compared with {made.facts.previous}" if made.facts.previous else ", the first release"
    console.print(Text(f"Released and verified in {made.folder}{compared}."), soft_wrap=True)
