"""What is fitted on the development documents once the network is trained: prices of spans and curves of confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from flows.tagging.confidence import WEIGHTS, signs
from flows.tagging.decoding import Scores
from flows.tagging.layers import SPAN_LAYERS
from flows.tagging.pieces import Pieces
from flows.tagging.tagged import Tagged, tagged_from_scores
from flows.train.tagger.examples import Example
from flows.train.tagger.matched import LAYERS, Counts, counts_from_examples, right_spans

PRICES = (-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
# How a layer counts: rows of quotes are right by overlap, since the exact end of a clause is a matter of taste, and those of events
# by the sentence that tells them.
MATCH = {"quote": "overlap", "trigger": "sentence"}
_LEAST = 40  # spans that a label needs for a curve of its own
_RIDGE = 1.0


def prices_from_examples(examples: Sequence[Example], pieces: Sequence[Pieces], scores: Sequence[Scores]) -> dict[str, float]:
    """For each layer the price with the best F1; of equals the one nearest to nothing."""
    best: dict[str, tuple[float, float, float]] = {}
    for price in PRICES:
        tagged = tagged_from_scores(pieces, scores, {layer.name: price for layer in SPAN_LAYERS})
        counts = counts_from_examples(examples, tagged)
        for layer in SPAN_LAYERS:
            found = (layer_f1(counts, layer.name), -abs(price), price)
            best[layer.name] = max(best.get(layer.name, found), found)
    return {name: price for name, (_, _, price) in best.items()}


def layer_f1(counts: Counts, layer: str) -> float:
    """F1 of a layer as its figures count it."""
    return counts[layer, "all", MATCH.get(layer, "exact")].f1


def confidence_weights(examples: Sequence[Example], pieces: Sequence[Pieces], tagged: Sequence[Sequence[Tagged]]) -> dict[str, list[float]]:
    """The weights of each layer, and of each of its labels that has enough spans."""
    rows: dict[str, list[tuple[tuple[float, ...], bool]]] = defaultdict(list)
    for example, of_text, spans in zip(examples, pieces, tagged, strict=True):
        right = {(layer, *one) for layer in LAYERS if layer in example.known for one in right_spans(example, spans, layer)}
        for span in (one for one in spans if one.layer in example.known):
            words = int(np.searchsorted(of_text.word_start, span.end) - np.searchsorted(of_text.word_start, span.start))
            row = signs(span, words), (span.layer, span.start, span.end, span.label) in right
            rows[span.layer].append(row)
            if span.label:
                rows[f"{span.layer} {span.label}"].append(row)
    enough = {name: found for name, found in rows.items() if " " not in name or len(found) >= _LEAST}
    return {name: [round(float(one), 4) for one in logistic_weights(found)] for name, found in sorted(enough.items())}


def logistic_weights(rows: Sequence[tuple[tuple[float, ...], bool]]) -> NDArray[np.float64]:
    """Weights of a logistic regression with a little ridge, by Newton's steps."""
    x = np.array([values for values, _ in rows], dtype=np.float64)
    y = np.array([right for _, right in rows], dtype=np.float64)
    weights = np.zeros(len(WEIGHTS))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - chance) - _RIDGE * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + _RIDGE * np.eye(len(WEIGHTS))
        weights = weights + np.linalg.solve(curve, slope)
    return weights
