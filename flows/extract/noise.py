"""How likely each line of a page is page noise: menus, captions, share rows, tags, footers.

A linear chain over the lines: what a line shows (noise_features.py) and what its neighbours are, since
noise comes in runs. Trained by flows/train/noise.py; noise_weights.json holds the weights and their card.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log1p

import numpy as np
from numpy.typing import NDArray

from flows.extract.noise_features import FEATURES, features_from_lines


@dataclass(frozen=True, slots=True)
class NoiseModel:
    """Weights of the features, and of body and noise following one another (body-body, body-noise, ...)."""

    weights: NDArray[np.float64]
    turns: tuple[float, float, float, float]


def noise_lines(lines: Sequence[str], layout: Sequence[str], set_apart: Sequence[bool], repeated: Sequence[bool]) -> list[float]:
    """The probability of each line to be page noise."""
    if not lines:
        return []
    model = _model()
    scores = features_from_lines(lines, layout, set_apart, repeated) @ model.weights
    return marginals(scores.tolist(), model.turns)


def marginals(scores: Sequence[float], turns: tuple[float, float, float, float]) -> list[float]:
    """Each line's probability of noise, given the score of each line and the chain's turns."""
    forward = [(0.0, scores[0])]
    for score in scores[1:]:
        body, noise = forward[-1]
        forward.append((_sum(body + turns[0], noise + turns[2]), _sum(body + turns[1], noise + turns[3]) + score))
    backward = [(0.0, 0.0)]
    for score in reversed(scores[1:]):
        body, noise = backward[-1]
        backward.append((_sum(turns[0] + body, turns[1] + score + noise), _sum(turns[2] + body, turns[3] + score + noise)))
    chances = []
    for (body, noise), (body_after, noise_after) in zip(forward, reversed(backward), strict=True):
        odds = noise + noise_after - body - body_after
        chances.append(1 / (1 + exp(-odds)) if odds > -700 else 0.0)
    return chances


def _sum(a: float, b: float) -> float:
    """log(exp(a) + exp(b))."""
    return max(a, b) + log1p(exp(-abs(a - b)))


@cache
def _model() -> NoiseModel:
    stored = json.loads((files("flows.extract") / "noise_weights.json").read_text(encoding="utf-8"))
    first, second, third, fourth = stored["turns"]
    return NoiseModel(np.array([stored["weights"][name] for name in FEATURES]), (first, second, third, fourth))
