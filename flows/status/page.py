"""status.html: whether the data are good, since when, what was refused and what to do; one file that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from flows.status.chart import chart_from_runs
from flows.status.runs import Run, span_of

LISTED = 200  # runs in the table; all are in runs.jsonl


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of the data in a word, a sentence, and what to do about it."""

    kind: str  # good, refused, failed
    title: str
    reason: str
    steps: tuple[str, ...]


def page_from_runs(runs: Sequence[Run], warehouse: Path) -> str:
    """The page of a warehouse with at least one run."""
    templates = Environment(
        loader=PackageLoader("flows.status"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    templates.filters |= {"span": span_of, "day": _day, "time": _time}
    published = [run for run in runs if run.is_good]
    return templates.get_template("status.html").render(
        verdict=verdict_of(runs[-1], published[-1] if published else None),
        last=runs[-1],
        good=published[-1] if published else None,
        chart=chart_from_runs(runs),
        listed=list(reversed(runs[-LISTED:])),
        count=len(runs),
        warehouse=warehouse,
    )


def verdict_of(last: Run, good: Run | None) -> Verdict:
    """What the last run means for someone who wants to use the data."""
    stays = f"The data of {_day(good.ended)}, {_time(good.ended)} UTC stay published." if good else "Nothing has been published yet."
    if last.ended_as == "published":
        return Verdict("good", "The data are up to date", "The last run published them anew.", ())
    if last.ended_as == "unchanged":
        return Verdict("good", "The data are up to date", "The last run found no document new, changed or gone.", ())
    if last.ended_as == "refused":
        steps = (
            "Read the reason above: it names the document or the figure that stands against a rule.",
            "Look at the refused rows: the folder refused/ beside this page holds the tables with their issues.",
            "Mend the document, its corpus.toml or corrections.toml. The next run then publishes; the command kenes build does it at once.",
        )
        return Verdict("refused", "The last run was refused", stays, steps)
    steps = (
        "Do what the reason above asks for: most often a setting, room on the disk or in memory.",
        "The command kenes check tells whether settings and published tables are sound.",
        "The next scheduled run tries again by itself; the command kenes build does it at once.",
    )
    return Verdict("failed", "The last run failed", stays, steps)


def _day(time: str) -> str:
    moment = datetime.fromisoformat(time)
    return f"{moment.day} {moment:%b %Y}"


def _time(time: str) -> str:
    return time[11:16]
