"""Charts as SVG without a word in it: the bars stretch with the page, the words beside them are the page's own.

Text inside an SVG shrinks with it on a phone; and colours come from the style sheet, so that a chart is right
in light, dark and print.
"""

from __future__ import annotations

from markupsafe import Markup

from flows.release.site.periods import Periods

HEIGHT = 100  # of the drawing, in its own units: per cent of the highest column
GAP = 0.18  # of a column's width
LEAST = 0.8  # a count of one must be seen beside one of thousands


def bar(value: int, highest: int) -> Markup:
    """One horizontal bar, as long as the value's share of the highest."""
    return Markup('<svg class="bar" aria-hidden="true"><rect width="{}%" height="100%" rx="3"/></svg>').format(
        round(100 * value / max(highest, 1), 2)
    )


def columns(periods: Periods) -> Markup:
    """Stacked columns, one per period, a colour per kind; hovering tells the counts."""
    scale = HEIGHT / max(periods.highest, 1)
    drawn = [
        _column(place, name, counts, periods, scale) for place, (name, counts) in enumerate(zip(periods.names, periods.counts, strict=True))
    ]
    return Markup('<svg class="columns" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}</svg>').format(
        max(len(periods.names), 1), HEIGHT, Markup("").join(drawn)
    )


def _column(place: int, name: str, counts: list[int], periods: Periods, scale: float) -> Markup:
    told = ", ".join(f"{kind} {count}" for kind, count in zip(periods.kinds, counts, strict=True) if count)
    pieces = [Markup("<title>{}: {}</title>").format(name, told or 0)]
    top = float(HEIGHT)
    for number, count in enumerate(counts):
        if count:
            height = max(count * scale, LEAST)
            top -= height
            pieces.append(
                Markup('<rect class="series-{}" x="{}" y="{}" width="{}" height="{}"/>').format(
                    number, round(place + GAP / 2, 3), round(max(top, 0), 2), round(1 - GAP, 3), round(height, 2)
                )
            )
    return Markup("<g>{}</g>").format(Markup("").join(pieces))
