"""Spans of all layers in a text, from the network's scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flows.tagging.decoding import Scores, WordSpan, choice_from_scores, spans_from_scores
from flows.tagging.layers import CHOICE, SPAN_LAYERS
from flows.tagging.pieces import Pieces

_CHOSEN = {"quote": "kind", "trigger": "event"}  # layers whose label is chosen for the whole span


class Tagged(NamedTuple):
    """One span: characters, layer, label (entity type, quote kind, event type), event status, and the mean and least of the
    natural logarithms of its words' probabilities."""

    start: int
    end: int
    layer: str
    label: str
    status: str | None
    mean: float
    least: float


def tagged_from_scores(pieces: Sequence[Pieces], scores: Sequence[Scores], prices: Mapping[str, float]) -> list[list[Tagged]]:
    """The spans of each text, in order of their places; `prices` by layer (decoding.py)."""
    found: list[list[Tagged]] = [[] for _ in pieces]
    for layer in SPAN_LAYERS:
        for number, spans in enumerate(spans_from_scores(scores, layer, prices.get(layer.name, 0.0))):
            found[number] += [_tagged(layer.name, one, pieces[number], scores[number]) for one in spans]
    return [sorted(one) for one in found]


def _tagged(layer: str, span: WordSpan, pieces: Pieces, scores: Scores) -> Tagged:
    label, status = span.type, None
    if layer in _CHOSEN:
        label = _choice(_CHOSEN[layer], span, scores)
    if layer == "trigger":
        status = _choice("status", span, scores)
    start, end = int(pieces.word_start[span.first]), int(pieces.word_end[span.last])
    return Tagged(start, end, layer, label, status, span.mean, span.least)


def _choice(name: str, span: WordSpan, scores: Scores) -> str:
    choice = CHOICE[name]
    return choice_from_scores(scores, span.first, span.last, choice.column, choice.values)[0]
