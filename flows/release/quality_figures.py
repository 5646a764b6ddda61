"""The pictures of the quality report: what was measured, what is doubtful, how much there is, how sure the rows are."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.release.facts import DATA
from flows.release.intervals import wilson
from flows.release.svg_bars import Bar, svg_bars

MOST_MONTHS = 36  # bars that still fit a page; a longer span is shown by year
SURE = ("mentions", "roles", "quotes", "events")  # tables whose rows tell their confidence
STEPS = 10


def figures_from_folder(folder: Path) -> dict[str, str]:
    """File name and SVG of each picture."""
    quality = pq.read_table(folder / DATA / "quality.parquet").to_pylist()
    issues = pq.read_table(folder / DATA / "issues.parquet", columns=["level", "code"])
    published = pq.read_table(folder / DATA / "documents.parquet", columns=["published_from", "published_until"]).to_pylist()
    pictures = {"coverage.svg": coverage_figure(published), "issues.svg": issues_figure(issues)}
    pictures |= {f"measured-{number}.svg": figure for number, figure in enumerate(measured_figures(quality), 1)}
    for table in SURE:
        shares = pq.read_table(folder / DATA / f"{table}.parquet", columns=["confidence"]).column("confidence")
        pictures[f"confidence-{table}.svg"] = confidence_figure(table, shares)
    return pictures


def measured_figures(quality: list[dict[str, Any]]) -> list[str]:
    """One picture per gold set: precision and recall of everything that was found, with their 95 % intervals."""
    pictures = []
    for gold_set in sorted({row["gold_set"] for row in quality}):
        bars = []
        for row in quality:
            if row["gold_set"] == gold_set and row["precision"] is not None and "/" not in row["measure"]:
                bars += [
                    _measured(row["measure"], "precision", row["precision"], row["predicted_count"], 0),
                    _measured("", "recall", row["recall"], row["gold_count"], 1),
                ]
        pictures.append(svg_bars(f"Right and found, against the annotations “{gold_set}”", bars, 1))
    return pictures


def _measured(measure: str, what: str, share: float, count: int, shade: int) -> Bar:
    low, high = wilson(share, count)
    return Bar(f"{measure} {what}".strip(), share, f"{share:.2f} ({low:.2f} to {high:.2f})", low, high, shade)


def coverage_figure(published: list[dict[str, date | None]]) -> str:
    """Documents by month, or by year where the months are too many; those without a precise date apart."""
    months = Counter(_period(row["published_from"], row["published_until"], "%Y-%m") for row in published)
    if len(months) > MOST_MONTHS:
        months = Counter(_period(row["published_from"], row["published_until"], "%Y") for row in published)
    undated = months.pop("", 0)
    bars = [Bar(month, count, f"{count:,}") for month, count in sorted(months.items())[-3 * MOST_MONTHS :]]
    bars += [Bar("date unknown or less precise", undated, f"{undated:,}", shade=1)] if undated else []
    return svg_bars("Documents by the time of their publication", bars)


def _period(first: date | None, last: date | None, form: str) -> str:
    """The month or year, if both days lie in it. Years before 1000 keep four digits."""
    if first is None or last is None:
        return ""
    told = [f"{day.year:04}-{day.month:02}" if form == "%Y-%m" else f"{day.year:04}" for day in (first, last)]
    return told[0] if told[0] == told[1] else ""


def issues_figure(issues: pa.Table) -> str:
    """Issues by level and code, the most frequent first."""
    counts = Counter(zip(issues.column("level").to_pylist(), issues.column("code").to_pylist(), strict=True))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    doubtful = ("warning", "refused", "fatal")
    bars = [Bar(f"{code} ({level})", count, f"{count:,}", shade=int(level in doubtful)) for (level, code), count in ordered]
    return svg_bars("What went wrong or is doubtful, by kind", bars)


def confidence_figure(table: str, shares: pa.ChunkedArray) -> str:
    """How many rows tell which confidence, in ten steps."""
    values = np.asarray(pc.drop_null(shares).to_numpy())
    counts, _ = np.histogram(values, bins=STEPS, range=(0, 1))
    bars = [
        Bar(f"{number / STEPS:.1f} to {(number + 1) / STEPS:.1f}", int(count), f"{int(count):,}") for number, count in enumerate(counts)
    ]
    return svg_bars(f"Rows of {table} by their confidence", bars)
