"""Years and weekdays that the text leaves out, told by the calendar, the page's date and the tense."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from flows.dates.edtf import MONTHS_OF_CODE
from flows.dates.expression import Point
from flows.dates.lean import lean_of_month

# A weekday comes back on the same day of the year after 5, 6 or 11 years; further than this from its page a
# date without a year is not written.
NEAR = 3
# The nearest year is right for 97 % of days without one; the tense overrules it only where the other side is little farther.
# The development part of the authored corpus is best and flat from 180 to 240 days.
AGAINST_TENSE = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """From where an expression is read: the day of the page, the day told before, the tense, what is known of years."""

    page: date | None
    told: date | None
    outlook: float
    years: tuple[int, ...] = ()
    not_before: int | None = None
    not_after: int | None = None

    def at(self, day: date | None) -> Seen:
        """The same, read from another day."""
        return replace(self, page=day, told=day)


def year_of(point: Point, seen: Seen) -> tuple[int | None, Literal["explicit", "weekday", "published"]]:
    """The year of a month, day, season or quarter that is printed without it; None where several fit."""
    if point.weekday is not None and point.month and point.day:
        return _year_by_weekday(point.month, point.day, point.weekday, seen), "weekday"
    if seen.page is None:
        return (seen.years[0], "published") if len(seen.years) == 1 else (None, "explicit")
    year = seen.page.year
    choices = [one for one in (year - 1, year, year + 1) if _exists(point, one)]
    if not choices:
        return None, "explicit"
    if point.toward is not None:
        return _toward(point, choices, seen.page, point.toward), "published"
    if point.day is None:
        # a month alone is the last or the next one by what its sentence tells, and by how far each of them is
        lean = seen.outlook + (lean_of_month((point.month - seen.page.month) % 12) if point.month else 0.0)
        return _toward(point, choices, seen.page, 1 if lean > 0 else -1, inclusive=True), "published"
    return min(choices, key=lambda one: (_distance(_day(point, one), seen.page, seen.outlook), one)), "published"


def _distance(day: date, page: date | None, tense: float) -> int:
    """Days between, and a fine for the side that the tense speaks against."""
    days = (day - page).days if page else 0
    return abs(days) + (AGAINST_TENSE if days * tense < 0 else 0)


def _year_by_weekday(month: int, day: int, weekday: int, seen: Seen) -> int | None:
    def fits(year: int) -> bool:
        return 1 <= day <= monthrange(year, month)[1] and date(year, month, day).weekday() == weekday

    if seen.page is not None:
        near = [year for year in range(seen.page.year - NEAR, seen.page.year + NEAR + 1) if fits(year)]
        return min(near, key=lambda year: abs((date(year, month, day) - seen.page).days), default=None)  # type: ignore[operator]
    named = [year for year in seen.years if fits(year)]
    if len(named) == 1:
        return named[0]
    if seen.not_before is not None and seen.not_after is not None:
        between = [year for year in range(seen.not_before, seen.not_after + 1) if fits(year)]
        return between[0] if len(between) == 1 else None
    return None


def _toward(point: Point, choices: list[int], page: date, toward: int, inclusive: bool = False) -> int:
    """The year of the last (-1), this (0) or next (1) such month or season; `inclusive`: the running one counts."""
    if toward == 0:
        return page.year

    def past(year: int) -> bool:
        return _day(point, year) <= page if inclusive else _end(point, year) < page

    if toward < 0:
        return max((year for year in choices if past(year)), default=choices[0])
    return min((year for year in choices if (_end(point, year) >= page if inclusive else _day(point, year) > page)), default=choices[-1])


def _months(point: Point) -> tuple[int, int]:
    return MONTHS_OF_CODE[point.code] if point.code else (point.month or 1, point.month or 12)


def _day(point: Point, year: int) -> date:
    return date(year, _months(point)[0], point.day or 1)


def _end(point: Point, year: int) -> date:
    month = _months(point)[1]
    return date(year, month, point.day or monthrange(year, month)[1])


def _exists(point: Point, year: int) -> bool:
    return point.day is None or point.day <= monthrange(year, _months(point)[0])[1]


def day_of_weekday(weekday: int, toward: int | None, seen: Seen) -> date | None:
    """The day that a weekday alone means: the last up to the page's own day, or the next where the tense says so."""
    if seen.page is None:
        return None
    back = (seen.page.weekday() - weekday) % 7
    if toward == 0:  # 'this Friday': of the running week
        return seen.page + timedelta(days=weekday - seen.page.weekday())
    if toward == -1:
        return seen.page - timedelta(days=back or 7)
    if toward in (1, 2):  # 'next Thursday' is of the next week, 'Thursday week' a week after the coming one
        return seen.page + timedelta(days=weekday - seen.page.weekday() + 7 if toward == 1 else (7 - back) % 7 + 7)
    return seen.page + timedelta(days=(7 - back) % 7) if seen.outlook > 0 else seen.page - timedelta(days=back)
