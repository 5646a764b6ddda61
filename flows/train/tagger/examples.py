"""An annotated text that the network learns from, and the numbers that its words should get."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from flows.tagging.layers import CHOICES, PARTS, SPAN_LAYERS
from flows.tagging.pieces import Numbers, Pieces

UNJUDGED = -100  # the target of a word about which the annotation says nothing
TARGETS = [*(layer.name for layer in SPAN_LAYERS), *(choice.name for choice in CHOICES)]


class Marked(NamedTuple):
    """Characters that a layer of spans (or a choice) has a label for."""

    layer: str
    label: str
    start: int
    end: int


@dataclass(frozen=True)
class Example:
    """A text with what its annotation tells.

    `known`: layers of spans that are annotated throughout, so that a word without a span is none; `unjudged`: characters of
    which a layer's annotation says nothing ('' for every layer but noise).
    """

    source: str
    text: str
    marked: tuple[Marked, ...]
    known: frozenset[str]
    unjudged: tuple[Marked, ...] = field(default=())


def targets_from_example(example: Example, pieces: Pieces) -> Numbers:
    """One row a word, one column for each of TARGETS."""
    targets = np.full((len(pieces.word_start), len(TARGETS)), UNJUDGED, dtype=np.int64)
    for column, layer in enumerate(SPAN_LAYERS):
        if layer.name in example.known:
            targets[:, column] = 0
            for one in _outermost(example, layer.name):
                first, last = _words(pieces, one)
                if first <= last:
                    base = 1 + len(PARTS) * layer.types.index(one.label)
                    targets[first : last + 1, column] = base + PARTS.index("I")
                    targets[last, column] = base + PARTS.index("E")
                    targets[first, column] = base + PARTS.index("S" if first == last else "B")
    for column, choice in enumerate(CHOICES, len(SPAN_LAYERS)):
        if choice.name in example.known:
            targets[:, column] = 0
        for one in _outermost(example, choice.name):
            if one.label in choice.values:
                first, last = _words(pieces, one)
                targets[first : last + 1, column] = choice.values.index(one.label)
    for one in example.unjudged:
        first, last = _words(pieces, one)
        columns = [TARGETS.index(one.layer)] if one.layer else [at for at, name in enumerate(TARGETS) if name != "noise"]
        targets[first : last + 1, columns] = UNJUDGED
    return targets


def _outermost(example: Example, layer: str) -> list[Marked]:
    """The spans of a layer or choice; of spans within one another the longest, so that a quote has one kind."""
    kept: list[Marked] = []
    for one in sorted((one for one in example.marked if one.layer == layer), key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _words(pieces: Pieces, one: Marked) -> tuple[int, int]:
    """The first and last word that share characters with the span."""
    first = int(np.searchsorted(pieces.word_end, one.start, side="right"))
    last = int(np.searchsorted(pieces.word_start, one.end, side="left")) - 1
    return first, last
