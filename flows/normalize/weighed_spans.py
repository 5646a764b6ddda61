"""Spans of one layer chosen from what the network and the word lists propose, each with the chance that it is right.

A candidate is weighed by a logistic curve over its signs: what the network thinks of its words (also where it proposed other spans),
who proposed it, what else was proposed in its place. The weights are fitted on the development documents, on which the word lists were
counted anew without them; so the chance is the row's confidence. Of candidates that overlap the likeliest stays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from typing import NamedTuple

import numpy as np

from flows.normalize.page import Span
from flows.tagging.decoding import Scores, log_probabilities
from flows.tagging.layers import PARTS, SpanLayer
from flows.tagging.pieces import MARKED, Pieces
from flows.tagging.tagged import Tagged

# Ways of the word lists to find a span that differ in how often they are right.
METHODS = ("gazetteer-1", "grammar-1", "evidence-1", "memory-1", "quote-marks-1", "reported-clause-1")
_FLOOR = -12.0  # of a logarithm: beyond it nothing more is to be told

Signs = dict[str, float]
Key = tuple[int, int, str]  # start, end, label


class Candidate(NamedTuple):
    """A span that somebody proposed, with its signs."""

    start: int
    end: int
    label: str
    status: str | None
    method: str
    signs: Signs


def candidates(
    layer: SpanLayer, pieces: Pieces, scores: Scores, network: Sequence[Tagged], lexicon: Sequence[Span], method: str
) -> list[Candidate]:
    """Every span of the layer that the network or the word lists propose, once for each label; `method` names the network's."""
    logs = log_probabilities(scores[:, layer.column : layer.column + layer.width])
    ours = {(one.start, one.end, one.label): one for one in network if one.layer == layer.name}
    theirs = {(one.start, one.end, one.label): one for one in lexicon if one.layer == layer.name and one.label != "address"}
    near_ours, near_theirs = _Near(ours), _Near(theirs)
    found: list[Candidate] = []
    for key in sorted({*ours, *theirs}):
        start, end, label = key
        first = int(np.searchsorted(pieces.word_end, start, side="right"))
        last = int(np.searchsorted(pieces.word_start, end, side="left")) - 1
        if first > last:
            continue
        one, other = ours.get(key), theirs.get(key)
        kind = layer.types.index(label) if label in layer.types else 0
        signs = _word_signs(logs[first : last + 1], kind) | {
            "network": float(one is not None),
            "lists": float(other is not None),
            "rival of network": float(near_ours.has_rival(key)),
            "rival of lists": float(near_theirs.has_rival(key)),
            "between marks": float(_fills_marks(pieces, first, last)),
            f"is {label}": 1.0,
        }
        if other is not None:
            signs |= {f"lists {label}": 1.0, f"by {other.method}": float(other.method in METHODS)}
        status = one.status if one is not None else other.status if other is not None else None
        found.append(Candidate(start, end, label, status, method if one is not None or other is None else other.method, signs))
    return found


def _word_signs(logs: Scores, kind: int) -> Signs:
    """What the network thinks of the words as one span of the type."""
    base = 1 + len(PARTS) * kind
    if len(logs) == 1:
        tags = logs[:, base + PARTS.index("S")]
    else:
        tags = logs[:, base + PARTS.index("I")].copy()
        tags[0], tags[-1] = logs[0, base + PARTS.index("B")], logs[-1, base + PARTS.index("E")]
    return {
        "always": 1.0,
        "mean": max(float(tags.mean()), _FLOOR),
        "least": max(float(tags.min()), _FLOOR),
        "outside": max(float(logs[:, 0].mean()), _FLOOR),
        "words": log(len(logs)),
    }


def _fills_marks(pieces: Pieces, first: int, last: int) -> bool:
    """Whether the words are all that stands between a pair of quote marks, but for a last comma or full stop."""
    inside, opening, closing = (MARKED.index(place) for place in ("inside", "opening", "closing"))
    before, own, after = (pieces.marks[pieces.word_piece[part]] for part in (slice(first - 1, first), first, slice(last + 1, last + 3)))
    return first > 0 and before[0] == opening and own == inside and closing in after


class _Near:
    """Spans by place: in a long text only those nearby are looked at."""

    def __init__(self, spans: Iterable[Key]) -> None:
        self._spans = sorted(spans)
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def has_rival(self, one: Key) -> bool:
        """Whether another span overlaps it."""
        start, end, _ = one
        low, high = bisect_left(self._spans, (start - self._longest,)), bisect_left(self._spans, (end,))
        return any(other != one and other[1] > start for other in self._spans[low:high])


def chance(signs: Signs, weights: Mapping[str, float]) -> float:
    """The probability that a candidate with these signs is right, between 0.01 and 0.99."""
    odds = sum(weights.get(name, 0.0) * value for name, value in signs.items())
    return min(max(1 / (1 + exp(-max(min(odds, 30.0), -30.0))), 0.01), 0.99)


def chosen(found: Sequence[Candidate], weights: Mapping[str, float], least: float) -> list[tuple[Candidate, float]]:
    """The candidates with at least such a chance, the likeliest of those that overlap, in order of their places."""
    rated = sorted(((chance(one.signs, weights), one) for one in found), key=lambda row: (-row[0], row[1][:3]))
    kept: list[tuple[int, int, Candidate, float]] = []  # in order of place, none overlapping another
    for sure, one in rated:
        if sure < least:
            break
        at = bisect_left(kept, (one.start, one.end))
        before, after = kept[at - 1 : at] if at else [], kept[at : at + 1]
        if not any(start < one.end and one.start < end for start, end, *_ in (*before, *after)):
            kept.insert(at, (one.start, one.end, one, sure))
    return [(one, sure) for _, _, one, sure in kept]
