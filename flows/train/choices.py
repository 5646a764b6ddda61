"""Conditional logit: of several candidates one is right, each shows signs, and each sign gets a weight (McFadden 1974)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS = 30


@dataclass(frozen=True, slots=True)
class Case:
    """One choice: the signs of each candidate, the number of the right one (None: no candidate is) and what each stands for."""

    document_id: str
    candidates: tuple[frozenset[str], ...]
    right: int | None
    values: tuple[str, ...] = ()


def weights_from_cases(
    cases: Sequence[Case], *, l2: float, least: int, prior: Mapping[str, float] = MappingProxyType({})
) -> dict[str, float]:
    """sign -> weight, of the signs that so many candidates show; cases without a right candidate teach nothing.

    `prior` is from where the weights of rare signs start: the cases move them from there as far as they speak against it.
    """
    told = [case for case in cases if case.right is not None]
    shown = Counter(sign for case in told for signs in case.candidates for sign in signs)
    column = {sign: number for number, sign in enumerate(sorted(sign for sign, count in shown.items() if count >= least or sign in prior))}
    rows = [[column[sign] for sign in signs if sign in column] for case in told for signs in case.candidates]
    matrix = np.zeros((len(rows), len(column)))
    for number, row in enumerate(rows):
        matrix[number, row] = 1
    start = np.array([prior.get(sign, 0.0) for sign in column])
    sizes = np.array([len(case.candidates) for case in told])
    right = np.concatenate([np.arange(len(case.candidates)) == case.right for case in told]).astype(float)
    return dict(prior) | dict(zip(column, map(float, _fitted(matrix, sizes, right, l2, start)), strict=True))


def _fitted(matrix: Floats, sizes: NDArray[np.int64], right: Floats, l2: float, start: Floats) -> Floats:
    """Newton's method; the curve of the likelihood is the spread of the signs within each case."""
    weights = start.copy()
    starts = np.cumsum(sizes) - sizes
    for _ in range(_STEPS):
        odds = np.exp(np.clip(matrix @ weights, -30, 30))
        chance = odds / np.repeat(np.add.reduceat(odds, starts), sizes)
        weighed = matrix * chance[:, None]
        mean = np.add.reduceat(weighed, starts)
        slope = matrix.T @ (chance - right) + l2 * (weights - start)
        curve = matrix.T @ weighed - mean.T @ mean + l2 * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if float(np.abs(step).max(initial=0.0)) < 1e-4:
            break
    return weights
