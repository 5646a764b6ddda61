"""Conditional logit: of several candidates one is right, each shows signs, and each sign gets a weight (McFadden 1974)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]

_ENOUGH = 0.01  # greatest slope at which the search ends: two digits of the weights are written


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
    signs = sorted(sign for sign, count in shown.items() if count >= least or sign in prior)
    start = np.array([prior.get(sign, 0.0) for sign in signs])
    loss = _loss(told, {sign: number for number, sign in enumerate(signs)}, l2, start)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500, "gtol": _ENOUGH, "ftol": 0.0})
    return dict(prior) | dict(zip(signs, map(float, found.x), strict=True))


def _loss(cases: Sequence[Case], column: dict[str, int], l2: float, start: Floats) -> Callable[[Floats], tuple[float, Floats]]:
    """Weights -> the penalised loss and its slope."""
    sizes = [len(case.candidates) for case in cases]
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
    owner = np.repeat(np.arange(len(cases)), sizes)
    rows = [sorted(column[sign] for sign in signs if sign in column) for case in cases for signs in case.candidates]
    columns = np.array(list(chain.from_iterable(rows)), dtype=np.intp)
    row = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
    right = first + np.array([case.right for case in cases], dtype=np.intp)
    was = np.zeros(len(rows))
    was[right] = 1

    def loss(weights: Floats) -> tuple[float, Floats]:
        sums = np.bincount(row, weights[columns], len(rows))
        sums -= np.maximum.reduceat(sums, first)[owner]
        parts = np.exp(sums)
        totals = np.add.reduceat(parts, first)
        moved = weights - start
        value = float(np.log(totals).sum() - sums[right].sum() + l2 / 2 * (moved @ moved))
        chance = parts / totals[owner]
        return value, np.bincount(columns, (chance - was)[row], len(weights)) + l2 * moved

    return loss
