"""The signs that a date of the page is that of an event: where it stands from the trigger, and what both are.

`flows.train.event_dates` fits their weights (lexicon/event_date_signs.csv); `event_dates` adds them up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flows.dates.tense import tense_word
from flows.normalize.page import Page, Span


class Told(NamedTuple):
    """One date of the text with its value and how that was told; `placing` says what it is on the page.

    'name', 'plan', 'dateline', 'heading', 'entry' (of a chronicle) and 'text' are printed; 'page' is the day that the page was
    published, 'year' its year.
    """

    start: int
    end: int
    edtf: str
    first: date | None
    last: date | None
    kind: str
    placing: str
    basis: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One event whose date is asked, and what its sentence shows by itself."""

    page: Page
    trigger: Span
    sentence: tuple[int, int]
    is_perfect: bool
    is_title: bool
    dated: int  # dates inside the sentence, as far as they count
    day: date | None  # the day of the report: the page's, or the one that it opens with


_TURN = re.compile(r"[;]|,?\s(?:and|but|while|when|after|before|which|who|и|а|но)\s|[.!?…]\s")
_WORD = re.compile(r"[^\W\d_]+")
_GAPS = (5, 15, 30, 60, 100, 200)  # characters
_LEAD = 16  # characters before a date that hold its preposition


def signs_of_none(asked: Asked) -> set[str]:
    """The signs that nothing dates the event."""
    return {f"none {sign}" for sign in _event_signs(asked)} | {"none"}


def signs_of_date(asked: Asked, told: Told, place: str, rank: int) -> set[str]:
    """The signs of one candidate; `place` is where it was found ('inside', 'before', 'next', 'heading', 'opening', 'page'),
    `rank` its number among those there, the nearest first."""
    signs = {place, f"{place} {min(rank, 3)}", f"{place} kind {told.kind}", f"{place} is {told.placing}", f"basis {told.basis}"}
    signs |= {f"{place} {sign}" for sign in _event_signs(asked)}
    if is_to_date(told):
        signs.add("to date")
    elif ".." in told.edtf or told.basis == "bare":
        signs.add(f"{'bare' if told.basis == 'bare' else 'open'} {asked.trigger.status}")
    text = asked.page.text
    if told.end:
        lead = _WORD.findall(text, max(0, told.start - _LEAD), told.start)
        signs.add(f"{place} after {lead[-1].lower()}" if lead else f"{place} after nothing")
    if asked.day:
        ahead = told.first is not None and told.first > asked.day
        signs.add(f"{'ahead' if ahead else 'behind'} {asked.trigger.status}")
    if place == "inside":
        signs |= _way(text, asked.trigger, told)
    elif told.end:
        lines = text.count("\n", min(told.end, asked.sentence[0]), max(told.end, asked.sentence[0]))
        signs |= {f"{place} lines {min(lines, 3)}", f"{place} gap {_bucket(abs(asked.sentence[0] - told.end) // 10)}"}
    return signs


def is_to_date(told: Told) -> bool:
    """Whether it says 'to date': from nobody knows when until the day of the report."""
    return told.kind == "relative" and told.edtf.startswith("../")


def _event_signs(asked: Asked) -> set[str]:
    before = [
        word.lower() for word in _WORD.findall(asked.page.text, max(asked.sentence[0], asked.trigger.start - 30), asked.trigger.start)
    ]
    tense = next((tense for word in reversed(before[-3:]) if (tense := tense_word(word))), "nothing")
    signs = {f"status {asked.trigger.status}", f"type {asked.trigger.label}", f"sentence has {min(asked.dated, 2)}", f"tense {tense}"}
    signs.add(f"word before {before[-1] if before and before[-1] in _SMALL else 'other'}")
    if asked.is_perfect:
        signs.add("perfect")
    if asked.is_title:
        signs.add("title")
    return signs


_SMALL = frozenset(
    ("the", "a", "an", "of", "its", "his", "her", "their", "was", "were", "had", "has", "have", "be", "to", "will", "is", "are")
)


def _way(text: str, trigger: Span, told: Told) -> set[str]:
    """What lies between the trigger and a date of its sentence."""
    side = "left" if told.end <= trigger.start else "right"
    low, high = (told.end, trigger.start) if side == "left" else (trigger.end, told.start)
    gap = text[low:high] if low < high else ""
    verbs = sum(tense_word(word.lower()) in ("past", "coming", "present") for word in _WORD.findall(gap))
    turns = len(_TURN.findall(gap))
    return {
        f"{side} gap {_bucket(len(gap))}",
        f"{side} verbs {min(verbs, 3)}",
        f"{side} turns {min(turns, 3)}",
        f"{side} commas {min(gap.count(','), 2)}",
    }


def _bucket(size: int) -> int:
    return next((number for number, most in enumerate(_GAPS) if size <= most), len(_GAPS))
