"""Datelines: where a page prints its own date, on a line of its own or before the first words of a report."""

from __future__ import annotations

import re

from flows.dates.expression import DateExpression
from flows.dates.parse import dates_from_text

# 'Changed on', 'Last updated by the press office', 'Опубликовано', 'Жарияланған күні': a line with more other words than
# this says something. 375 of the 453 page dates of the authored corpus (development part) stand on such a line.
OTHER_WORDS = 4
LONGEST_LINE = 120

# The place before a wire report's date, and what closes the dateline: 'ORKNEY, South Africa, Oct 12, 2017 (Highveld Wire) - '.
LONGEST_PLACE = 60

_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}|\b(?:[ap]\.?m|[AP]M|GMT|UTC|[A-Z]{3,4}T?)\b")
_SENTENCE = re.compile(r"[.!?…]\s*$")
_CLOSING = re.compile(r"[.,]?\s*(?:/[^/\n]{2,40}/|\([^()\n]{2,40}\))?[.,]?\s*(?:[-–—]{1,2}\s|[.:]\s)")


def printed_date_line(line: str) -> DateExpression | None:
    """The date of a line that is a page's dateline: one day with its year, at most a few other words, no sentence."""
    if len(line) > LONGEST_LINE:
        return None
    full = [one for one in dates_from_text(line) if one.last is None and one.first.year and one.first.day]
    if not full:
        return None
    rest = line[: full[0].start] + " " + line[full[0].end :]
    words = _WORD.findall(_CLOCK.sub(" ", rest))
    is_sentence = len(words) > 1 and _SENTENCE.search(rest) is not None
    return None if len(words) > OTHER_WORDS or is_sentence else full[0]


def opening_date(line: str) -> DateExpression | None:
    """The date before a report's first words ('TUNIS, January 15, 2025 — The Court …'): a day after names of places only."""
    head = line[: LONGEST_PLACE * 2]
    first = next(iter(dates_from_text(head)), None)
    if first is None or first.last is not None or not first.first.day or not first.first.month or not 0 < first.start <= LONGEST_PLACE:
        return None
    places = _WORD.findall(re.sub(r"\([^()]*\)", " ", head[: first.start]))
    names = bool(places) and all(word[0].isupper() for word in places) and head[: first.start].rstrip()[-1] in ",."
    return first if names and _CLOSING.match(head, first.end) else None
