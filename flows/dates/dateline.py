"""Datelines: lines of a page that print its date and hardly anything else."""

from __future__ import annotations

import re

from flows.dates.expression import DateExpression
from flows.dates.parse import dates_from_text

# 'Changed on', 'Last updated by the press office', 'Опубликовано', 'Жарияланған күні': beyond this many other words a
# line says something. Measured on the authored corpus, see tests.
OTHER_WORDS = 4

_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}|\b(?:[ap]\.?m|[AP]M|GMT|UTC|[A-Z]{3,4}T?)\b")


def printed_date_line(line: str) -> DateExpression | None:
    """The date of a line that is a page's dateline: one day with its year, at most a few other words, no sentence."""
    if len(line) > 120:
        return None
    found = [one for one in dates_from_text(line) if one.last is None]
    full = [one for one in found if one.first.year and one.first.day]
    if not full:
        return None
    expression = full[0]
    rest = line[: expression.start] + " " + line[expression.end :]
    words = _WORD.findall(_CLOCK.sub(" ", rest))
    if len(words) > OTHER_WORDS or (re.search(r"[.!?…]\s*$", rest.strip()) and len(words) > 1):
        return None
    return expression
