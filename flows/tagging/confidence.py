"""How likely a span is right: a logistic curve (Platt 1999) over what the network thought of its words, fitted on the dev documents."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

from flows.tagging.tagged import Tagged

WEIGHTS = ("constant", "mean", "least", "words")  # what each weight multiplies


def signs(span: Tagged, words: int) -> tuple[float, ...]:
    """What the curve looks at: 1, mean and least logarithm of the words' probabilities, logarithm of the number of words."""
    return 1.0, span.mean, max(span.least, -12.0), log(max(words, 1))


def confidence(span: Tagged, words: int, weights: Mapping[str, tuple[float, ...]]) -> float:
    """Between 0.01 and 0.99: of rows with 0.9, nine in ten were right. A label too rare for a curve of its own has its layer's."""
    of_span = weights.get(f"{span.layer} {span.label}".strip()) or weights[span.layer]
    odds = sum(weight * value for weight, value in zip(of_span, signs(span, words), strict=True))
    return min(max(1 / (1 + exp(-max(min(odds, 30.0), -30.0))), 0.01), 0.99)
