"""Days and months as texts write them: '3 October 2018', 'October 3rd', '2018 жылғы 22 маусым', '03.10.2018'."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from typing import Any

from flows.dates.expression import Point, Relative
from flows.dates.tokens import Token
from flows.dates.words import abbreviations, ambiguous_names, foreign_months

Fields = dict[str, Any]
Found = tuple[Point, int]  # what stands there, and the token after it

# POSIX strptime reads two-digit years so: 69-99 are 19xx, 00-68 are 20xx.
PIVOT = 69

# What may stand before a month or season that stands alone and is also another word.
PLACES = frozenset(
    {"in", "of", "since", "until", "by", "from", "to", "beside", "between", "on", "turn", "told", "edge", "and", "dash", "for"}
)

_PARTS = re.compile(r"\d+")


def date_at(tokens: list[Token], i: int) -> Found | None:
    """A day or a month with a day, with its weekday before or behind, at this token."""
    if tokens[i].kind == "weekday":
        return _weekday_first(tokens, i)
    found = numeric_at(tokens, i) or day_at(tokens, i)
    if found is None:
        return _lone_day(tokens, i)
    point, j = found
    k = j + 1 if tokens[j].kind in ("comma", "open") else j
    if tokens[k].kind == "weekday" and point.day and is_name(tokens[k]):
        k += 1
        k += tokens[k].kind == "unit:day"
        return replace(point, weekday=tokens[k - 1 - (tokens[k - 1].kind == "unit:day")].value), k
    return found


def _lone_day(tokens: list[Token], i: int) -> Found | None:
    """'on the 15th': a day of a month told before, if no noun follows that it counts."""
    if tokens[i].kind != "article" or not i or tokens[i + 1].kind != "ordinal" or not tokens[i + 1].text[0].isdigit():
        return None
    closed = tokens[i + 2].kind in ("dot", "comma", "end", "close", "and", "in", "to", "from", "by", "article", "sign")
    leads = tokens[i - 1].kind in ("on", "until", "since", "to", "by", "from", "dash", "comma")
    verb = tokens[i - 1].kind == "on" and tokens[i + 2].kind == "word" and tokens[i + 2].text.islower()
    return (Point(day=tokens[i + 1].value), i + 2) if leads and (closed or verb) else None


def _weekday_first(tokens: list[Token], i: int) -> Found | None:
    j = i + 1
    j += tokens[j].kind == "dot" and len(tokens[i].text) <= 5
    j += tokens[j].kind == "comma"
    found = numeric_at(tokens, j) or day_at(tokens, j)
    if found and found[0].day is not None:
        return replace(found[0], weekday=tokens[i].value), found[1]
    if (
        tokens[j].kind == "article"
        and tokens[j + 1].kind == "ordinal"
        and tokens[j + 1].text[0].isdigit()
        and tokens[j + 2].kind not in ("word", "unit:century")
    ):
        return Point(day=tokens[j + 1].value, weekday=tokens[i].value), j + 2
    if tokens[j].kind == "ordinal" and tokens[j].text[0].isdigit() and tokens[j].text[-1].isascii():  # 'on Thursday 16th'
        return Point(day=tokens[j].value, weekday=tokens[i].value), j + 1
    return None


def day_at(tokens: list[Token], i: int) -> Found | None:
    """A day of a named month, the year behind it or (Kazakh) before it."""
    kind = tokens[i].kind
    if kind == "month":
        return _month_first(tokens, i)
    if kind == "article":
        found = day_at(tokens, i + 1) if tokens[i + 1].kind == "ordinal" else None
        return found if found and found[0].day else None
    if kind == "number" and tokens[i].value > 31:
        return _year_first(tokens, i)
    return _day_first(tokens, i) if is_day(tokens[i]) else None


def _day_first(tokens: list[Token], i: int) -> Found | None:
    day, j = tokens[i].value, i + 1
    j += tokens[j].kind == "unit:day" and tokens[j + 1].kind == "of"
    j += tokens[j].kind == "of" or tokens[j].text.lower() in ("de", "di", "do", "-")
    token = tokens[j]
    if token.kind == "month" and (is_name(token, beside_number=True) or is_year_number(tokens[j + 1])):
        fields, j = year_tail(tokens, _past_dot(tokens, j))
        return _checked(Point(month=token.value, day=day), fields, j)
    if token.kind in ("turn", "told") and tokens[j + 1].kind == "unit:month" and tokens[j - 1].kind == "of":
        return Point(day=day, base=Relative("month", token.value, token.kind == "told")), j + 2
    if token.kind == "article" and tokens[j + 1].kind == "unit:month" and tokens[j - 1].kind == "of":
        return Point(day=day, base=Relative("month", 0)), j + 2
    # a month in Roman figures or in another language needs its year
    month = token.value if token.kind == "roman" else foreign_months().get(token.text.lower(), 0) if token.kind == "word" else 0
    if not 1 <= month <= 12:
        return None
    j = _past_dot(tokens, j)
    j += tokens[j].text.lower() in ("de", "del")
    return _checked(Point(month=month, day=day), {"year": tokens[j].value}, j + 1) if is_year_number(tokens[j]) else None


def _month_first(tokens: list[Token], i: int) -> Found | None:
    if not is_name(tokens[i], beside_number=True):
        return None
    j = _past_dot(tokens, i)
    if not is_day(tokens[j]) or (tokens[j].kind == "ordinal" and tokens[j].text.isalpha() and tokens[j + 1].kind == "word"):
        return None
    if tokens[j + 1].kind.startswith("unit") and tokens[j + 1].kind != "unit:year":
        return None
    fields, k = year_tail(tokens, j + 1)
    return _checked(Point(month=tokens[i].value, day=tokens[j].value), fields, k)


def _year_first(tokens: list[Token], i: int) -> Found | None:
    """'2018 жылғы 22 маусымда', '2018 жылдың қаңтарында'."""
    if not (is_year_number(tokens[i]) and tokens[i + 1].kind == "unit:year"):
        return None
    j = _past_dot(tokens, i + 1)
    j += tokens[j].kind == "comma"
    year = tokens[i].value
    if is_day(tokens[j]) and tokens[j + 1].kind == "dash" and is_day(tokens[j + 2]) and tokens[j + 3].kind == "month":
        return None  # '2018 жылдың 5-7 қазанында' is an interval
    if is_day(tokens[j]) and tokens[j + 1].kind == "month":
        k = j + 2
        k += tokens[k].kind == "unit:day"
        return _checked(Point(year=year, month=tokens[j + 1].value, day=tokens[j].value), {}, k)
    if tokens[j].kind == "month" and tokens[j].text.islower() and not is_day(tokens[j + 1]):
        return Point(year=year, month=tokens[j].value), j + 1 + (tokens[j + 1].kind == "unit:month")
    return None


def month_at(tokens: list[Token], i: int) -> Found | None:
    """A month without a day: with its year, or alone where the words around leave no doubt."""
    token = tokens[i]
    if token.kind != "month" or (i and is_day(tokens[i - 1])):  # '30 February' is no February
        return None
    j = _past_dot(tokens, i)
    j += tokens[j].kind == "unit:month"
    if tokens[j].text == "Day":  # 'May Day' is the name of a day
        return None
    fields, k = year_tail(tokens, j)
    if fields and is_name(token, beside_number=True):
        return replace(Point(month=token.value), **fields), k
    if not is_name(token) or not _stands_alone(tokens, i, j):
        return None
    return Point(month=token.value), j


def _stands_alone(tokens: list[Token], i: int, j: int) -> bool:
    token, before, after = tokens[i], tokens[i - 1] if i else tokens[-1], tokens[j]
    if tokens[j - 1].kind == "unit:month":
        return True
    if before.kind == "each":
        return False
    placed = before.kind in PLACES or (tokens[j].kind == "dash" and tokens[j + 1].kind == "month")
    if after.kind == "word" and after.text[0].isupper() and not placed:
        return False
    if token.text.lower() in abbreviations():
        return placed and j > i + 1
    return placed or token.text.lower() not in ambiguous_names()


def year_tail(tokens: list[Token], i: int) -> tuple[Fields, int]:
    """The year behind a month or period, as fields of its point: '2018', ', 2018 года', 'of last year', 'next'."""
    j = i
    if tokens[j].kind == "comma" and is_year_number(tokens[j + 1]):
        j += 1
    j += tokens[j].kind == "of"
    j += tokens[j].kind == "article" and tokens[j].value == 0 and j > i
    token, after = tokens[j], tokens[j + 1]
    if is_year_number(token) and not (after.kind == "slash" and tokens[j + 2].kind == "number"):
        return {"year": token.value}, past_year_word(tokens, j + 1)
    if token.kind in ("turn", "told") and after.kind == "unit:year":
        return {"base": Relative("year", token.value, token.kind == "told")}, j + 2
    if token.kind == "unit:year" and j > i + 1 and tokens[i].kind == "of":
        return {"base": Relative("year", 0)}, j + 1
    if (
        token.kind == "turn"
        and token.value
        and token.text.lower() in ("last", "next")
        and after.kind in ("dot", "comma", "end", "and", "to")
    ):
        return {"toward": token.value}, j + 1
    return {}, i


def past_year_word(tokens: list[Token], j: int) -> int:
    """The token behind 'года', 'г.', 'жылы' where one follows a year."""
    return _past_dot(tokens, j) if tokens[j].kind == "unit:year" and not tokens[j].text[0].isascii() else j


def numeric_at(tokens: list[Token], i: int) -> Found | None:
    """A date in figures; of 3/10/2018 the reading with the day first, see `swapped`."""
    if tokens[i].kind != "iso":
        return None
    numbers = [int(part) for part in _PARTS.findall(tokens[i].text)]
    if numbers[0] > 31:
        year, month, day = numbers
    else:
        day, month, year = numbers
        if month > 12:
            day, month = month, day
    if len(_PARTS.findall(tokens[i].text)[-1]) == 2 and numbers[0] <= 31:
        year += 1900 if year >= PIVOT else 2000
    return _checked(Point(year=year, month=month, day=day), {}, past_year_word(tokens, i + 1))


def swapped(text: str, point: Point) -> Point | None:
    """The month-first reading of a date in figures with slashes, where both are possible."""
    if text.count("/") != 2 or point.day is None or point.day > 12 or point.day == point.month or len(text.split("/")[0]) == 4:
        return None
    return replace(point, day=point.month, month=point.day)


def is_day(token: Token) -> bool:
    """A number that can be the day of a month."""
    return token.kind in ("number", "ordinal") and 1 <= token.value <= 31 and (len(token.text) <= 2 or token.kind == "ordinal")


def is_year_number(token: Token) -> bool:
    """Four digits that can be a year."""
    return token.kind == "number" and len(token.text) == 4 and 1000 <= token.value <= 2199


def is_name(token: Token, beside_number: bool = False) -> bool:
    """English names have a capital; 'MAY' in a line of capitals is the verb unless a number stands beside it."""
    if not token.text[0].isascii():
        return True
    return token.text[0].isupper() and (beside_number or not token.text.isupper() or token.text.lower() not in ambiguous_names())


def _past_dot(tokens: list[Token], i: int) -> int:
    """The token behind this one and the full stop of its abbreviation."""
    dotted = tokens[i + 1].kind == "dot" and tokens[i + 1].start == tokens[i].end and tokens[i].text.lower() in abbreviations()
    return i + 2 if dotted else i + 1


def _checked(point: Point, fields: Fields, j: int) -> Found | None:
    """The point with its year, if the calendar has such a day."""
    point = replace(point, **fields)
    if not 1 <= (point.month or 1) <= 12 or not 1000 <= (point.year or 2000) <= 2199:
        return None
    return (point, j) if 1 <= (point.day or 1) <= monthrange(point.year or 2000, point.month or 1)[1] else None
