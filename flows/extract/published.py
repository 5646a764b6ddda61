"""When a page was published: what the collector noted, else what the file states, else what the page prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flows.dates import DateExpression, bounds, date_values_from_text, opening_date, printed_date_line, resolved

# Of two printed lines the one that says 'published' counts before one that says 'changed'.
_CHANGED = re.compile(r"\b(?:changed|updated|modified|revised|измен|обновл|өзгертілген|жаңартылған)", re.IGNORECASE)
OPENING_LINES = 3  # headline, perhaps a subtitle, then the report begins
MAX_DATELINE = 120  # characters; a longer line with a date is prose


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date with its bounds and where it was found."""

    edtf: str
    first: date | None
    last: date | None
    method: str


def published_from_statement(statement: str, method: str, language: str | None = None) -> Published | None:
    """The date that a metadata value or a column of sources.csv states, to the day at most; None if it is no date."""
    statement = statement.strip()
    iso = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|[T ])", statement)
    edtf = iso.group() if iso else statement
    first, last = bounds(edtf)
    if first or last:
        return Published(edtf, first, last, method)
    for _, value in date_values_from_text(statement, language, None):
        if value and value.first and value.first == value.last:
            return Published(value.edtf, value.first, value.last, method)
    return None


def datelines(lines: list[str]) -> list[bool]:
    """Which lines are a printed date of the page and hardly anything else."""
    return [0 < len(line) <= MAX_DATELINE and any(map(str.isdigit, line)) and _printed(line) is not None for line in lines]


def published_from_lines(lines: list[str]) -> Published | None:
    """The date that the page prints for itself; a wire report opens with it ('TUNIS, January 15, 2025 (Agency) — …')."""
    found = []
    for line in lines:
        published = _explicit(_printed(line)) if len(line) <= MAX_DATELINE else None
        if published:
            found.append((bool(_CHANGED.search(line)), published))
    if found:
        return min(found, key=lambda pair: pair[0])[1]
    return next((published for line in lines[:OPENING_LINES] if (published := _explicit(opening_date(line)))), None)


@lru_cache(maxsize=1024)
def _printed(line: str) -> DateExpression | None:
    """The date line of a page is looked at for its headline and for its date, as read and as cleaned."""
    return printed_date_line(line)


def _explicit(expression: DateExpression | None) -> Published | None:
    value = resolved(expression, None) if expression else None
    if value and value.first and value.last and value.reason == "explicit":
        return Published(value.edtf, value.first, value.last, "printed")
    return None
