"""The years in which a page without a date can have been written, told by the years and the names that it uses.

A weekday with its day of the month comes back after 5, 6 or 11 years ('Friday, 6 February': 2015, 2026, 2032), so
a span of up to five years holds one such day at most.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from flows.dates import DateExpression
from flows.dates.tense import outlook
from flows.normalize.authority import authority_from_folder
from flows.normalize.fold import fold

# Of 410 pages of the authored corpus (development part) whose newest year told is not after their own, 370 were written
# in that year, 5 in the next one, and hardly more in any other: a longer span would find more chance weekdays than dates.
SPAN = 2
WEB = 1991  # the year of the first web page; a page that only tells older years tells history


def writing_years(text: str, expressions: Iterable[DateExpression], mentions: Iterable[dict[str, Any]]) -> tuple[int, int] | None:
    """The first and last year in which the page can have been written; None where nothing tells them.

    The first is the newest year told as past, or the year in which the newest of its names was given. A page with
    such a year is about fresh things. A name that lives on tells no last year, but the table of names does: it is
    kept up to its own newest name.
    """
    told = max((year for one in expressions if (year := _past_year(text, one))), default=0)
    named = max((year for one in mentions if (year := _first_year(one))), default=0)
    if max(told, named) < WEB:
        return None
    if told >= named:
        return told, told + SPAN - 1
    return named, max(_first_years().values()) + SPAN - 1


def _past_year(text: str, expression: DateExpression) -> int | None:
    """The year of an expression that a page tells as past or present; ends of intervals lie ahead too often."""
    year = expression.first.year
    return year if year and expression.limit != "until" and outlook(text, expression.start, expression.end) <= 0 else None


def _first_year(mention: dict[str, Any]) -> int | None:
    """The year before which nobody used this name of a known thing."""
    kind, _, known = mention["entity_key"].partition(":")
    return _first_years().get((known, fold(mention["text"]))) if kind == "authority" else None


@cache
def _first_years() -> dict[tuple[str, str], int]:
    """(authority id, folded name) -> the year in which that name was first given."""
    years: dict[tuple[str, str], int] = {}
    for alias in authority_from_folder().aliases:
        if alias.valid_from:
            name = alias.authority_id, fold(alias.alias)
            years[name] = min(alias.valid_from.year, years.get(name, alias.valid_from.year))
    return years
