"""Intervals and open intervals: '3-7 May 2019', 'from Monday to Friday', 'between 2011 and 2014', 'until 2020', '2020 жылға дейін'."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

from flows.dates.days import date_at, is_day, is_year_number, month_at, past_year_word, year_tail
from flows.dates.expression import Kind, Point, Relative
from flows.dates.periods import period_at, year_at
from flows.dates.relative import relative_at
from flows.dates.tokens import Token

Limit = Literal["until", "since"]
_ABLATIVE = ("дан", "ден", "тан", "тен", "нан", "нен")


class Parsed(NamedTuple):
    """What the rules found: its tokens from `begin` up to `after`, its points and the word that opens it."""

    begin: int
    after: int
    kind: Kind
    first: Point
    last: Point | None = None
    limit: Limit | None = None


def parsed_at(tokens: list[Token], i: int) -> Parsed | None:
    """The longest date, interval or open interval that begins at this token."""
    kind = tokens[i].kind
    if kind == "to":
        present = tokens[i + 1].kind == "present" and tokens[i + 2].kind != "of"
        return Parsed(i, i + 2, "relative", Point(base=Relative("day", 0)), limit="until") if present else None
    if kind not in ("from", "between", "until", "since"):
        left = point_at(tokens, i)
        if (found := _range_at(tokens, i, "", left)) is not None:
            return found
        return _with_postposition(tokens, Parsed(i, left[1], left[0].kind, left[0])) if left else None
    begin = i + 1
    left = point_at(tokens, begin)
    if tokens[begin].kind == "article" and (left is None or tokens[begin + 1].kind == "ordinal"):
        begin += 1
        left = point_at(tokens, begin)
    if kind in ("from", "between") and (found := _range_at(tokens, begin, kind, left)) is not None:
        return found
    if left is None or kind == "between":
        return None
    parsed = Parsed(begin, left[1], left[0].kind, left[0])
    if kind != "from":
        return parsed._replace(limit="until" if kind == "until" else "since")
    onward = tokens[left[1]].text.lower() in ("on", "onwards", "onward") and tokens[left[1] + 1].kind in ("dot", "comma", "end")
    # Russian 'с 2012 года' says since; English 'from' may also be the first half of something
    return parsed._replace(limit="since") if onward or not tokens[i].text.isascii() else _with_postposition(tokens, parsed)


def point_at(tokens: list[Token], i: int) -> tuple[Point, int] | None:
    """One date or period, absolute before relative."""
    return date_at(tokens, i) or month_at(tokens, i) or _longer(period_at(tokens, i), relative_at(tokens, i))


def _longer(one: tuple[Point, int] | None, two: tuple[Point, int] | None) -> tuple[Point, int] | None:
    return one if two is None or (one is not None and one[1] >= two[1]) else two


def _with_postposition(tokens: list[Token], parsed: Parsed) -> Parsed:
    """Kazakh tells the side behind the date: '2020 жылға дейін', '2018 жылдан бастап'."""
    edge = tokens[parsed.after].kind == "edge" and not tokens[parsed.after].text[0].isascii()
    if edge and tokens[parsed.after + 1].kind in ("until_after", "since_after"):  # '2019 жылдың соңына дейін'
        parsed = parsed._replace(after=parsed.after + 1)
    after = tokens[parsed.after].kind
    if after in ("until_after", "since_after"):
        return parsed._replace(limit="until" if after == "until_after" else "since")
    return parsed


def _range_at(tokens: list[Token], i: int, prefix: str, left: tuple[Point, int] | None) -> Parsed | None:
    if tokens[i].kind in ("number", "ordinal"):
        found = _day_range(tokens, i, prefix) or _year_led_days(tokens, i) or _year_range(tokens, i, prefix)
        if found:
            return found
    return _point_range(tokens, i, prefix, *left) if left else None


def _year_led_days(tokens: list[Token], i: int) -> Parsed | None:
    """Kazakh order: '2018 жылдың 5-7 қазанында'."""
    if not (is_year_number(tokens[i]) and tokens[i + 1].kind == "unit:year"):
        return None
    found = _day_range(tokens, past_year_word(tokens, i + 1), "")
    if found is None or found.last is None or found.first.year is not None:
        return None
    year = tokens[i].value
    return found._replace(begin=i, first=replace(found.first, year=year), last=replace(found.last, year=year))


def _day_range(tokens: list[Token], i: int, prefix: str) -> Parsed | None:
    """'3-7 May 2019', '18 and 21 April': a bare day, then a full one."""
    if not is_day(tokens[i]):
        return None
    j = i + 1
    if not _joins(tokens[j], prefix, days=True):
        return None
    j += tokens[j + 1].kind == "article" and tokens[i].kind == "ordinal"  # 'from the 8th to the 11th of March'
    right = date_at(tokens, j + 1)
    if right is None or right[0].day is None or right[0].month is None or right[0].day <= tokens[i].value or tokens[j + 1].kind == "iso":
        return None
    return Parsed(i, right[1], "interval", replace(right[0], day=tokens[i].value, weekday=None), right[0])


def _year_range(tokens: list[Token], i: int, prefix: str) -> Parsed | None:
    """'2019-2021', '2017-18', 'between 2011 and 2014'."""
    if not is_year_number(tokens[i]):
        return None
    first, j = tokens[i].value, past_year_word(tokens, i + 1)
    joint, right = tokens[j], tokens[j + 1]
    glued_slash = joint.kind == "slash" and joint.start == tokens[i].end and joint.end == right.start
    ablative = joint.kind == "number" and tokens[j - 1].text.lower().endswith(_ABLATIVE)
    if ablative:
        right, j = joint, j - 1
    elif not (_joins(joint, prefix) or glued_slash):
        return None
    last = right.value
    if (
        right.kind in ("number", "decade")
        and len(right.text.rstrip("-")) == 2
        and joint.kind in ("dash", "slash")
        and joint.end == right.start
    ):
        last += first - first % 100
        if joint.start != tokens[i].end or last - first > 20:  # '1998-99', but '2019-31' may be a number of a paper
            return None
    elif not is_year_number(right):
        return None
    if not first < last <= first + 500 or _is_code(tokens, i, j + 2):
        return None
    if prefix or tokens[j + 2].kind.startswith("unit:year") or 1500 <= first <= 2099:
        return Parsed(i, past_year_word(tokens, j + 2), "interval", Point(year=first), Point(year=last))
    return None


def _is_code(tokens: list[Token], i: int, after: int) -> bool:
    """'Plan 2018-2021', 'session 5/2020-21'."""
    before = tokens[i - 1] if i else tokens[-1]
    if before.kind == "slash" or tokens[after].kind == "slash":
        return True
    return year_at([*tokens[:i], tokens[i], *([tokens[-1]] * 4)], i) is None and before.kind not in ("from", "between")


def _point_range(tokens: list[Token], i: int, prefix: str, point: Point, j: int) -> Parsed | None:
    """Two points of one kind: '30 April to 3 May', 'May-June 2019', 'from Monday to Friday'; or 'May 28-29, 2018'."""
    ablative = tokens[j - 1].text.lower().endswith(_ABLATIVE)
    between_after = tokens[j].kind == "and" and not prefix
    k = j if ablative else j + 1
    if not (ablative or between_after or _joins(tokens[j], prefix, days=tokens[i].kind == "month")):
        return None
    if (
        point.month
        and point.day
        and point.year is None
        and is_day(tokens[k])
        and tokens[k].value > point.day
        and tokens[k + 1].kind != "month"
    ):
        if (
            tokens[k + 1].kind in ("word", "counted")
            or tokens[k + 1].kind.startswith("unit:")
            or (tokens[k + 1].start == tokens[k].end != -1 and tokens[k + 1].kind == "dash")
        ):
            return None
        fields, after = year_tail(tokens, k + 1)
        first = replace(point, **fields)
        return Parsed(i, after, "interval", first, replace(first, day=tokens[k].value, weekday=None))
    right = point_at(tokens, k) or (point_at(tokens, k + 1) if tokens[k].kind == "article" else None)
    if right is None or right[0].kind != point.kind or point.kind in ("relative", "rhetorical"):
        return None
    if between_after and point.kind == "month" and right[0].month == (point.month or 0) + 1:  # 'in August and September'
        return Parsed(i, right[1], "interval", point, right[0])
    if (between_after and tokens[right[1]].kind != "between_after") or (ablative and tokens[right[1]].kind != "until_after"):
        return None
    if point.kind == "weekday" and not prefix:
        return None  # 'Monday to Friday' are opening hours
    return Parsed(i, right[1], "interval", point, right[0])


def _joins(token: Token, prefix: str, days: bool = False) -> bool:
    """Whether this token leads from the first to the last of an interval that began with this preposition."""
    if prefix == "between":
        return token.kind == "and"
    if prefix == "from":
        return token.kind in ("to", "until", "dash")
    # 'A and B May' names two days; as EDTF the stretch they span is the closest single value
    return token.kind in ("dash", "to") or (days and token.kind == "and")
