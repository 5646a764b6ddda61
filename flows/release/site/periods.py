"""Counts along time: months where they fit on a screen, else years, without gaps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

MONTHS_SHOWN = 120  # ten years: columns of three points on a phone
# Shares of the rows that may be left out: an anniversary of 1905 must not turn the years of today into one column. Few of the
# latest, which people look for first: enough for a year that was mistyped.
OLDEST, LATEST = 0.05, 0.005
UNITS = ("month", "year", "decade")  # from fine to coarse
OTHER = "other"


@dataclass(frozen=True)
class Periods:
    """Rows counted by period and kind, and those whose date is unknown or spans more than one period."""

    unit: str  # month, year or decade
    names: list[str]  # 2026-02, 2026 or 2020s, every one from the first to the last
    kinds: list[str]  # the most frequent first; `other` holds the rest
    counts: list[list[int]]  # for each period the count of each kind
    undated: int
    outside: int = 0  # rows long before or after all others, left out so that the others can be told by month

    @property
    def highest(self) -> int:
        return max((sum(row) for row in self.counts), default=0)

    @property
    def filled(self) -> list[tuple[str, list[int]]]:
        """The periods with rows."""
        return [(name, row) for name, row in zip(self.names, self.counts, strict=True) if any(row)]

    @property
    def dated(self) -> int:
        return sum(map(sum, self.counts))


def periods_from_days(rows: list[tuple[str, date | None, date | None, int]], kinds_shown: int) -> Periods:
    """Periods from (kind, first day, last day, rows)."""
    totals = Counter[str]()
    days: list[tuple[date, int]] = []
    for kind, first, last, count in rows:
        totals[kind] += count
        if first and last:
            days += [(first, count), (last, count)]
    ranked = sorted(totals, key=lambda kind: (-totals[kind], kind))
    kinds = ranked if len(ranked) <= kinds_shown + 1 else [*ranked[:kinds_shown], OTHER]
    unit, low, high = _window(sorted(days))
    counted = Counter[tuple[int, str]]()
    outside = 0
    for kind, first, last, count in rows:
        if first and last and (place := _place(first, unit)) == _place(last, unit):
            if low <= place <= high:
                counted[place, kind if kind in kinds else OTHER] += count
            else:
                outside += count
    places = [place for place, _ in counted]
    every = range(min(places), max(places) + 1) if places else range(0)
    counts = [[counted[place, kind] for kind in kinds] for place in every]
    undated = sum(totals.values()) - sum(counted.values()) - outside
    return Periods(unit, [_name(place, unit) for place in every], kinds, counts, undated, outside)


def _window(days: list[tuple[date, int]]) -> tuple[str, int, int]:
    """The unit, and the first and last place shown: all, or without the outermost where that makes the unit finer."""
    if not days:
        return "month", 0, 0
    everything = (days[0][0], days[-1][0])
    trimmed = (_trimmed(days, OLDEST), _trimmed(days[::-1], LATEST))
    first, last = trimmed if UNITS.index(_unit(*trimmed)) < UNITS.index(_unit(*everything)) else everything
    unit = _unit(first, last)
    return unit, _place(first, unit), _place(last, unit)


def _trimmed(days: list[tuple[date, int]], share: float) -> date:
    """The first day when the given share of the rows before it is left out."""
    left = sum(count for _, count in days) * share
    for day, count in days:
        left -= count
        if left < 0:
            return day
    return days[-1][0]


def _unit(first: date, last: date) -> str:
    if _place(last, "month") - _place(first, "month") < MONTHS_SHOWN:
        return "month"
    return "year" if last.year - first.year < MONTHS_SHOWN else "decade"


def _place(day: date, unit: str) -> int:
    return {"month": day.year * 12 + day.month - 1, "year": day.year, "decade": day.year // 10}[unit]


def _name(place: int, unit: str) -> str:
    return {"month": f"{place // 12:04}-{place % 12 + 1:02}", "year": str(place), "decade": f"{place}0s"}[unit]
