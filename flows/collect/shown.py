"""Progress of a collect: a line that counts on a terminal, now and then a plain line where there is none."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console

from flows.collect.report import OUTCOMES, Result

PLAIN_SECONDS = 30.0  # between two lines of a log


@contextmanager
def shown_results() -> Iterator[Callable[[Result], None]]:
    """Call what it yields with each result, from any thread."""
    console = Console(stderr=True)
    counts: Counter[str] = Counter()
    if not console.is_terminal:
        yield _plain(counts)
        return
    with console.status("Reading the sources") as status:

        def show(result: Result) -> None:
            counts[result.outcome] += 1
            status.update(f"{_told(counts)}  [dim]{result.url.replace('[', chr(92) + '[')[:100]}[/dim]")

        yield show


def _plain(counts: Counter[str]) -> Callable[[Result], None]:
    told_at = [monotonic()]

    def show(result: Result) -> None:
        counts[result.outcome] += 1
        if monotonic() - told_at[0] > PLAIN_SECONDS:
            told_at[0] = monotonic()
            print(_told(counts), file=sys.stderr, flush=True)

    return show


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in OUTCOMES if counts[outcome])
