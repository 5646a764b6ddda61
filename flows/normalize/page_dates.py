"""The dates of a page with their values, and what each is on the page: text, heading, dateline, part of a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from typing import Any

from flows.dates import Anchor, DateExpression, DateValue, date_values_from_text, is_heading, resolved
from flows.dates.headings import LEAST
from flows.normalize.event_date_signs import Told
from flows.normalize.page import Page, Span
from flows.normalize.writing_years import writing_years

Values = list[tuple[DateExpression, DateValue | None]]

# 'ASTANA, 5 May (Agency) —': the day of the report, at the head of a paragraph before a dash, a bracket or the end of the line.
_DATELINE = re.compile(r"(?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\s,]*[\s,/(–—-]+){1,7}")
_AFTER_DATELINE = re.compile(r"[^\w\n]{0,3}(?:\([^)\n]{2,40}\)|/[^/\n]{2,40}/)?\s*(?:[-–—]|\n|$)")
_PLAN_YEARS = re.compile(r"\b(?:for|to|на)\s\d{4}(?:\s?[-–—/]\s?\d{2,4})?$")  # 'a Roadmap for 2019-2021': what is planned, not when
OPENING = 2  # sentences: the headline and the first one of the text


def dates_of_page(page: Page, names: list[Span], mentions: Iterable[dict[str, Any]] = ()) -> list[Told]:
    """The page's own day and year where it has them, then the dates of its text that have a value, in order; `names` are
    the spans in which a date is part of a name."""
    told = []
    for expression, value in _values(page, names, mentions):
        if value is not None:
            placing = _placing(page, expression, names)
            told.append(Told(expression.start, expression.end, value.edtf, value.first, value.last, expression.kind, placing, value.reason))
    return [*_own_dates(page), *_with_entries(page, told)]


def _with_entries(page: Page, told: list[Told]) -> list[Told]:
    """The dates, those of a chronicle or programme marked as entries: dates alone on their lines, one after another in order of time."""
    alone = [
        at for at, one in enumerate(told) if one.placing in ("dateline", "heading", "text") and one.first and _is_alone(page.text, one)
    ]
    days = [one.first for one in (told[at] for at in alone) if one.first]
    if len(days) < LEAST or days not in (sorted(days), sorted(days, reverse=True)):
        return told
    marked = set(alone)
    return [one._replace(placing="entry") if at in marked else one for at, one in enumerate(told)]


def _is_alone(text: str, one: Told) -> bool:
    start, stop = text.rfind("\n", 0, one.start) + 1, text.find("\n", one.end)
    return not re.search(r"\w", text[start : one.start] + text[one.end : len(text) if stop < 0 else stop])


def year_of_page(page: Page) -> Told | None:
    """The year of the page's date: when its main happening was, told in the simple past without a date of its own."""
    if page.published_from is None or page.published_until is None or page.published_from.year != page.published_until.year:
        return None
    year = page.published_from.year
    return Told(0, 0, f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "year", "year", "published")


def _own_dates(page: Page) -> list[Told]:
    day = page.published_from
    own = [Told(0, 0, day.isoformat(), day, day, "day", "page", "published")] if day and day == page.published_until else []
    year = year_of_page(page)
    return [*own, year] if year else own


def _placing(page: Page, expression: DateExpression, names: list[Span]) -> str:
    start, end = expression.start, expression.end
    if _in_name(start, end, names):
        return "name"
    if _PLAN_YEARS.search(page.text, max(0, start - 5), end):
        return "plan"
    if _is_dateline(page, start, end):
        return "dateline" if expression.first.year else "heading"
    return "heading" if is_heading(page.text, expression) else "text"


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
            if not _in_name(one.start, one.end, names) and not _PLAN_YEARS.search(page.text, max(0, one.start - 5), one.end)
        ]
        first, last = writing_years(page.text, free, mentions) or (None, None)
        values = [
            (one, resolved(one, None, years_not_before=first, years_not_after=last) if _is_unknown(value) else value)
            for one, value in values
        ]
    opening = page.sentences[min(OPENING, len(page.sentences)) - 1][1] if page.sentences else 0
    days = (value.first for one, value in values if one.end <= opening and value and value.first and value.first == value.last)
    if report := next(days, None):
        day = Anchor(report, report)
        values = [
            (one, resolved(one, day) if _is_unknown(value) or (one.limit == "until" and value is None) else value) for one, value in values
        ]
    return values


def _is_unknown(value: DateValue | None) -> bool:
    return value is not None and value.edtf.startswith("XXXX")


def _in_name(start: int, end: int, names: list[Span]) -> bool:
    at = bisect_left(names, start + 1, key=lambda span: span.start) - 1
    return at >= 0 and names[at].start <= start and end <= names[at].end


def _is_dateline(page: Page, start: int, end: int) -> bool:
    line = page.text.rfind("\n", 0, start) + 1
    head = page.text[line:start]
    return (not head or _DATELINE.fullmatch(head) is not None) and _AFTER_DATELINE.match(page.text, end) is not None
