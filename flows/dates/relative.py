"""Dates seen from another day: 'yesterday', 'last November', 'two days earlier', 'the end of the month', 'биыл'."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from flows.dates.days import Found, date_at, is_name, month_at, year_tail
from flows.dates.expression import Point, Relative, Unit
from flows.dates.periods import period_at
from flows.dates.tokens import Token

_CLOSERS = frozenset({"dot", "comma", "end", "close", "colon", "sign", "dash", "and"})
_COUNTABLE = ("day", "week", "month", "year", "decade")


def relative_at(tokens: list[Token], i: int) -> Found | None:
    """A relative day or period at this token."""
    kind = tokens[i].kind
    if kind == "dayword":
        return _dayword_at(tokens, i)
    if kind == "yearword":
        return Point(base=Relative("year", tokens[i].value)), i + 1
    if kind in ("turn", "told"):
        return _turned_at(tokens, i, with_article=False)
    if kind in ("count", "number"):
        return _counted_at(tokens, i, tokens[i].value)
    if kind == "shifttold" and tokens[i + 1].kind in ("turn", "dayword"):  # 'earlier this month'
        return relative_at(tokens, i + 1)
    if kind == "edge":
        return _edged_at(tokens, i)
    if kind == "article":
        return _after_article(tokens, i)
    if kind == "weekday":
        return _weekday_at(tokens, i)
    if kind.startswith("unit:") and kind[5:] in _COUNTABLE and not tokens[i].text[0].isascii():
        return _moved_unit(tokens, i)
    return None


def _moved_unit(tokens: list[Token], i: int) -> Found | None:
    """One unit without its number: 'неделю назад', 'годом ранее'."""
    shift = tokens[i + 1]
    if shift.kind not in ("shift", "shifttold") or (i and tokens[i - 1].kind in ("count", "number", "word")):
        return None
    return Point(base=Relative(cast(Unit, tokens[i].kind[5:]), shift.value, shift.kind == "shifttold")), i + 2


def _dayword_at(tokens: list[Token], i: int) -> Found:
    j = i + 1 + (tokens[i + 1].kind == "daypart")
    if tokens[j].kind == "comma" and (found := date_at(tokens, j + 1)) and found[0].day:  # 'today, 30 June'
        return found
    return Point(base=Relative("day", tokens[i].value)), j


def _turned_at(tokens: list[Token], i: int, with_article: bool) -> Found | None:
    """'last week', 'this Friday', 'next spring', 'the following day', 'that year', 'в тот же день'."""
    if tokens[i + 1].text == "же":
        tokens = [*tokens[: i + 1], *tokens[i + 2 :]]
        found = _turned_at(tokens, i, with_article)
        return (found[0], found[1] + 1) if found else None
    token, head = tokens[i], tokens[i + 1]
    told, amount = token.kind == "told", token.value
    word = token.text.lower()
    if head.kind.startswith("unit:"):
        unit = head.kind[5:]
        if unit == "half":
            return None
        if word == "past" or (with_article and not told and not (word == "next" and unit == "day")):
            return None  # 'over the past year', 'in the next month' are stretches of time
        if unit == "day":
            told = told or word == "next"
            if not told:
                return None
        base = Relative(cast(Unit, unit), amount, told)
        inner = None if head.text[0].isascii() or unit != "year" else date_at(tokens, i + 2) or month_at(tokens, i + 2)
        if inner and inner[0].month and inner[0].year is None and inner[0].base is None:  # 'осы жылдың 5 наурызында'
            return replace(inner[0], base=base), inner[1]
        return Point(base=base), i + 2
    if head.kind == "daypart":
        if with_article and word == "next":
            told = True
        return (Point(base=Relative("day", amount, told)), i + 2) if amount <= 0 or told else None
    if word in ("that", "past", "same") and head.kind != "weekday" and not (word in ("same", "that") and head.kind == "month"):
        return None
    before = Relative("day", 0, True) if told else None
    if head.kind == "weekday" and is_name(head) and tokens[i + 2].kind != "of":  # 'the last Sunday of May' is counted in May
        j = i + 2
        j += tokens[j].kind == "daypart"
        return Point(weekday=head.value, toward=amount, base=before), j
    if head.kind == "season":
        return Point(code=head.value, toward=amount, base=before), i + 2
    if head.kind == "month" and is_name(head) and (found := month_at(tokens, i + 1)) and found[0].year is None:
        return replace(found[0], toward=amount, base=before), found[1]
    return None


def _counted_at(tokens: list[Token], i: int, number: int) -> Found | None:
    """'two years ago', 'a day later', 'три дня назад'."""
    unit, shift = tokens[i + 1], tokens[i + 2]
    name = unit.kind.partition(":")[2]
    if name not in _COUNTABLE or not 0 < number <= 1000:
        return None
    if shift.kind in ("shift", "shifttold"):
        told = shift.kind == "shifttold"
        return Point(base=Relative(cast(Unit, name), number * shift.value, told)), i + 3
    if shift.kind == "beside" and tokens[i + 3].kind in _CLOSERS:
        return Point(base=Relative(cast(Unit, name), _side(shift) * number, True)), i + 3
    return None


def _edged_at(tokens: list[Token], i: int) -> Found | None:
    """'the end of the year', 'early 2025', 'mid-May', 'в конце года': the whole of the period, since no edge is a date."""
    j = i + 1
    j += tokens[j].kind == "dash" and tokens[i].text.lower() == "mid"
    j += tokens[j].kind == "of"
    linked = tokens[j - 1].kind == "of" or not tokens[i].text.isascii()
    if tokens[j].kind == "article" and linked and tokens[j].value == 0:
        j += 1
    head = tokens[j]
    if head.kind in ("unit:year", "unit:month", "unit:week") and linked and head.text.lower() != "лет":
        dated = year_tail(tokens, j + 1)[0]
        return None if dated else (Point(base=Relative(cast(Unit, head.kind[5:]), 0)), j + 1)
    if head.kind in ("turn", "told", "yearword"):
        return relative_at(tokens, j) if linked or tokens[i].text.lower() in ("late", "early") else None
    if head.kind in ("month", "season"):
        found = month_at(tokens, j) or period_at(tokens, j)
        return found if found is None or found[0].day is None else None
    return period_at(tokens, j) if head.kind in ("number", "ordinal", "roman", "decade", "tens") else None


def _after_article(tokens: list[Token], i: int) -> Found | None:
    head = tokens[i + 1]
    if tokens[i].value == 1:
        return _counted_at(tokens, i, 1)
    if head.kind in ("turn", "told"):
        return _turned_at(tokens, i + 1, with_article=True)
    if head.kind == "edge":
        return _edged_at(tokens, i + 1)
    if head.kind == "unit:weekend":
        return (Point(base=Relative("weekend", 0), toward=None), i + 2) if tokens[i + 2].kind in _CLOSERS | {"in", "on"} else None
    day_word = tokens[i + 3]
    if head.kind == "unit:day" and tokens[i + 2].kind == "beside" and day_word.kind == "dayword" and day_word.value:
        return Point(base=Relative("day", 2 * day_word.value)), i + 4  # 'the day before yesterday'
    if head.kind in ("unit:day", "unit:year", "unit:month", "unit:week", "daypart") and tokens[i + 2].kind == "beside":
        unit = cast(Unit, "day" if head.kind == "daypart" else head.kind[5:])
        return (Point(base=Relative(unit, _side(tokens[i + 2]), True)), i + 3) if tokens[i + 3].kind in _CLOSERS else None
    return None


def _weekday_at(tokens: list[Token], i: int) -> Found | None:
    """A weekday alone: 'on Tuesday', 'Friday night', 'Monday next'; not every Monday, not the Sunday Times, not Bloody Sunday."""
    token, after = tokens[i], tokens[i + 1]
    before = tokens[i - 1] if i else tokens[-1]
    if not is_name(token) or (token.text[0].isascii() and len(token.text) < 6) or before.kind in ("each", "ordinal", "named_day"):
        return None
    if (before.kind == "article" and before.value == 1) or after.kind == "of" or _is_habit(tokens, i):
        return None
    two = tokens[i - 2] if i > 1 else tokens[-1]
    if after.kind == "word" and after.text[0].isupper() and before.kind in ("article", "dot", "end"):
        return None
    if before.kind == "word" and before.text[0].isupper() and two.kind in ("article", "on", "of"):
        return None
    if after.kind == "turn" and after.text.lower() in ("last", "next") and tokens[i + 2].kind in _CLOSERS:
        return Point(weekday=token.value, toward=after.value), i + 2
    j = i + 1
    if after.kind == "unit:week" and token.text[0].isascii():  # 'Friday week': a week after the next one
        return Point(weekday=token.value, toward=2), i + 2
    if after.kind in ("turn", "told") and tokens[i + 2].kind == "unit:week":  # 'Friday last week'
        return Point(weekday=token.value, base=Relative("week", after.value, after.kind == "told")), i + 3
    j += after.kind in ("daypart", "unit:day") and not (after.kind == "unit:day" and token.text[0].isascii())
    return Point(weekday=token.value), j


def _is_habit(tokens: list[Token], i: int) -> bool:
    """'Monday to Friday' without a 'from' are opening hours."""
    behind = tokens[i + 1].kind in ("to", "dash") and tokens[i + 2].kind == "weekday" and (not i or tokens[i - 1].kind != "from")
    before = i > 1 and tokens[i - 1].kind in ("to", "dash") and tokens[i - 2].kind == "weekday" and (i < 3 or tokens[i - 3].kind != "from")
    return behind or before


def _side(token: Token) -> int:
    return -1 if token.text.lower() == "before" else 1
