"""When a page was published: what the collector noted, else what the file states, else what the page prints."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from math import exp

from flows.dates import DateExpression, bounds, date_values_from_text, printed_date_line
from flows.extract.published_signs import printed_dates

NONE = frozenset({"none"})  # the signs that a page prints no date of its own
# Chance from which a printed date is taken for the page's: a wrong one shifts every 'yesterday'. By cross-fitting precision and recall
# (of the pages whose date is printed) are 0.968 and 0.976 at 0.6, 0.975 and 0.969 at 0.7, 0.983 and 0.954 at 0.8, 0.985 and 0.916 at 0.9.
SURE = 0.8
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


def published_from_lines(lines: Sequence[str]) -> Published | None:
    """The date that the page prints for itself, if one is likely enough."""
    printed = printed_dates(lines)
    edtf = chosen_day([one.edtf for one in printed], [one.signs for one in printed], _weights())
    return Published(edtf, *bounds(edtf), "printed") if edtf else None


def chosen_day(days: Sequence[str], signs: Sequence[frozenset[str]], weights: Mapping[str, float], least: float = SURE) -> str | None:
    """The day whose dates together have the greatest chance, None below the least one."""
    odds: dict[str, float] = {}
    for day, shown in zip(days, signs, strict=True):
        odds[day] = odds.get(day, 0.0) + exp(sum(weights.get(sign, 0.0) for sign in shown))
    none = exp(sum(weights.get(sign, 0.0) for sign in NONE))
    best = max(odds, key=lambda day: odds[day], default=None)
    return best if best and odds[best] >= least * (none + sum(odds.values())) else None


@cache
def _weights() -> dict[str, float]:
    text = (files("flows.extract") / "published_signs.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["sign"]: float(row["weight"]) for row in rows}


@lru_cache(maxsize=1024)
def _printed(line: str) -> DateExpression | None:
    """The date line of a page is looked at for its headline and for its date, as read and as cleaned."""
    return printed_date_line(line)
