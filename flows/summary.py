"""What a build tells at its end, and how it is shown on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"fatal": "bold red", "refused": "red", "warning": "yellow", "note": "dim"}


@dataclass
class Summary:
    """One build: what was read, what was published, what was refused, where the time went."""

    files: int = 0
    documents: int = 0
    words: int = 0
    rows: dict[str, int] = field(default_factory=dict)  # published rows by table
    issues: dict[tuple[str, str], int] = field(default_factory=dict)  # by level and code
    seconds: dict[str, float] = field(default_factory=dict)  # wall time by stage
    published: str | None = None
    is_unchanged: bool = False  # what is published is what this build would have published
    changed: dict[str, int] = field(default_factory=dict)  # files that are new, changed, removed since the last build
    made: int = 0  # documents whose rows were made; of the others they were known
    rows_before: dict[str, int] = field(default_factory=dict)  # of the build that was published before, by table
    slowest: list[tuple[float, str]] = field(default_factory=list)  # seconds and path of the files and documents that took longest

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        started = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + perf_counter() - started

    def tell_of_files(self, before: Mapping[str, str], now: Mapping[str, str]) -> None:
        """What became of the files, by path and hash of content, since the last build."""
        self.changed = {
            "new": len(now.keys() - before.keys()),
            "changed": sum(before[name] != now[name] for name in before.keys() & now.keys()),
            "removed": len(before.keys() - now.keys()),
        }

    def add(self, done: Iterable[tuple[float, str]]) -> None:
        """Keep the slowest five."""
        self.slowest = sorted([*self.slowest, *done], reverse=True)[:5]

    @property
    def told_of_change(self) -> str:
        """What there was to do, in a sentence."""
        files = ", ".join(f"{count:,} {what}" for what, count in self.changed.items() if count) or "none changed"
        return f"{self.files:,} files ({files}), {self.documents:,} documents, of which {self.made:,} had to be worked on."

    def markdown(self) -> str:
        """The tables of the summary, for the Prefect artifact."""
        lines = [self.told_of_change, "", "| table | rows | since the last build |", "|---|---:|---:|"]
        lines += [f"| {table} | {count:,} | {self.since(table, count)} |" for table, count in self.rows.items()]
        lines += ["", "| issue | level | count |", "|---|---|---:|"]
        lines += [f"| {code} | {level} | {count:,} |" for (level, code), count in self.issues.items()]
        lines += ["", "| stage | seconds |", "|---|---:|", *(f"| {stage} | {spent:.1f} |" for stage, spent in self.seconds.items())]
        lines += ["", "| slowest | seconds |", "|---|---:|", *(f"| {path} | {spent:.1f} |" for spent, path in self.slowest)]
        return "\n".join(lines)

    def since(self, table: str, count: int) -> str:
        """How many more rows than the build before had; empty where there is none."""
        return f"{count - self.rows_before[table]:+,}" if table in self.rows_before else ""


def print_summary(summary: Summary, console: Console) -> None:
    """Rows per table beside the time per stage, then the issues by code."""
    from rich.columns import Columns
    from rich.table import Table

    title = "Unchanged" if summary.is_unchanged else "Published" if summary.published else "Found"
    rows = Table(title=title, title_justify="left")
    rows.add_column("table")
    rows.add_column("rows", justify="right")
    if summary.rows_before:
        rows.add_column("since", justify="right", style="dim")
    for table, count in summary.rows.items():
        rows.add_row(table, f"{count:,}", *([summary.since(table, count)] if summary.rows_before else []))
    spent = Table(title="Time", title_justify="left")
    spent.add_column("stage")
    spent.add_column("seconds", justify="right")
    for stage, seconds in summary.seconds.items():
        spent.add_row(stage, f"{seconds:.1f}")
    shown = [rows, spent]
    if summary.issues:
        issues = Table(title="Issues", title_justify="left")
        issues.add_column("level")
        issues.add_column("code")
        issues.add_column("count", justify="right")
        for (level, code), count in summary.issues.items():
            issues.add_row(level, code, f"{count:,}", style=_STYLES[level])
        shown.append(issues)
    console.print(Columns(shown, padding=(0, 3)))
    console.print(f"{summary.told_of_change} {summary.words:,} words.")
