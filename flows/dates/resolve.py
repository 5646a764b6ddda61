"""Expressions -> values: which day or period is meant, seen from the page's date and what was told before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from flows.dates.edtf import MONTHS_OF_CODE, bounds, is_edtf
from flows.dates.expression import DateExpression, Point
from flows.dates.headings import heading_days
from flows.dates.infer import Seen, day_of_weekday, year_of
from flows.dates.moved import edtf_of_period, month_inside, moved
from flows.dates.parse import dates_from_text

Reason = Literal["explicit", "weekday", "published", "told", "heading"]


# 'Two days later' counts from a date no longer than a year.
LONG = 366


@dataclass(frozen=True, slots=True)
class Anchor:
    """The days between which a page was published or an event took place."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DateValue:
    """What an expression means: EDTF, the first and last day it can be (None: open or unknown), and how it was told.

    The reason is 'explicit' for what is printed in full, 'weekday' where the weekday gave the year, 'published' for
    what is read from the page's day, 'told' from a date told before, 'heading' for one of a row of headings.
    """

    edtf: str
    first: date | None
    last: date | None
    reason: Reason


def date_values_from_text(
    text: str, language: str | None = None, anchor: Anchor | None = None
) -> list[tuple[DateExpression, DateValue | None]]:
    """Each expression of the text with its value; 'two days later' counts from the day told last before it."""
    expressions = dates_from_text(text, language)
    years = {point.year for one in expressions for point in (one.first, one.last) if point and point.year}
    headings = heading_days(text, expressions, anchor.last if anchor else None)
    told: Anchor | None = None
    told_end, told_kind = 0, ""
    found = []
    for place, expression in enumerate(expressions):
        near = told_kind in ("day", "month") and "\n" not in text[told_end : expression.start]
        page, reason = _nearer(anchor, told, expression, near)
        if place in headings:
            page, reason = Anchor(headings[place], headings[place]), "heading"
        value = resolved(expression, page, told=told, years=years)
        if value and value.reason == "published":
            value = replace(value, reason=reason)
        if value and value.first and value.last and (value.last - value.first).days <= LONG:
            told, told_end, told_kind = Anchor(value.first, value.last), expression.end, expression.kind
        found.append((expression, value))
    return found


def _nearer(anchor: Anchor | None, told: Anchor | None, expression: DateExpression, near: bool) -> tuple[Anchor | None, Reason]:
    """From where a date without a year is read: the page, or what was told before where no page date is known or where
    the line speaks of days long before the page. A bare year ('her brother had won in 2003') leads nowhere."""
    named = expression.first.base is None and expression.first.toward is None and expression.first.year is None
    if told is None or not named or (expression.last or expression.first).year is not None:
        return anchor, "published"
    if anchor is None or (near and told.last.year < anchor.first.year - 1 and expression.kind in ("month", "day")):
        return Anchor(told.last, told.last), "told"
    return anchor, "published"


def resolved(
    expression: DateExpression,
    anchor: Anchor | None,
    *,
    told: Anchor | None = None,
    years: Iterable[int] = (),
    years_not_before: int | None = None,
    years_not_after: int | None = None,
) -> DateValue | None:
    """The value of an expression, or None where nothing tells it.

    `anchor` is the page's date, `told` the event told before ('the next day'), `years` the years that
    the document names, `years_not_before` and `years_not_after` what else is known of the year.
    """
    if expression.kind == "rhetorical":
        return None
    ends = _ends(anchor), _ends(told)
    named = tuple(sorted(set(years)))
    values = [
        _value(expression, Seen(page, before, expression.outlook, named, years_not_before, years_not_after))
        for page, before in dict.fromkeys(zip(*ends, strict=True))  # mostly one day: both ends are the same
    ]
    if values[0] is None or values[-1] is None:
        return None
    (edtf, reason), other = values[0], values[-1][0]
    if edtf != other and expression.first.base and expression.first.base.told:
        return None  # two days after 'the spring' are no date
    if reason == "published" and expression.first.base and expression.first.base.told:
        reason = "told"
    common = edtf if edtf == other else _common(edtf, other)
    return DateValue(common, *bounds(common), reason) if common and is_edtf(common) else None


def _ends(anchor: Anchor | None) -> tuple[date | None, date | None]:
    return (anchor.first, anchor.last) if anchor else (None, None)


def _common(one: str, two: str) -> str | None:
    """The finest date that holds both: a page dated 'May 2018' knows no 'yesterday', but a month."""
    for length in (7, 4):
        if "/" not in one + two and one[:length] == two[:length]:
            return one[:length]
    return None


