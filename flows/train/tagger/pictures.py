"""Pictures of training and of what was found, as SVG: the same figures give the same bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from math import floor
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from flows.train.tagger.differences import JudgedSpan

NONE = "none"
_TENTHS = 10
_FEW = 10  # rows of which a share tells little; shown hollow
_LINES = ("-", "--", "-.", ":")
_SIGNS = "os^Dv*"  # told apart without colour
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#444444")  # Okabe and Ito (2008), darkened where pale


def curve_svg(points: Sequence[Mapping[str, Any]]) -> str:
    """The learning curve: loss above, F1 of each layer on the development documents below, by step of training."""
    figure = Figure(figsize=(8, 7), layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(1, 2))
    steps = [point["step"] for point in points]
    above.plot(steps, [point["loss"] for point in points], "o-", color=_COLOURS[0], markersize=4)
    above.set_ylabel("training loss\n(mean since the point before)")
    above.set_ylim(bottom=0)
    layers = sorted({layer for point in points for layer in point["scores"]})
    for number, layer in enumerate(layers):
        known = [(point["step"], point["scores"][layer]) for point in points if layer in point["scores"]]
        below.plot(*zip(*known, strict=True), label=layer, **_style(number))
    below.set_ylabel("F1 on the development documents")
    below.set_xlabel("step of training")
    below.set_ylim(0, 1)
    figure.legend(title="layer", loc="outside right center")
    for axes in (above, below):
        axes.grid(alpha=0.3)
    figure.suptitle("Learning curve")
    return _svg(figure)


def confusion_svg(counts: Mapping[tuple[str, str], int]) -> str:
    """Names by type of the annotation (rows) and type found (columns); shade is the share of the row."""
    types = [*sorted({name for pair in counts for name in pair} - {NONE}), NONE]
    figure = Figure(figsize=(1.5 + 1.1 * len(types), 1.3 + 0.8 * len(types)), layout="constrained")
    axes = figure.subplots()
    for row, wanted in enumerate(types):
        total = sum(counts.get((wanted, found), 0) for found in types)
        for column, found in enumerate(types):
            number = counts.get((wanted, found), 0)
            if wanted == found == NONE:
                axes.text(column, row, "·", ha="center", va="center")
                continue
            share = number / total if total else 0.0
            axes.fill_between((column - 0.5, column + 0.5), row - 0.5, row + 0.5, color=matplotlib.colormaps["Blues"](0.85 * share))
            text = f"{number}\n{share:.0%}" if number else "0"
            axes.text(column, row, text, ha="center", va="center", color="white" if share > 0.6 else "black", fontsize=9)
    axes.set_xlim(-0.5, len(types) - 0.5)
    axes.set_ylim(len(types) - 0.5, -0.5)
    axes.set_xticks(range(len(types)), types, rotation=20, ha="right")
    axes.set_yticks(range(len(types)), types)
    axes.set_xlabel("type found (none: nothing found there)")
    axes.set_ylabel("type of the annotation\n(none: no name there)")
    axes.set_title("Names, by share of each row", fontsize=11)
    return _svg(figure)


def reliability_svg(rows: Iterable[JudgedSpan]) -> str:
    """For each layer the share of spans that are right, by tenth of confidence, with the number of spans of each point."""
    groups: dict[str, dict[int, list[JudgedSpan]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        groups[row.layer][min(floor(row.confidence * _TENTHS + 1e-9), _TENTHS - 1)].append(row)
    layers = sorted(groups)
    across = min(3, max(1, len(layers)))
    down = -(-len(layers) // across) or 1
    figure = Figure(figsize=(3.4 * across, 3.4 * down), layout="constrained")
    all_axes = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False).ravel()
    for number, axes in enumerate(all_axes):
        axes.set_visible(number < len(layers))
        if number < len(layers):
            _draw_reliability(axes, layers[number], groups[layers[number]])
    figure.supxlabel("confidence (mean of the spans of a tenth)")
    figure.supylabel("share right")
    figure.suptitle(f"Reliability: on the dotted line confidence is what it says; hollow where under {_FEW} spans", fontsize=10)
    return _svg(figure)


def _draw_reliability(axes: Axes, layer: str, tenths: Mapping[int, Sequence[JudgedSpan]]) -> None:
    axes.plot((0, 1), (0, 1), ":", color="#777777", linewidth=1)
    points = [
        (sum(row.confidence for row in group) / len(group), sum(row.right for row in group) / len(group), len(group))
        for _, group in sorted(tenths.items())
    ]
    axes.plot([point[0] for point in points], [point[1] for point in points], "-", color=_COLOURS[0], linewidth=1)
    for number, (sure, right, many) in enumerate(points):
        axes.plot(sure, right, "o", color=_COLOURS[0], markersize=5, fillstyle="none" if many < _FEW else "full")
        up = number % 2 == 0  # numbers of neighbours stand on either side of the line
        place = {"xytext": (0, 6 if up else -6), "textcoords": "offset points", "ha": "center", "va": "bottom" if up else "top"}
        axes.annotate(str(many), (sure, right), fontsize=7, **place)
    axes.set_title(f"{layer} ({sum(point[2] for point in points)})", fontsize=10)
    axes.set_xlim(-0.05, 1.08)
    axes.set_ylim(-0.08, 1.08)
    axes.grid(alpha=0.3)


def _style(number: int) -> dict[str, Any]:
    return {
        "color": _COLOURS[number % len(_COLOURS)],
        "linestyle": _LINES[number % len(_LINES)],
        "marker": _SIGNS[number % len(_SIGNS)],
        "markersize": 5,
    }


def _svg(figure: Figure) -> str:
    page = StringIO()
    with matplotlib.rc_context({"svg.hashsalt": "kenes", "svg.fonttype": "path"}):
        figure.savefig(page, format="svg", metadata={"Date": None})
    return page.getvalue()
