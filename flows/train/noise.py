"""Training of the page noise model: a linear chain over the lines of a page.

Like the other stages flows.train imports none of them, with one exception: it takes the features of
flows.extract (and the chain that weighs them), so that training and running see the same numbers.

    python -m flows.train.noise > flows/extract/noise_weights.json
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from flows.extract.noise import marginals
from flows.extract.noise_features import FEATURES, features_from_lines
from flows.train.authored import AuthoredDocument, documents_from_corpus
from flows.train.noise_pages import Page, page_from_document, training_pages

Floats = NDArray[np.float64]

STEPS = 150  # of Adam over all pages at once, its rate falling to nothing; 200 steps gave the same held-out figures
RATE = 0.05
L2 = 2.0  # 0.5 gave the same held-out figures with larger weights
TURN_L2 = 50.0  # without it a headline between two menu lines is drawn to them; with 5,000 (no chain) recall falls by 0.016
BODY_WEIGHT = 3.0  # a body line lost costs more than a noise line kept


@dataclass
class _Batch:
    """Pages of about one length side by side: features (pages, lines, features), what is noise, what is a line."""

    x: Floats
    y: NDArray[np.int64]
    mask: Floats


def _batches(pages: Sequence[Page], mean: Floats, scale: Floats) -> list[_Batch]:
    ordered = sorted(pages, key=lambda page: len(page.lines))
    batches = []
    for start in range(0, len(ordered), 128):
        group = ordered[start : start + 128]
        longest = len(group[-1].lines)
        x = np.zeros((len(group), longest, len(FEATURES)))
        y = np.zeros((len(group), longest), dtype=np.int64)
        mask = np.zeros((len(group), longest))
        for row, page in enumerate(group):
            n = len(page.lines)
            x[row, :n] = (features_from_lines(page.lines, page.layout, page.set_apart, page.repeated) - mean) / scale
            y[row, :n] = page.noise
            mask[row, :n] = 1
        batches.append(_Batch(x, y, mask))
    return batches


def _gradient(batch: _Batch, weights: Floats, turns: Floats) -> tuple[Floats, Floats]:
    """The gradients of a batch's loss, by forward and backward sums in log space."""
    n, longest, _ = batch.x.shape
    scores = np.zeros((n, longest, 2))
    scores[:, :, 1] = batch.x @ weights
    forward = np.zeros((n, longest, 2))
    backward = np.zeros((n, longest, 2))
    forward[:, 0] = scores[:, 0]
    for t in range(1, longest):
        step = np.logaddexp.reduce(forward[:, t - 1, :, None] + turns, axis=1) + scores[:, t]
        forward[:, t] = np.where(batch.mask[:, t, None] > 0, step, forward[:, t - 1])
    for t in range(longest - 2, -1, -1):
        step = np.logaddexp.reduce(turns + (scores[:, t + 1] + backward[:, t + 1])[:, None, :], axis=2)
        backward[:, t] = np.where(batch.mask[:, t + 1, None] > 0, step, 0)
    total = np.logaddexp.reduce(forward[:, -1], axis=1)
    p = np.exp(forward[:, :, 1] + backward[:, :, 1] - total[:, None])
    error = (p - batch.y) * batch.mask * np.where(batch.y == 0, BODY_WEIGHT, 1.0)
    slope = np.einsum("nt,ntf->f", error, batch.x)
    turn_slope = np.zeros((2, 2))
    for t in range(1, longest):
        both = forward[:, t - 1, :, None] + turns + (scores[:, t] + backward[:, t])[:, None, :] - total[:, None, None]
        expected = np.exp(np.minimum(both, 0)) * batch.mask[:, t, None, None]
        turn_slope += expected.sum(axis=0)
        np.add.at(turn_slope, (batch.y[:, t - 1], batch.y[:, t]), -batch.mask[:, t])
    return slope, turn_slope


def trained(pages: Sequence[Page], steps: int = STEPS, l2: float = L2) -> dict[str, list[float]]:
    """The weights of the chain, by Adam over all pages at once; features are scaled while training, not in the result."""
    rows = np.vstack([features_from_lines(page.lines, page.layout, page.set_apart, page.repeated) for page in pages])
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    mean[0], scale[scale < 1e-6] = 0.0, 1.0
    batches = _batches(pages, mean, scale)
    parameters = np.zeros(len(FEATURES) + 4)
    first, second = np.zeros_like(parameters), np.zeros_like(parameters)
    for step in range(1, steps + 1):
        weights, turns = parameters[:-4], parameters[-4:].reshape(2, 2)
        slope = np.zeros_like(parameters)
        for batch in batches:
            part, turn_part = _gradient(batch, weights, turns)
            slope += np.concatenate([part, turn_part.ravel()])
        slope[1:] += l2 * parameters[1:]
        slope[-4:] += (TURN_L2 - l2) * parameters[-4:]
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        parameters -= RATE * (1 - step / steps) * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    weights = parameters[:-4] / scale
    weights[0] -= float((weights * mean).sum())
    return {"weights": [round(float(value), 4) for value in weights], "turns": [round(float(value), 4) for value in parameters[-4:]]}


def figures(model: dict[str, list[float]], pages: Sequence[Page]) -> dict[str, float | int]:
    """Precision and recall of noise lines at probability 0.5, and the share of body lines lost."""
    right = lost = missed = body = 0
    for page in pages:
        first, second, third, fourth = model["turns"]
        scores = features_from_lines(page.lines, page.layout, page.set_apart, page.repeated) @ np.array(model["weights"])
        for noise, chance in zip(page.noise, marginals([float(score) for score in scores], (first, second, third, fourth)), strict=True):
            body += not noise
            right += noise and chance >= 0.5
            lost += not noise and chance >= 0.5
            missed += noise and chance < 0.5
    return {
        "pages": len(pages),
        "noise_lines": right + missed,
        "body_lines": body,
        "precision": round(right / max(right + lost, 1), 3),
        "recall": round(right / max(right + missed, 1), 3),
        "body_lost": round(lost / max(body, 1), 4),
    }


def card_from_documents(documents: Sequence[AuthoredDocument], seed: int) -> dict[str, object]:
    """The model with its card: what it learned from, how it was split, how well it does."""
    kept = [document for document in documents if not document.held_out]
    held = [document for document in documents if document.held_out]
    model = trained(training_pages(kept, random.Random(seed)))
    return {
        "card": {
            "what": "Linear chain over the lines of a page: probability of each line to be page noise",
            "data": "flows/train/corpus, written for this project, CC0; with the variants that flows/train/noise_pages.py makes",
            "split": "held out: documents whose sha256(id) is a multiple of 10, and those marked split='held-out'",
            "trained_on": len(kept),
            "held_out_authored": figures(model, [page_from_document(document) for document in held if document.layers == "all"]),
            "held_out_noisy": figures(model, [page_from_document(document) for document in held if document.layers == "noise"]),
            "held_out_varied": figures(model, training_pages(held, random.Random(seed + 1))),
            "seed": seed,
            "date": date.today().isoformat(),
        },
        "turns": model["turns"],
        "weights": dict(zip(FEATURES, model["weights"], strict=True)),
    }


if __name__ == "__main__":
    print(json.dumps(card_from_documents(list(documents_from_corpus()), seed=7), indent=1, ensure_ascii=False))
