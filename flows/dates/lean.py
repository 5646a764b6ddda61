"""Whether a date without a year lies ahead of the day of its page or behind it, told by the words around it.

A logistic regression over the words before the date and the tenses of its sentence; `flows.train.leans` fits the weights
on the authored corpus and tells how often they are right beside the tense alone.
"""

from __future__ import annotations

import re
from functools import cache

from flows.dates.tense import outlook, tense_word
from flows.dates.words import rows_from_lexicon

NEAR = 4  # words before the date that count by themselves ('delayed until', 'resumes on'), of 3 to 25 tried
_REACH = 140  # characters on both sides; sentences of news have some 130
_FARTHEST = 25  # words
_PIECE = re.compile(r"[^\W\d_]+(?:['’]\w+)?|[.!?…;:\n,“”\"]|\d+")
_STOPS = frozenset(".!?…;\n")


def lean_of_date(text: str, start: int, end: int, kind: str, limit: str | None) -> float:
    """Log-odds that a date lies ahead: above nought it is to come. The signs are English; elsewhere the tense alone tells."""
    if not text[start].isascii():
        return float(outlook(text, start, end))
    return sum(_weights().get(sign, 0.0) for sign in signs_of_date(text, start, end, kind, limit))


def lean_of_month(months_ahead: int) -> float:
    """What the calendar adds where a month is named without a year, by how many months ahead the next one lies."""
    return _weights().get(f"months ahead {months_ahead}", 0.0)


def signs_of_date(text: str, start: int, end: int, kind: str, limit: str | None) -> set[str]:
    """What the sentence shows of the direction, each sign once."""
    before = _clause(_PIECE.findall(text, max(0, start - _REACH), start)[::-1])
    after = _clause(_PIECE.findall(text, end, end + _REACH))
    signs = {"any", f"kind {kind}", f"tense {outlook(text, start, end)}", f"limit {limit}", f"before {before[0] if before else 'nothing'}"}
    signs.update(f"near {word}" for word in before[:NEAR])
    for side, words in (("back", before), ("on", after)):
        tenses = [tense for tense in map(tense_word, words[:_FARTHEST]) if tense]
        signs.update(f"{side} {tense}" for tense in tenses)
        signs.add(f"first {side} {next((tense for tense in tenses if tense != 'ing'), 'nothing')}")
    return signs


def _clause(pieces: list[str]) -> list[str]:
    """The words up to the end of the sentence."""
    stop = next((number for number, piece in enumerate(pieces) if piece in _STOPS), len(pieces))
    return [piece.lower() for piece in pieces[:stop]]


@cache
def _weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in rows_from_lexicon("lean_signs.csv")}
