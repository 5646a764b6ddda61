"""Dates that stand as headings: 'Tuesday.', '8 Jan.', 'Saturday, March 11' at the head of a line, one after another.

A diary, a chronicle or a programme tells its days in order, so its headings lie on one side of the page's day together,
where each read by itself would be the nearest such day.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date, timedelta

from flows.dates.expression import DateExpression
from flows.dates.infer import AGAINST_TENSE

LEAST = 3  # headings that make a chronicle; two lines may begin with a date by chance

_BEFORE = re.compile(r"[^\w\n]*")
_BEHIND = re.compile(r"[\s*_]*(?:$|\n|[.:)\]|–—-])")


def is_heading(text: str, expression: DateExpression) -> bool:
    """Whether the date opens its line and stands apart from what follows."""
    line = text.rfind("\n", 0, expression.start) + 1
    if _BEFORE.fullmatch(text, line, expression.start) is None:
        return False
    return text[expression.end - 1] == "." or _BEHIND.match(text, expression.end) is not None


def heading_days(text: str, expressions: Sequence[DateExpression], page: date | None) -> dict[int, date]:
    """The days of headings that name none in full, by the place of the expression; empty where they are no chronicle."""
    days: dict[int, date] = {}
    run: list[int] = []
    told: date | None = None
    for place, one in enumerate(expressions):
        point = one.last or one.first
        if not is_heading(text, one):
            continue
        if point.year and point.month and point.day:
            if (there := date(point.year, point.month, point.day)) != page:  # the page's own date line is no heading
                days |= _run_days(expressions, run, told, page)
                run, told = [], there
        elif point.year is None and point.base is None and point.toward is None and (point.month or point.weekday is not None):
            run.append(place)
    return days | _run_days(expressions, run, told, page)


def _run_days(expressions: Sequence[DateExpression], run: list[int], told: date | None, page: date | None) -> dict[int, date]:
    """The days of headings between two that are told in full: after the one before, else on one side of the page."""
    points = [expressions[place].last or expressions[place].first for place in run]
    lean = sum(expressions[place].outlook for place in run) / len(run) if run else 0.0
    if not run or (told is None and (page is None or len(run) < LEAST)):
        return {}
    if all(point.month is None and point.day is None for point in points):
        weekdays = [point.weekday or 0 for point in points]
        steps = [(two - one) % 7 for one, two in itertools.pairwise(weekdays)]
        first = _first_weekday(weekdays[0], sum(steps), told or page, lean, after=told is not None)
        return {place: first + timedelta(days=sum(steps[:number])) for number, place in enumerate(run)} if first else {}
    named = [(point.month, point.day or 1) for point in points if point.month]
    if told is not None or page is None or len(named) < len(points) or named != sorted(named):
        return {}
    return dict(zip(run, _days_beside(named, page, lean), strict=False))


def _first_weekday(weekday: int, span: int, day: date | None, lean: float, after: bool) -> date | None:
    """The day of the first heading of a run that spans so many days: after the day told, else up to or from the page's."""
    if day is None:
        return None
    ahead = timedelta(days=(weekday - day.weekday()) % 7)
    if after:
        return day + (ahead or timedelta(days=7))
    back = (day.weekday() - weekday - span) % 7
    # a run that ends on the page's own weekday tells the week up to it, unless its words speak clearly of things to come
    return day + ahead if lean > (0.0 if back else 1.0) else day - timedelta(days=back + span)


def _days_beside(named: list[tuple[int, int]], page: date, lean: float) -> list[date]:
    """The days of one year that lie together before or behind the page: where they come nearest to it, or as the tense says."""
    sides = []
    for year in (page.year - 1, page.year, page.year + 1):
        try:
            days = [date(year, month, day) for month, day in named]
        except ValueError:  # 29 February of another year
            continue
        gap = (page - days[-1]).days if days[-1] <= page else (days[0] - page).days
        if days[-1] <= page or days[0] >= page:
            against = lean * ((days[0] >= page) - (days[-1] <= page)) < 0
            sides.append((gap + (AGAINST_TENSE if against else 0), days))
    return min(sides)[1] if sides else []
