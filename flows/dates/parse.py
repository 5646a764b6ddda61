"""Text -> expressions: the grammar is tried at every token that may begin one, the first that fits wins."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.dates.days import swapped
from flows.dates.expression import DateExpression, Kind, Point
from flows.dates.lean import lean_of_date
from flows.dates.ranges import Parsed, parsed_at
from flows.dates.tense import is_rhetorical, outlook
from flows.dates.tokens import Token, tokens_from_window, windows_from_text

_DATES = frozenset({"iso", "month", "weekday", "number", "ordinal", "roman", "decade", "tens", "season", "dayword", "yearword"})
# Words that begin a date only before one of these; without this look ahead the grammar would be tried at every 'the' and 'that'.
_LEADS = {
    "article": {"turn", "told", "edge", "ordinal", "count", "unit", "units", "daypart", "tens", "decade"},
    "turn": {"unit", "daypart", "weekday", "month", "season", "word"},
    "told": {"unit", "daypart", "weekday", "month", "season", "word"},
    "count": {"unit", "units"},
    "shifttold": {"turn", "told", "dayword", "article"},
    "edge": {
        "of",
        "dash",
        "article",
        "turn",
        "told",
        "yearword",
        "unit",
        "month",
        "season",
        "number",
        "ordinal",
        "roman",
        "decade",
        "tens",
    },
    "to": {"present"},
    "word": {"number"},
}
_OPENERS = frozenset({"from", "between", "until", "since"})

# '3 October, 2018 - 18:20', '12 May 2023, 14:05', '19/02/2014 08:30 a.m.'
_CLOCK = re.compile(
    r"(?:,| [-–|/])?\s{1,2}(?:at |в |ora |сағат )?\d{1,2}[:.]\d{2}(?::\d{2})?"
    r"(?:\s?(?:[ap]\.?m\b\.?|[AP]M\b))?(?:\s(?:hours|hs|Uhr|[A-Z]{2,4})\b)?"
)
# Kinds whose value hangs on the tense of the sentence.
_WAVERING = frozenset({"weekday", "month", "season", "quarter", "day", "interval", "relative"})


def dates_from_text(text: str, language: str | None = None) -> list[DateExpression]:
    """Every expression of a date or period in the text, in order, none overlapping.

    `language` (ISO 639-1) only decides figures like 3/10/2018 where nothing else does.
    """
    found: list[DateExpression] = []
    for start, end in windows_from_text(text):
        found += _dates_from_tokens(text, tokens_from_window(text, start, end))
    return _ordered_figures(text, found, language)


def _dates_from_tokens(text: str, tokens: list[Token]) -> list[DateExpression]:
    found = []
    i, size = 0, len(tokens) - 4
    while i < size:
        parsed = parsed_at(tokens, i) if _may_begin(tokens, i) else None
        if parsed is None:
            i += 1
            continue
        expression = _expression(text, tokens, parsed)
        if not _is_timeless(text, expression):
            found.append(expression)
        i = max(parsed.after, i + 1)
    return found


def _is_timeless(text: str, expression: DateExpression) -> bool:
    """A season alone in a sentence without a tense ('in winter the trains are late') is no date."""
    free = expression.kind == "season" and not _is_fixed(expression.first) and expression.first.toward is None
    return free and not outlook(text, expression.start, expression.end)


def _may_begin(tokens: list[Token], i: int) -> bool:
    kind = tokens[i].kind
    if kind in _DATES:
        return True
    if kind.startswith("unit:"):
        return tokens[i + 1].kind in ("shift", "shifttold")
    if kind in _OPENERS:
        return tokens[i + 1].kind in _DATES or tokens[i + 1].kind in _LEADS
    return kind in _LEADS and tokens[i + 1].kind.partition(":")[0] in _LEADS[kind]


def _expression(text: str, tokens: list[Token], parsed: Parsed) -> DateExpression:
    start, end = tokens[parsed.begin].start, tokens[parsed.after - 1].end
    if parsed.last is None and parsed.first.year and parsed.first.day and (clock := _CLOCK.match(text, end)):
        end = clock.end()
    kind = parsed.kind
    if kind == "relative" and tokens[parsed.begin].kind == "dayword" and parsed.first.base:
        kind = "rhetorical" if is_rhetorical(text, start, end, is_today=not parsed.first.base.amount) else kind
    wavering = kind in _WAVERING and not _is_fixed(parsed.last or parsed.first)
    tense = _direction(text, start, end, parsed, kind) if wavering else 0.0
    other = swapped(tokens[parsed.begin].text, parsed.first) if tokens[parsed.begin].kind == "iso" else None
    return DateExpression(start, end, kind, parsed.first, parsed.last, parsed.limit, tense, other)


def _direction(text: str, start: int, end: int, parsed: Parsed, kind: Kind) -> float:
    """The learned signs help weekdays and months; of days, nearly always the nearest is meant, and the tense is enough."""
    if kind in ("weekday", "month"):
        return lean_of_date(text, start, end, kind, parsed.limit)
    return -1.0 if parsed.limit == "since" else float(outlook(text, start, end))


def _is_fixed(point: Point) -> bool:
    return point.year is not None or point.mask is not None or (point.base is not None and point.base.unit != "weekend")


def _ordered_figures(text: str, found: list[DateExpression], language: str | None) -> list[DateExpression]:
    """3/10/2018 read with the month first where the document shows that it writes so.

    Evidence in this order: another date in figures that can be read one way only; English dates in words
    with the month first and none with the day first. Else the day comes first, as most of the world writes.
    """
    if not any(expression.swapped for expression in found):
        return found
    day_first = month_first = 0
    for expression in found:
        words = text[expression.start : expression.end]
        figures = re.match(r"(\d{1,2})/(\d{1,2})/\d", words)
        if figures and not expression.swapped and expression.first.day != expression.first.month:
            day_first, month_first = day_first + 100 * (int(figures[1]) > 12), month_first + 100 * (int(figures[2]) > 12)
        elif expression.first.day and expression.first.month and not figures:
            by_day = words.lstrip("“\"'( ")[:1].isdigit()
            day_first, month_first = day_first + by_day, month_first + (not by_day and words[:1].isalpha() and words.isascii())
    if month_first <= day_first or language not in (None, "en"):
        return found
    return [replace(one, first=one.swapped, swapped=one.first) if one.swapped else one for one in found]
