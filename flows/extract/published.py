"""When a page was published: what the collector noted, else what the file states, else what the page prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from flows.dates import bounds, date_values_from_text, printed_date_line, resolved

# Of two printed lines the one that says 'published' counts before one that says 'changed'.
_CHANGED = re.compile(r"\b(?:changed|updated|modified|revised|измен|обновл|өзгертілген|жаңартылған)", re.IGNORECASE)
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
    return [bool(0 < len(line) <= MAX_DATELINE and any(c.isdigit() for c in line) and printed_date_line(line)) for line in lines]


def published_from_lines(lines: list[str]) -> Published | None:
    """The date that the page prints for itself."""
    found = []
    for line in lines:
        expression = printed_date_line(line)
        value = resolved(expression, None) if expression else None
        if value and value.first and value.last and value.reason == "explicit":
            found.append((bool(_CHANGED.search(line)), Published(value.edtf, value.first, value.last, "printed")))
    return min(found, key=lambda pair: pair[0])[1] if found else None
