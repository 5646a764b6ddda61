"""Progress on the terminal while a build runs: a bar per stage, plain lines where there is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars


class Progress:
    """Counts what is done in each step of a build."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars

    @contextmanager
    def step(self, label: str, total: int) -> Iterator[Callable[[int], None]]:
        """A bar for one step; call what it yields with the number of things just done."""
        bar = self._bars.add_task(label, total=total)
        yield lambda count: self._bars.advance(bar, count)
        self._bars.update(bar, completed=total)  # what was refused is done too


@contextmanager
def shown_progress() -> Iterator[Progress]:
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=console, disable=not console.is_terminal) as bars:
        yield Progress(bars)
