"""What is fitted on the development documents once the network is trained: prices of spans and weights of candidates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.normalize.page import Span
from flows.normalize.weighed_spans import Candidate, candidates, chosen
from flows.tagging.decoding import Scores
from flows.tagging.layers import SPAN_LAYERS
from flows.tagging.pieces import Pieces
from flows.tagging.tagged import Tagged, tagged_from_scores
from flows.train.logistic import weights_from_measures
from flows.train.tagger.examples import Example
from flows.train.tagger.matched import Counts, counts_from_examples, right_spans
from flows.train.tagger.read_by import Seen

PRICES = (-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
# How a layer counts: rows of quotes are right by overlap, since the exact end of a clause is a matter of taste, and those of events
# by the sentence that tells them.
MATCH = {"quote": "overlap", "trigger": "sentence"}
LEAST = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
FOLDS = 5
RIDGE = 1.0


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


class Weighed(NamedTuple):
    """The weights of candidates' signs by layer, and the least chance with which one is kept."""

    weights: dict[str, dict[str, float]]
    least: dict[str, float]


Rows = list[tuple[list[Candidate], set[tuple[int, int, str]], Example]]  # of each text: its candidates, and those that are right


def weighed_from_examples(seen: Seen, tagged: Sequence[Sequence[Tagged]], lexicon: Sequence[Sequence[Span]]) -> Weighed:
    """The weights for each layer, fitted on texts whose words neither the network nor the lists learned from. The least chance is half of
    the best F1 (the best threshold of calibrated chances: Lipton et al. 2014), each fifth of the texts judged by weights from the others:
    the threshold that did best on so few texts is mostly luck."""
    weights: dict[str, dict[str, float]] = {}
    least: dict[str, float] = {}
    for layer in SPAN_LAYERS:
        if layer.name == "trigger":
            continue  # fitted_triggers.py
        rows: Rows = []
        for example, pieces, scores, spans, lists in zip(*seen, tagged, lexicon, strict=True):
            if layer.name in example.known:
                found = candidates(layer, pieces, scores, spans, lists, "")
                rows.append((found, _right(example, layer.name, found), example))
        weights[layer.name] = logistic_weights(rows)
        folds = [(logistic_weights([row for at, row in enumerate(rows) if at % FOLDS != fold]), rows[fold::FOLDS]) for fold in range(FOLDS)]
        least[layer.name] = round(max(_f1(folds, layer.name, chance) for chance in LEAST) / 2, 2)
    return Weighed(weights, least)


def _right(example: Example, layer: str, found: Sequence[Candidate]) -> set[tuple[int, int, str]]:
    """The candidates that are right, judged one by one: rivals may both tell an event of their sentence."""
    return {one[:3] for one in found if right_spans(example, [_as_tagged(one, layer)], layer)}


def _as_tagged(one: Candidate, layer: str) -> Tagged:
    return Tagged(one.start, one.end, layer, one.label, one.status, 0.0, 0.0)


def _f1(folds: Sequence[tuple[dict[str, float], Rows]], layer: str, least: float) -> float:
    examples = [example for _, rows in folds for _, _, example in rows]
    found = [[_as_tagged(one, layer) for one, _ in chosen(row, weights, least)] for weights, rows in folds for row, _, _ in rows]
    return layer_f1(counts_from_examples(examples, found), layer)


def logistic_weights(rows: Rows) -> dict[str, float]:
    """Weights of the signs of candidates."""
    signs = [one.signs for found, _, _ in rows for one in found]
    return weights_from_measures(signs, [one[:3] in right for found, right, _ in rows for one in found], l2=RIDGE)
