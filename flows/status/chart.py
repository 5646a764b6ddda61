"""The small chart of the status page: documents as bars, the time a build took as a line, drawn as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.status.runs import Run, span_of

WIDTH, HEIGHT = 720, 120
SHOWN = 60  # runs: two months of nights; more would be thinner than a finger can point at


@dataclass(frozen=True, slots=True)
class Bar:
    """One run: its place, what it means for a person pointing at it."""

    x: float
    y: float
    width: float
    height: float
    ended_as: str
    told: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from left (oldest) to right, and the points of the line over them."""

    bars: tuple[Bar, ...]
    line: str
    documents: int  # the highest bar
    longest: str  # the highest point of the line


def chart_from_runs(runs: Sequence[Run]) -> Chart | None:
    """The last runs drawn; None for fewer than two, of which there is nothing to see."""
    shown = runs[-SHOWN:]
    if len(shown) < 2:
        return None
    most, longest = max(run.documents for run in shown), max(run.span for run in shown)
    step = WIDTH / len(shown)
    bars, points = [], []
    for index, run in enumerate(shown):
        height = max(3.0, HEIGHT * run.documents / most) if most else 3.0  # a run that read nothing still shows
        told = f"{run.started[:16].replace('T', ' ')} UTC: {run.ended_as}, {run.documents:,} documents, {span_of(run.span)}"
        bars.append(
            Bar(
                round(index * step + step * 0.12, 1), round(HEIGHT - height, 1), round(step * 0.76, 1), round(height, 1), run.ended_as, told
            )
        )
        points.append(f"{index * step + step / 2:.1f},{HEIGHT - (HEIGHT - 6) * run.span / longest if longest else HEIGHT:.1f}")
    return Chart(tuple(bars), " ".join(points), most, span_of(longest))