def _value(expression: DateExpression, seen: Seen) -> tuple[str, Reason] | None:
    if expression.last is not None:
        return _interval(expression.first, expression.last, seen)
    found = _point(expression.first, seen)
    if found is None or expression.limit is None or found[0].startswith("XXXX"):  # EDTF opens no side of an unknown year
        return found
    edtf, reason = found
    first, _, last = edtf.partition("/")
    edge = _expanded(last or first, 1) if expression.limit == "until" else _expanded(first, 0)
    return (f"../{edge}" if expression.limit == "until" else f"{edge}/.."), reason


def _interval(first: Point, last: Point, seen: Seen) -> tuple[str, Reason] | None:
    """The last side is told in full more often, so the first takes its year from it."""
    if last.year is None and last.base is None and (first.year or first.base):
        last = replace(last, year=first.year, base=first.base)
    end = _point(last, seen)
    if end is None:
        return None
    if first.year is None and first.base is None and not first.mask:
        if first.weekday is not None and first.day is None:
            start = _point(replace(first, toward=-1), seen.at(bounds(end[0])[0]))
        elif end[0][:4].isdigit():
            year = int(end[0][:4])
            later = (first.month or first.code or 0, first.day or 0) > (last.month or last.code or 0, last.day or 31)
            start = _point(replace(first, year=year - later), seen)
        else:
            start = _point(first, seen)
    else:
        start = _point(first, seen)
    if start is None:
        return None
    edtf = f"{_expanded(start[0].partition('/')[0], 0)}/{_expanded(end[0].rpartition('/')[2], 1)}"
    return edtf, end[1]


def _expanded(side: str, last: int) -> str:
    """A side of an interval: EDTF has seasons, quarters, decades and centuries only alone, so here they become months and years."""
    if "X" in side[1:4] and side[0] != "X":
        return side[:4].replace("X", "9" if last else "0")
    if len(side) == 7 and side[5:].isdigit() and int(side[5:]) in MONTHS_OF_CODE:
        return f"{side[:4]}-{MONTHS_OF_CODE[int(side[5:])][last]:02d}"
    return side


def _point(point: Point, seen: Seen) -> tuple[str, Reason] | None:
    if point.mask:
        return point.mask, "explicit"
    if point.base is not None:
        return _relative(point, seen)
    if point.weekday is not None and point.month is None and point.day is None:
        day = day_of_weekday(point.weekday, point.toward, seen)
        return (day.isoformat(), "published") if day else None
    if point.month is None and point.code is None and point.day is not None:
        found = month_inside(point.day, point.weekday, seen)
        return (found, "published") if found else None
    if point.year:
        return _edtf(point, point.year, "explicit")
    return _edtf(point, *year_of(point, seen))


def _relative(point: Point, seen: Seen) -> tuple[str, Reason] | None:
    base = point.base
    assert base is not None
    period = moved(base, seen, free=point.toward is None and base.unit == "weekend" and base.amount == 0)
    if period is None:
        return None
    if point.toward is not None and (point.weekday is not None or point.month or point.code):  # 'the following Monday'
        bare = Point(month=point.month, weekday=point.weekday, code=point.code, toward=point.toward)
        return _point(bare, seen.at(period[0]))
    if point.weekday is not None and point.day is None:
        day = day_of_weekday(point.weekday, 0, seen.at(period[0]))
        return (day.isoformat(), "published") if day else None
    if point.month or point.code:
        return _edtf(point, period[0].year, "published")
    if point.day is not None:
        edtf = f"{period[0].year:04d}-{period[0].month:02d}-{point.day:02d}"
        return (edtf, "published") if is_edtf(edtf) else None
    return edtf_of_period(base.unit, period), "published"


def _edtf(point: Point, year: int | None, reason: Reason) -> tuple[str, Reason] | None:
    printed = f"{year:04d}" if year else "XXXX"
    if point.code is not None:
        if year is None:
            return None  # a season of an unknown year is no EDTF value
        if point.code == 24:  # winter runs over New Year, which the code does not
            return f"{year}-12/{year + 1}-02", reason
        return f"{year}-{point.code}", reason
    edtf = printed
    if point.month is not None:
        edtf += f"-{point.month:02d}"
    if point.day is not None:
        edtf += f"-{point.day:02d}"
    return (edtf, reason) if is_edtf(edtf) else None
