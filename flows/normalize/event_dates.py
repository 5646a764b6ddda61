"""When an event happened: the date beside its trigger, as far as the document tells it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from flows.dates import Anchor, DateExpression, DateValue, date_values_from_text, resolved
from flows.normalize.page import Page, Span, starting_within
from flows.normalize.writing_years import writing_years

Values = list[tuple[DateExpression, DateValue | None]]


class Told(NamedTuple):
    """One date of the text with its value; `weight` is how little it is likely to date an event beside it."""

    start: int
    end: int
    edtf: str
    first: date | None
    last: date | None
    kind: str
    weight: int


_TURN = re.compile(r"[;]|,?\s(?:and|but|while|when|after|before|which|who|и|а|но)\s|[.!?…]\s")
_PERFECT = re.compile(r"(?<!\w)(?:has|have|having)\s(?:\w+\s){0,2}$")
# 'ASTANA, 5 May (Agency) —': the day of the report, at the head of a paragraph before a dash, a bracket or the end of the line.
_DATELINE = re.compile(r"(?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\s,]*[\s,/(–—-]+){1,7}")
_AFTER_DATELINE = re.compile(r"[^\w\n]{0,3}(?:\([^)\n]{2,40}\)|/[^/\n]{2,40}/)?\s*(?:[-–—]|\n|$)")
_PLAN_YEARS = re.compile(r"\b(?:for|to|на)\s\d{4}(?:\s?[-–—/]\s?\d{2,4})?$")  # 'a Roadmap for 2019-2021': what is planned, not when
_OPENING = 2  # sentences: the headline and the first one of the text
_FAR = 600  # characters: a date told further back no longer dates what follows
_ASIDE = 80  # what a date line, a date inside a name or a bare year must be nearer by than another date


def dates_of_page(page: Page, names: list[Span], mentions: Iterable[dict[str, Any]] = ()) -> list[Told]:
    """The dates of a page that have a value, in order; `names` are the spans in which a date is part of a name."""
    told = []
    for expression, value in _values(page, names, mentions):
        if value is None:
            continue
        weight = 0
        if _in_name(expression.start, expression.end, names) or _PLAN_YEARS.search(page.text, expression.start - 5, expression.end):
            weight = 4 * _ASIDE
        elif _is_dateline(page, expression.start, expression.end):
            weight = 2 * _ASIDE
        elif expression.limit is not None or expression.kind in ("decade", "century"):
            weight = _ASIDE
        elif expression.kind == "year":
            weight = _ASIDE // 2
        told.append(Told(expression.start, expression.end, value.edtf, value.first, value.last, expression.kind, weight))
    return told


def _values(page: Page, names: list[Span], mentions: Iterable[dict[str, Any]]) -> Values:
    """The expressions of a page with their values. On a page without a date, the years in which it can have been written
    tell that of a weekday with its day; the day that the page opens with is then the day of the report."""
    if page.published_from and page.published_until:
        return date_values_from_text(page.text, page.language, Anchor(page.published_from, page.published_until))
    values = date_values_from_text(page.text, page.language)
    if any(_is_unknown(value) for expression, value in values if expression.first.weekday is not None):
        free = [
            one
            for one, _ in values
            if not _in_name(one.start, one.end, names) and not _PLAN_YEARS.search(page.text, one.start - 5, one.end)
        ]
        first, last = writing_years(page.text, free, mentions) or (None, None)
        values = [
            (one, resolved(one, None, years_not_before=first, years_not_after=last) if _is_unknown(value) else value)
            for one, value in values
        ]
    opening = page.sentences[min(_OPENING, len(page.sentences)) - 1][1] if page.sentences else 0
    days = (value.first for one, value in values if one.end <= opening and value and value.first and value.first == value.last)
    if report := next(days, None):
        day = Anchor(report, report)
        values = [
            (one, resolved(one, day) if _is_unknown(value) or (one.limit == "until" and value is None) else value) for one, value in values
        ]
    return values


def _is_unknown(value: DateValue | None) -> bool:
    return value is not None and value.edtf.startswith("XXXX")


def date_of_trigger(page: Page, trigger: Span, sentence: tuple[int, int], dates: list[Told]) -> Told | None:
    """The date of the trigger's sentence that stands nearest to it, a turn of the clause counting as distance;
    what is told in the past without a date goes on from the day told before."""
    at = bisect_left(dates, sentence[0], key=lambda told: told.start)
    inside = [told for told in starting_within(dates, *sentence) if told.end <= sentence[1] and told.weight < 4 * _ASIDE]
    if inside:
        return _on_the_right_side(page, trigger, min(inside, key=lambda told: _cost(page.text, trigger, told)))
    if trigger.status != "occurred" or is_perfect(page, trigger, sentence):
        return None
    for place in range(at - 1, -1, -1):
        told = dates[place]
        if sentence[0] - told.end > _FAR:
            return None
        if told.weight == 0 and len(told.edtf) == len("2018-10-03") and not _is_future(page, told):
            return told
    return None


def is_perfect(page: Page, trigger: Span, sentence: tuple[int, int]) -> bool:
    """Whether the trigger stands in the present perfect, which tells no time."""
    return _PERFECT.search(page.text[max(sentence[0], trigger.start - 30) : trigger.start]) is not None


def year_of_page(page: Page) -> Told | None:
    """The year of the page's date: when its main happening was, told in the simple past without a date of its own."""
    if page.published_from is None or page.published_until is None or page.published_from.year != page.published_until.year:
        return None
    year = page.published_from.year
    return Told(0, 0, f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "year", 0)


def _on_the_right_side(page: Page, trigger: Span, told: Told) -> Told:
    """A bare weekday lies before the page's date where the event has happened, after it where it is planned."""
    if told.kind != "weekday" or told.first is None or told.first != told.last or page.published_from is None:
        return told
    shift = 0
    if trigger.status == "occurred" and told.first > page.published_from:
        shift = -7
    elif trigger.status == "planned" and told.first < page.published_from:
        shift = 7
    day = told.first + timedelta(days=shift)
    return told._replace(first=day, last=day, edtf=day.isoformat()) if shift else told


def _cost(text: str, trigger: Span, told: Told) -> int:
    low, high = (told.end, trigger.start) if told.end <= trigger.start else (trigger.end, told.start)
    gap = text[low:high] if low < high else ""
    return len(gap) + 60 * len(_TURN.findall(gap)) - (8 if told.start > trigger.start else 0) + told.weight


def _is_future(page: Page, told: Told) -> bool:
    return page.published_until is not None and told.first is not None and told.first > page.published_until


def _in_name(start: int, end: int, names: list[Span]) -> bool:
    at = bisect_left(names, start + 1, key=lambda span: span.start) - 1
    return at >= 0 and names[at].start <= start and end <= names[at].end


def _is_dateline(page: Page, start: int, end: int) -> bool:
    line = page.text.rfind("\n", 0, start) + 1
    head = page.text[line:start]
    return (not head or _DATELINE.fullmatch(head) is not None) and _AFTER_DATELINE.match(page.text, end) is not None
