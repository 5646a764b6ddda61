"""What a collect did, address by address, and how it is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

OUTCOMES = ("kept", "changed", "unchanged", "gone", "refused", "failed", "waiting")
_STYLES = {"kept": "green", "changed": "green", "refused": "red", "failed": "yellow", "waiting": "dim", "unchanged": "dim"}
_MOST_TOLD = 20  # addresses a reason is told with on a terminal; the table `issues` has them all


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one address."""

    corpus: str
    source: str
    url: str
    outcome: str
    reason: str = ""


@dataclass(slots=True)
class SourceResult:
    """What became of one source as a whole."""

    corpus: str
    source: str
    kind: str
    trouble: str = ""  # why it could not be read, or not to its end
    is_read: bool = True
    named: int = 0  # addresses that it names
    passed_over: int = 0  # of these, by include and exclude
    fresh: int = 0  # of these, asked not long ago
    unlisted: list[str] = field(default_factory=list)  # pages that it named before and names no more


@dataclass(slots=True)
class CollectReport:
    """One collect: every source, every address that was asked or could not be."""

    sources: list[SourceResult] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what was mended before
    broken: list[str] = field(default_factory=list)  # corpora that broke off, and why

    @property
    def unread(self) -> list[SourceResult]:
        return [source for source in self.sources if not source.is_read]

    def counts(self, source: SourceResult) -> Counter[str]:
        """Addresses of one source by outcome."""
        return Counter(result.outcome for result in self.results if (result.corpus, result.source) == (source.corpus, source.source))

    def add(self, other: CollectReport) -> None:
        self.sources += other.sources
        self.results += other.results
        self.notes += other.notes
        self.broken += other.broken

    def told(self) -> str:
        """One sentence: how many addresses by outcome, and what could not be read."""
        counts = Counter(result.outcome for result in self.results)
        told = ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in OUTCOMES if counts[outcome]) or "nothing was due"
        unread = [f"{source.corpus}: {source.source} could not be read ({source.trouble})" for source in self.unread]
        return ". ".join([f"Pages: {told}", *unread, *self.broken]).rstrip(".") + "."

    def rows(self) -> list[dict[str, str | int]]:
        """A row per source, for a table."""
        return [
            {
                "corpus": source.corpus,
                "source": source.source,
                "named": source.named,
                "passed over": source.passed_over,
                "fresh": source.fresh,
                **{outcome: counts[outcome] for outcome in OUTCOMES},
                "trouble": source.trouble,
            }
            for source in self.sources
            for counts in (self.counts(source),)
        ]


def print_report(report: CollectReport, console: Console, with_all: bool = False) -> None:
    """Counts by source; then every address that was not kept as it should be, with the reason."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title="Collected", title_justify="left")
    for name in ("corpus", "source"):
        table.add_column(name, overflow="fold")
    rows = report.rows()
    counted = [name for name in ("named", "passed over", "fresh", *OUTCOMES) if name == "named" or any(row[name] for row in rows)]
    for name in counted:
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(Text(str(row["corpus"])), Text(str(row["source"])), *(f"{row[name]:,}" for name in counted))
    console.print(table)
    for note in report.notes:
        console.print(Text(note), soft_wrap=True)
    for broken in report.broken:
        console.print(Text(broken, style="red"), soft_wrap=True)
    for source in report.sources:
        if source.trouble:
            style = "red" if not source.is_read else "yellow"
            console.print(Text(f"{source.corpus}: {source.source}: {source.trouble}", style=style), soft_wrap=True)
    shown = [result for result in report.results if with_all or result.outcome in ("gone", "refused", "failed", "changed")]
    told: Counter[tuple[str, str]] = Counter()
    for result in sorted(shown, key=lambda result: (OUTCOMES.index(result.outcome), result.reason)):
        told[result.outcome, result.reason] += 1
        if told[result.outcome, result.reason] <= _MOST_TOLD or with_all:
            line = Text(f"{result.outcome:<10}", style=_STYLES.get(result.outcome, ""))
            console.print(line.append(f"{result.url}  {result.reason}".rstrip(), style="default"), soft_wrap=True)
    for (outcome, reason), count in told.items():
        if count > _MOST_TOLD and not with_all:
            console.print(Text(f"{outcome}: {count - _MOST_TOLD:,} more ({reason or 'no reason'})"), soft_wrap=True)
