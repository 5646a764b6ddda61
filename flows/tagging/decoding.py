"""The best spans of each layer, given how likely each word's tags are.

Viterbi over the tags O, B, I, E, S: only B and I go on to I and E of the same type, and each span begun pays its layer's price
(or gets it, where spans are rare and the network too shy), so that long spans are not torn apart by one doubtful word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flows.tagging.layers import PARTS, SpanLayer

Scores = NDArray[np.float32]
_B, _I, _E, _S = range(len(PARTS))
_NEVER = np.float32(-1e9)
_SURE, _BESIDE = 5.0, 4  # how much likelier outside (its logarithm), and how many such words on each side
_TOGETHER = 100_000  # words, with their filling, that are decoded at once: some 20 MB


class WordSpan(NamedTuple):
    """Words `first` to `last` (included) of one layer."""

    first: int
    last: int
    type: str
    mean: float  # of the natural logarithms of its tags' probabilities
    least: float


def log_probabilities(scores: Scores) -> Scores:
    """Logarithms of the softmax over the last axis."""
    top = scores.max(axis=-1, keepdims=True)
    shifted = scores - top
    found: Scores = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return found


def spans_from_scores(texts: Sequence[Scores], layer: SpanLayer, price: float) -> list[list[WordSpan]]:
    """The spans of one layer in each text; a text's scores have one row a word and the network's columns."""
    logs = [log_probabilities(scores[:, layer.column : layer.column + layer.width]) for scores in texts]
    tags = [np.zeros(len(one), dtype=np.int64) for one in logs]
    stretches = [(number, *ends) for number, one in enumerate(logs) for ends in _stretches(one, price)]
    for group in _groups(sorted(stretches, key=_length)):
        for (number, start, end), path in zip(group, _best_tags([logs[at][start:end] for at, start, end in group], price), strict=True):
            tags[number][start:end] = path
    return [_spans(path, one, layer.types) for path, one in zip(tags, logs, strict=True)]


def _stretches(logs: Scores, price: float) -> list[tuple[int, int]]:
    """The words that may belong to spans, with some around them; what lies between is outside beyond doubt.

    To go over nine words that are each e^5 times likelier outside, a span would need an end and a beginning beside them that are
    less likely still by half of e^45. Most of a text falls out so, and a long one becomes many short ones, which are decoded at once.
    """
    if not len(logs):
        return []
    doubtful = logs[:, 0] - logs[:, 1:].max(axis=1) + min(price, 0.0) < _SURE
    near = np.convolve(doubtful, np.ones(2 * _BESIDE + 1))[_BESIDE : _BESIDE + len(logs)] > 0.5
    ends = np.flatnonzero(np.diff(near.astype(np.int8), prepend=0, append=0)).tolist()
    return list(zip(ends[::2], ends[1::2], strict=True))


def _length(stretch: tuple[int, int, int]) -> int:
    return stretch[2] - stretch[1]


def _groups(stretches: Sequence[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Stretches of like length together, the shortest first: a loop over words serves them all at once."""
    groups: list[list[tuple[int, int, int]]] = []
    for one in stretches:
        group = groups[-1] if groups else []
        if group and _length(one) <= 1.5 * _length(group[0]) + 16 and (len(group) + 1) * _length(one) <= _TOGETHER:
            group.append(one)
        else:
            groups.append([one])
    return groups


def _best_tags(logs: Sequence[Scores], price: float) -> list[NDArray[np.int64]]:
    """The best tag of each word of each text: 0 for O, else 1 + 4 * type + part."""
    longest, many = max(len(one) for one in logs), len(logs)
    kinds = (logs[0].shape[1] - 1) // len(PARTS)
    outside = np.zeros((longest, many), dtype=np.float32)
    parts = np.full((longest, many, kinds, len(PARTS)), 0, dtype=np.float32)
    for number, one in enumerate(logs):
        outside[: len(one), number] = one[:, 0]
        parts[: len(one), number] = one[:, 1:].reshape(len(one), kinds, len(PARTS))
        parts[len(one) :, number] = _NEVER  # after its end a text is outside
    parts[..., _B] -= price
    parts[..., _S] -= price
    free = np.zeros(many, dtype=np.float32)  # the best score of a word after which no span is open
    begun = np.full((many, kinds), _NEVER, dtype=np.float32)
    going = begun.copy()
    came_free = np.zeros((longest, many), dtype=np.int64)  # the tag that each word has, if no span is open after it
    came_going = np.zeros((longest, many, kinds), dtype=bool)  # whether an open span went on rather than just began
    for at in range(longest):
        open_span = np.maximum(begun, going)
        came_going[at] = going > begun
        ended = open_span + parts[at, :, :, _E]
        alone = free[:, None] + parts[at, :, :, _S]
        choices = np.concatenate([(free + outside[at])[:, None], ended, alone], axis=1)
        begun, going = free[:, None] + parts[at, :, :, _B], open_span + parts[at, :, :, _I]
        best = choices.argmax(axis=1)
        free = np.take_along_axis(choices, best[:, None], axis=1)[:, 0]
        came_free[at] = best
    return [_path(came_free[: len(one), number], came_going[: len(one), number], kinds) for number, one in enumerate(logs)]


def _path(came_free: NDArray[np.int64], came_going: NDArray[np.bool_], kinds: int) -> NDArray[np.int64]:
    tags = np.zeros(len(came_free), dtype=np.int64)
    at = len(came_free) - 1
    while at >= 0:
        choice = int(came_free[at])
        if choice > kinds:
            tags[at] = 1 + len(PARTS) * (choice - kinds - 1) + _S
        elif choice:
            kind = choice - 1
            tags[at] = 1 + len(PARTS) * kind + _E
            while came_going[at, kind]:
                at -= 1
                tags[at] = 1 + len(PARTS) * kind + _I
            at -= 1
            tags[at] = 1 + len(PARTS) * kind + _B
        at -= 1
    return tags


def _spans(tags: NDArray[np.int64], logs: Scores, types: Sequence[str]) -> list[WordSpan]:
    spans: list[WordSpan] = []
    chosen = logs[np.arange(len(tags)), tags]
    first = 0
    for at in np.flatnonzero(tags):
        kind, part = divmod(int(tags[at]) - 1, len(PARTS))
        if part in (_B, _S):
            first = int(at)
        if part in (_E, _S):
            inside = chosen[first : at + 1]
            spans.append(WordSpan(first, int(at), types[kind], float(inside.mean()), float(inside.min())))
    return spans


def mean_chance(scores: Scores, column: int, width: int, wanted: Sequence[int]) -> float:
    """The mean over words of the probability that one of the `wanted` columns of a part is right; 0 without words."""
    chances = np.exp(log_probabilities(scores[:, column : column + width]))
    return float(chances[:, list(wanted)].sum(axis=1).mean()) if len(chances) else 0.0


def choice_from_scores(scores: Scores, first: int, last: int, column: int, values: Sequence[str]) -> tuple[str, float]:
    """The value that words `first` to `last` together make most likely, and the mean of its logarithms."""
    logs = log_probabilities(scores[first : last + 1, column : column + len(values)]).mean(axis=0)
    best = int(logs.argmax())
    return values[best], float(logs[best])
