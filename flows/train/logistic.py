"""Logistic regression: the weight of each sign, fitted by Newton's method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_NEWTON_STEPS = 25  # the fit is exact to four digits after about eight


def weights_from_signs(cases: Sequence[Collection[str]], truth: Sequence[bool], *, l2: float, least: int) -> dict[str, float]:
    """sign -> weight, for the signs that at least so many cases show; the sum over a case is its log-odds."""
    shown = Counter(sign for signs in cases for sign in signs)
    column = {sign: number for number, sign in enumerate(sorted(sign for sign, count in shown.items() if count >= least))}
    matrix = np.zeros((len(cases), len(column)))
    for row, signs in enumerate(cases):
        matrix[row, [column[sign] for sign in signs if sign in column]] = 1
    return dict(zip(column, map(float, _fitted(matrix, np.array(truth, float), l2)), strict=True))


def weights_from_measures(cases: Sequence[Mapping[str, float]], truth: Sequence[bool], *, l2: float) -> dict[str, float]:
    """sign -> weight, for signs that have a measure in each case; where a case has none it is nought."""
    names = sorted({name for one in cases for name in one})
    matrix = np.array([[one.get(name, 0.0) for name in names] for one in cases], dtype=np.float64).reshape(len(cases), len(names))
    return {name: round(float(weight), 4) for name, weight in zip(names, _fitted(matrix, np.array(truth, float), l2), strict=True)}


def _fitted(matrix: Floats, truth: Floats, l2: float) -> Floats:
    weights = np.zeros(matrix.shape[1])
    for _ in range(_NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (chance - truth) + l2 * weights
        curve = matrix.T @ (matrix * (chance * (1 - chance))[:, None]) + l2 * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if float(np.abs(step).max(initial=0.0)) < 1e-4:
            break
    return weights
