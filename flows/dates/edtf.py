"""EDTF (ISO 8601-2) values: the days they can mean.

Our own reading of the part this project writes, because the `edtf` package parses 117 strings a
second; the tests hold the two together. Level 2 is used for quarters (33-36), half-years (40, 41) and
unknown years with a known month (XXXX-02-06); everything else is level 0 or 1.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

Bounds = tuple[date | None, date | None]

# First and last month of the codes that stand in the month's place. Winter (24) is the December of its
# year alone in the `edtf` package; we write winters as December/February intervals, so 24 only comes in
# from outside and gets the same reading.
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
HALVES = {40: (1, 6), 41: (7, 12)}
MONTHS_OF_CODE = SEASONS | QUARTERS | HALVES

_SIDE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?[?~%]?")


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> Bounds:
    """The first and the last day that a value can mean; None for a side that is open, unknown or no value."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _side_bounds(edtf)
    if not (_is_side(first) and _is_side(last)):
        return None, None
    begin, end = _side_bounds(first)[0], _side_bounds(last)[1]
    return (None, None) if begin and end and begin > end else (begin, end)


def first_last_from_edtf(edtf: str | None) -> Bounds:
    """`bounds` of a value that may be missing, as tables hold it."""
    return bounds(edtf) if edtf else (None, None)


def is_edtf(edtf: str) -> bool:
    """Whether this is a value we write: one date with its precision, or an interval of two sides."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _is_side(edtf) and edtf not in ("", "..")
    if not (_is_side(first) and _is_side(last)) or (first in ("", "..") and last in ("", "..")):
        return False
    begin, end = _side_bounds(first)[0], _side_bounds(last)[1]
    return not (begin and end and begin > end)


def edtf_contains(edtf: str, day: date) -> bool:
    """Whether the value can mean this day; an open side reaches on for ever."""
    if "/" not in edtf and "X" in edtf[:4]:
        return _is_side(edtf) and all(want in ("X", got) for want, got in zip(edtf, day.isoformat(), strict=False))
    first, last = bounds(edtf)
    if first is None and last is None:
        return False
    return (first is None or first <= day) and (last is None or day <= last)


def is_compatible(a: str, b: str) -> bool:
    """Whether two values can mean a common day."""
    (a_first, a_last), (b_first, b_last) = bounds(a), bounds(b)
    if a_first is None and a_last is None:
        return _unknown_year_fits(a, b)
    if b_first is None and b_last is None:
        return _unknown_year_fits(b, a)
    return (a_last or date.max) >= (b_first or date.min) and (b_last or date.max) >= (a_first or date.min)


def _unknown_year_fits(unknown: str, other: str) -> bool:
    """XXXX-02-06 meets whatever has a 6 February in it; looking at four years meets 29 February too."""
    if not is_edtf(unknown) or not is_edtf(other):
        return False
    first, last = bounds(other)
    if first is None and last is None:
        return all(one == two or "X" in (one, two) for one, two in zip(unknown[5:], other[5:], strict=False))
    if first is None or last is None or (last - first).days > 8 * 366:
        return True
    return any(edtf_contains(unknown, first + timedelta(days=number)) for number in range((last - first).days + 1))


def _is_side(side: str) -> bool:
    if side in ("", ".."):
        return True
    match = _SIDE.fullmatch(side)
    if match is None:
        return False
    year, month, day = match.groups()
    if "X" in year.rstrip("X"):
        return False
    if month is None or month == "XX":
        return day in (None, "XX") or month == "XX"
    if "X" in month or (not month.startswith(("0", "1")) and "X" in year):  # EDTF has no season of an unknown year
        return False
    if int(month) in MONTHS_OF_CODE:
        return day is None
    if not 1 <= int(month) <= 12:
        return False
    if day is None or day == "XX":
        return True
    # an unknown year may be a leap year
    return "X" not in day and 1 <= int(day) <= monthrange(2000 if "X" in year else max(int(year), 1), int(month))[1]


def _side_bounds(side: str) -> Bounds:
    if side in ("", "..") or not _is_side(side):
        return None, None
    match = _SIDE.fullmatch(side)
    assert match is not None  # _is_side
    year, month, day = match.groups()
    if year == "XXXX" or (low := int(year.replace("X", "0"))) < 1:
        return None, None
    high = int(year.replace("X", "9"))
    first_month, last_month = (1, 12) if month in (None, "XX") else MONTHS_OF_CODE.get(int(month), (int(month), int(month)))
    if day is not None and day != "XX":
        return _leap_safe(low, first_month, int(day), 1), _leap_safe(high, first_month, int(day), -1)
    return date(low, first_month, 1), date(high, last_month, monthrange(high, last_month)[1])


def _leap_safe(year: int, month: int, day: int, step: int) -> date | None:
    """The nearest year that has this day: 29 February of 196X is first 1960, last 1968."""
    while not 1 <= day <= monthrange(year, month)[1]:
        year += step
    return date(year, month, day)
