"""Training of the page noise model: a linear chain over the lines of a page.

Like the other stages flows.train imports none of them, with one exception: it takes the features from
flows.extract.noise_features, so that training and running see the same numbers.

    python -m flows.train.noise WEIGHTS.json
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from flows.extract.noise import marginals
from flows.extract.noise_features import FEATURES, features_from_lines
from flows.train.authored import AuthoredDocument, documents_from_corpus

Floats = NDArray[np.float64]

STEPS = 600  # the loss falls by less than 0.1 % over the last hundred
RATE = 0.05
L2 = 0.5  # of 0.1, 0.5, 2 and 5 the best on a fifth of the training documents
BODY_WEIGHT = 3.0  # a body line lost costs more than a noise line kept

# Credits as papers print them below a text; there are few in the corpus.
CREDITS = (
    "Source: regional press service", "Compiled from open sources", "from press reports", "Own correspondent, agencies",
    "with reporting by the district desk", "Translated by the secretariat", "Prepared by the information department",
    "using information from the ministry's site", "(from the wires)", "по сообщениям информационных агентств", "Источник: пресс-служба",
    "Подготовил отдел информации", "по информации из открытых источников", "Дереккөз: баспасөз қызметі", "ақпарат агенттіктерінің хабары бойынша",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page as the classifier meets them, and which of them are noise."""

    lines: list[str]
    layout: list[str]
    set_apart: list[bool]
    repeated: list[bool]
    noise: list[bool]
    title: int | None = None  # the line that is the headline
    persons: tuple[str, ...] = ()


def page_from_document(document: AuthoredDocument) -> Page:
    """The page as a plain text file would hold it."""
    junk = [(span.start, span.end) for span in document.spans if span.tag == "junk"]
    headline = next((span.start for span in document.spans if span.tag == "title"), -1)
    persons = tuple(sorted({document.text[span.start : span.end] for span in document.spans if span.tag == "per"}))
    page = Page([], [], [], [], [], persons=tuple(name for name in persons if 2 <= len(name.split()) <= 3))
    title = None
    place, after_blank = 0, True
    for line in document.text.split("\n"):
        if line.strip():
            title = len(page.lines) if place <= headline <= place + len(line) else title
            page.lines.append(line.strip())
            page.layout.append("line")
            page.set_apart.append(after_blank)
            page.repeated.append(False)
            page.noise.append(any(start < place + len(line) and place < end for start, end in junk))
        after_blank = not line.strip()
        place += len(line) + 1
    return replace(page, title=title)


def varied(page: Page, chance: random.Random) -> Page:
    """The page as a web page of a larger corpus would give it: layout known, menus seen before.

    The shares are estimates, kept low where the feature is strong, so that the model still learns
    to do without it: readers mistake blocks, and a small corpus has no repetition.
    """
    layout, repeated = [], []
    for place, noise in enumerate(page.noise):
        short = len(page.lines[place].split()) <= 8
        if place == page.title:
            layout.append(chance.choice(["title", "heading", "heading", "paragraph"]))
        elif short:
            layout.append(chance.choice(["links", "list", "caption", "paragraph"] if noise else ["heading", "list", *["paragraph"] * 3]))
        else:
            layout.append("paragraph")
        repeated.append(short and chance.random() < (0.6 if noise else 0.05))
    set_apart = page.set_apart if chance.random() < 0.5 else [place == 0 for place in range(len(page.lines))]
    return replace(page, layout=layout, repeated=repeated, set_apart=set_apart)


def with_blanks(page: Page, chance: random.Random) -> Page:
    """The page with empty lines between its paragraphs, in the ways that copied pages have them.

    Menus mostly stand together. Some pages part every paragraph, some only every third or so.
    """
    menus_together, body_apart = chance.random() < 0.6, chance.choice([1.0, 1.0, 0.9, 0.3])
    apart = []
    for place, noise in enumerate(page.noise):
        in_menu = noise and place > 0 and page.noise[place - 1]
        apart.append(place == 0 or (not menus_together if in_menu else chance.random() < body_apart))
    return replace(page, set_apart=apart)


def grafted(page: Page, donor: Page, chance: random.Random) -> Page:
    """The body of one page amid the noise of another, and sometimes a photo's caption that is a bare name.

    So the model meets many more pages than were written, and cannot know a page's body by its menus.
    """
    body = [place for place, noise in enumerate(donor.noise) if not noise] or [0]
    head, tail = range(body[0]), range(body[-1] + 1, len(donor.lines))
    amid = [place for place in range(body[0], body[-1]) if donor.noise[place]]
    rows = [(page.lines[place], page.noise[place], place == page.title) for place in range(len(page.lines))]
    for place in amid if len(rows) > 2 else []:
        rows.insert(chance.randint(1, len(rows) - 1), (donor.lines[place], True, False))
    if page.persons and len(rows) > 2 and chance.random() < 0.4:
        rows.insert(chance.randint(1, min(3, len(rows) - 1)), (chance.choice(page.persons), True, False))
    if chance.random() < 0.25:
        rows.append((chance.choice(CREDITS), True, False))
    rows = [(donor.lines[place], True, False) for place in head] + rows + [(donor.lines[place], True, False) for place in tail]
    lines, noise = [row[0] for row in rows], [row[1] for row in rows]
    title = next((place for place, row in enumerate(rows) if row[2]), None)
    plain = [False] * len(rows)
    return Page(lines, ["line"] * len(rows), [place == 0 for place in range(len(rows))], plain, noise, title, page.persons)


def training_pages(documents: Iterable[AuthoredDocument], chance: random.Random) -> list[Page]:
    """Each page as it is written, with empty lines and as a web page; then its body amid other pages' noise."""
    pages = [page_from_document(document) for document in documents]
    donors = [page for page in pages if sum(page.noise) > 2]
    made = []
    for page in pages:
        other = grafted(page, chance.choice(donors), chance)
        made += [page, with_blanks(page, chance), varied(page, chance), with_blanks(other, chance), varied(other, chance)]
    return made


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


def _gradient(batch: _Batch, weights: Floats, turns: Floats) -> tuple[float, Floats, Floats]:
    """Loss of a batch and its gradients, by forward and backward sums in log space."""
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
    loss = -float((np.log(np.clip(np.where(batch.y == 1, p, 1 - p), 1e-9, 1)) * batch.mask).sum())
    return loss, slope, turn_slope


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
            _, part, turn_part = _gradient(batch, weights, turns)
            slope += np.concatenate([part, turn_part.ravel()])
        slope[1:] += l2 * parameters[1:]
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        parameters -= RATE * (1 - step / steps) * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    weights = parameters[:-4] / scale
    weights[0] -= float((weights * mean).sum())
    return {"weights": [round(float(value), 4) for value in weights], "turns": [round(float(value), 4) for value in parameters[-4:]]}
