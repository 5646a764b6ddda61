"""Words that may tell an event, as the network and the word lists propose them, each with what the network thinks of it.

The network proposes also words of which it thinks little: a date beside one or a crowd of events around it tell what it did not learn
to see (trigger_signs.py), and a curve weighs both (weighed_triggers.py).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from flows.normalize.page import Span, starting_within
from flows.tagging.decoding import Scores, log_probabilities
from flows.tagging.layers import CHOICE, SPAN_LAYER
from flows.tagging.pieces import Numbers, Pieces
from flows.tagging.tagged import Tagged

FLOOR = 0.02  # least chance of a word: of 489 events on documents that the network had not seen, 8 in 100 lie below and little else above
# Added to the logarithm of a type's chance where the word lists read it so. Types right of 439: 0.806 without, 0.813 with 1, 0.811 with 2.
LISTED = 1.0
_LONGEST = 40  # characters of a word or phrase of the lists
_LAYER, _TYPES, _STATUSES = SPAN_LAYER["trigger"], CHOICE["event"], CHOICE["status"]


class Candidate(NamedTuple):
    """A word or phrase that may tell an event.

    `by`: a span of the "network", a "word" that it thinks something of, or one that the "lists" alone propose. `chance`: the network's that
    one of its words tells an event. `type_log`: the logarithm of the type's chance if it does. `listed`: the type of the lists, if any.
    """

    start: int
    end: int
    type: str
    status: str
    by: str
    chance: float
    type_log: float
    listed: str | None


class _Read(NamedTuple):
    """What the network thinks of each word: its chance to tell an event, the logarithms of types' and statuses' chances."""

    told: Scores
    types: Scores
    statuses: Scores


def candidates_from_scores(pieces: Pieces, scores: Scores, tagged: Iterable[Tagged], lexicon: Iterable[Span]) -> list[Candidate]:
    """The candidates of a page in order, none overlapping another."""
    read = _read(scores)
    listed = sorted(one for one in lexicon if one.layer == "trigger")
    proposed = _Places({(one.start, one.end): "network" for one in tagged if one.layer == "trigger"})
    proposed.add(_words_told(pieces, read.told), "word")
    proposed.add(((one.start, one.end) for one in listed), "lists")
    return [_candidate(pieces, read, start, end, by, listed) for (start, end), by in sorted(proposed.by.items())]


def _read(scores: Scores) -> _Read:
    def logs(column: int, width: int) -> Scores:
        return log_probabilities(scores[:, column : column + width])

    outside = logs(_LAYER.column, _LAYER.width)[:, 0]
    return _Read(1 - np.exp(outside), logs(_TYPES.column, _TYPES.width), logs(_STATUSES.column, _STATUSES.width))


class _Places:
    """Characters -> who proposed them first."""

    def __init__(self, by: dict[tuple[int, int], str]) -> None:
        self.by = by

    def add(self, places: Iterable[tuple[int, int]], who: str) -> None:
        """Adds the places that overlap none of those proposed before."""
        taken = sorted(self.by)
        for start, end in places:
            at = bisect_left(taken, (end,))
            if at == 0 or taken[at - 1][1] <= start:
                self.by[start, end] = who


def _words_told(pieces: Pieces, told: Scores) -> list[tuple[int, int]]:
    """The likeliest word of each run of words of a line that reach the FLOOR: a phrase is one candidate."""
    places: list[tuple[int, int]] = []
    best = last = -1
    for at in [*np.flatnonzero(told >= FLOOR).tolist(), -1]:
        goes_on = best >= 0 and at == last + 1 and pieces.word_line[at] == pieces.word_line[last]
        if best >= 0 and not goes_on:
            places.append((int(pieces.word_start[best]), int(pieces.word_end[best])))
        best, last = (best if goes_on and told[best] >= told[at] else at), at
    return places


def _candidate(pieces: Pieces, read: _Read, start: int, end: int, by: str, lists: Sequence[Span]) -> Candidate:
    words = _words_between(pieces, start, end)
    listed = next((one.label for one in starting_within(lists, start - _LONGEST, end - 1) if one.end > start), None)
    types = read.types[words].mean(axis=0)
    if listed in _TYPES.values:
        types[_TYPES.values.index(listed)] += LISTED
    best = int(types.argmax())
    status = _STATUSES.values[int(read.statuses[words].mean(axis=0).argmax())]
    type_log = float(types[best] - np.log(np.exp(types).sum()))
    return Candidate(start, end, _TYPES.values[best], status, by, float(read.told[words].max()), type_log, listed)


def _words_between(pieces: Pieces, start: int, end: int) -> slice | Numbers:
    first = min(int(np.searchsorted(pieces.word_end, start, side="right")), len(pieces.word_end) - 1)
    return slice(first, max(int(np.searchsorted(pieces.word_start, end, side="left")), first + 1))
