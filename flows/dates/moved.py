"""Periods counted from a day: 'last week', 'two years ago', 'this month', 'the weekend'."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from flows.dates.expression import Relative, Unit
from flows.dates.infer import Seen

Period = tuple[date, date]
_YEARS = {"year": 1, "decade": 10, "century": 100}


def moved(base: Relative, seen: Seen, free: bool = False) -> Period | None:
    """The first and last day of the period; `free`: a weekend without a word for which, told by the tense."""
    day = seen.told if base.told else seen.page
    if day is None:
        return None
    try:
        if base.unit == "weekend":
            back = free and seen.outlook <= 0 and day.weekday() < 5
            saturday = day + timedelta(days=5 - day.weekday() + 7 * (base.amount - back))
            return saturday, saturday + timedelta(days=1)
        return _period(base.unit, base.amount, day)
    except (ValueError, OverflowError):  # before the year 1 or after 9999
        return None


def _period(unit: Unit, amount: int, day: date) -> Period:
    if unit == "day":
        return (there := day + timedelta(days=amount)), there
    if unit == "week":
        monday = day + timedelta(days=7 * amount - day.weekday())
        return monday, monday + timedelta(days=6)
    if unit in ("month", "quarter"):
        size = 1 if unit == "month" else 3
        number = (day.year * 12 + day.month - 1) // size + amount
        first = date(number * size // 12, number * size % 12 + 1, 1)
        last_month = first.month + size - 1
        return first, date(first.year, last_month, monthrange(first.year, last_month)[1])
    size = _YEARS[unit]
    year = (day.year // size + amount) * size
    return date(year, 1, 1), date(year + size - 1, 12, 31)


def edtf_of_period(unit: Unit, period: Period) -> str:
    """The period with the precision of its unit."""
    first, last = period
    if unit == "day":
        return first.isoformat()
    if unit in ("week", "weekend"):
        return f"{first.isoformat()}/{last.isoformat()}"
    if unit == "quarter":
        return f"{first.year:04d}-{33 + (first.month - 1) // 3}"
    return first.isoformat()[: {"month": 7, "year": 4, "decade": 3, "century": 2}[unit]] + {"decade": "X", "century": "XX"}.get(unit, "")


def month_inside(day: int, weekday: int | None, seen: Seen) -> str | None:
    """'the 15th', 'Wednesday, the 18th': of the running month, or of the one before or behind by tense or weekday."""
    if seen.page is None:
        return None
    steps = (0, 1, -1) if seen.outlook > 0 else (0, -1, 1)
    fitting = []
    for step in steps:
        first, last = _period("month", step, seen.page)
        if day > last.day:
            continue
        there = first.replace(day=day)
        if weekday is None or there.weekday() == weekday:
            fitting.append(there)
    if not fitting:
        return None
    if weekday is None:
        right = [one for one in fitting if (one >= seen.page if seen.outlook > 0 else one <= seen.page)]
        return (right or fitting)[0].isoformat()
    return fitting[0].isoformat()
