"""Readers of dates to measure side by side: the grammar of this project and the library dateparser.

dateparser (BSD; it comes with htmldate and Prefect) is a bystander: nothing of a build asks it for a date.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import NamedTuple

from flows.dates import Anchor, date_values_from_text
from flows.train.date_texts import DatedText


class FoundDate(NamedTuple):
    """One date that a reader found in a text, with its value where it tells one."""

    start: int
    end: int
    edtf: str | None


Finder = Callable[[DatedText], list[FoundDate]]


def grammar_dates(page: DatedText) -> list[FoundDate]:
    """What flows.dates finds; a rhetorical 'today' is no date, as in a build."""
    anchor = Anchor(page.base, page.base) if page.base else None
    found = date_values_from_text(page.text, page.language, anchor)
    return [FoundDate(one.start, one.end, value.edtf if value else None) for one, value in found if one.kind != "rhetorical"]


def dateparser_dates(page: DatedText) -> list[FoundDate]:
    """What dateparser's search finds, read from the page's day; its values with the precision that its parser names."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.combine(page.base, time())} if page.base else {}
    found, place = [], 0
    for words, moment in search_dates(page.text, languages=[page.language], settings=settings) or []:
        start = page.text.find(words, place)
        if start < 0:
            continue
        place = start + len(words)
        found.append(FoundDate(start, place, _edtf(words, moment, page.language)))
    return found


_LENGTHS = {"day": 10, "time": 10, "week": 10, "month": 7, "year": 4}


def _edtf(words: str, moment: datetime, language: str) -> str:
    """The search tells a moment only; how much of it the words say, the parser tells of the words alone."""
    from dateparser.date import DateDataParser

    period = DateDataParser(languages=[language]).get_date_data(words).period
    return moment.date().isoformat()[: _LENGTHS.get(period, 10)]


FINDERS: dict[str, Finder] = {"grammar": grammar_dates, "dateparser": dateparser_dates}
