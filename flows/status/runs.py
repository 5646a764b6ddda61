"""A run as it ended: what is kept of every build, published or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from flows.summary import Summary

EndedAs = Literal["published", "unchanged", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Run:
    """One build as it ended. Times are UTC; what is not known is left at its default."""

    started: str  # 2026-11-22T05:00:02+00:00
    ended: str
    ended_as: EndedAs
    files: int = 0
    documents: int = 0
    changed: int | None = None  # documents read and tagged anew; the results of the others were kept
    rows: Mapping[str, int] = field(default_factory=dict)  # by table
    differences: Mapping[str, int] = field(default_factory=dict)  # of rows to the last published build, by table; none left out
    seconds: Mapping[str, float] = field(default_factory=dict)  # by stage
    issues: Mapping[str, int] = field(default_factory=dict)  # by level
    message: str = ""  # why nothing was published
    flow_run: str | None = None  # Prefect's id of it

    @property
    def span(self) -> float:
        """Seconds from start to end."""
        return (datetime.fromisoformat(self.ended) - datetime.fromisoformat(self.started)).total_seconds()

    @property
    def is_good(self) -> bool:
        """Whether the data are now what the documents say."""
        return self.ended_as in ("published", "unchanged")


def run_from_summary(
    summary: Summary,
    started: datetime,
    ended_as: EndedAs | None = None,
    message: str = "",
    flow_run: str | None = None,
    ended: datetime | None = None,
) -> Run:
    """The run that a build's summary tells of, as published or unchanged if nothing else is said; it ended now unless
    `ended` says when. Times need a zone."""
    issues: dict[str, int] = {}
    for (level, _), count in summary.issues.items():
        issues[level] = issues.get(level, 0) + count
    return Run(
        started=utc(started),
        ended=utc(ended or datetime.now(UTC)),
        ended_as=ended_as or ("unchanged" if summary.is_unchanged else "published"),
        files=summary.files,
        documents=summary.documents,
        changed=summary.made,
        rows=dict(summary.rows),
        seconds={stage: round(spent, 2) for stage, spent in summary.seconds.items()},
        issues=issues,
        message=message,
        flow_run=flow_run,
    )


def with_differences(run: Run, earlier: Sequence[Run]) -> Run:
    """The run with the rows that it has more (or less: negative) than the last good run before it, by table."""
    last = next((each for each in reversed(earlier) if each.is_good and each.rows), None)
    if last is None or not run.is_good:
        return run
    tables = [*run.rows, *(table for table in last.rows if table not in run.rows)]
    moved = {table: run.rows.get(table, 0) - last.rows.get(table, 0) for table in tables}
    return replace(run, differences={table: count for table, count in moved.items() if count})


def span_of(seconds: float) -> str:
    """A length of time for people: 8 s, 3 min 20 s, 2 h 5 min."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    if hours:
        return f"{hours} h {rest // 60} min"
    return f"{rest // 60} min {rest % 60} s" if rest >= 60 else f"{rest} s"


def utc(time: datetime) -> str:
    """A time as runs tell it."""
    return time.astimezone(UTC).isoformat(timespec="seconds")
