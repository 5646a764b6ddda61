"""Who said a quote: of those whom the page names the likeliest by the signs around it, or nobody where none is likely enough.

A log-linear model over the candidates of each quote (conditional logit, McFadden 1974; for coreference Denis and Baldridge 2007).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import exp

from flows.normalize.cast import Cast
from flows.normalize.lexicon import lexicon_rows
from flows.normalize.page import Page, Span
from flows.normalize.speaker_candidates import Question, Said
from flows.normalize.speaker_signs import signs_from_question
from flows.normalize.speaker_stage import Stage
from flows.normalize.speaker_tellings import Telling

Signs = dict[str | None, list[str]]

# Chance from which somebody is named: one that makes every further answer likelier right than wrong. With cross-fitting on the
# development documents, spans given: going down from 0.6 to 0.55 brings 12 right answers and 18 wrong ones, going up to 0.65 costs 28
# right ones and saves 11 wrong ones.
THRESHOLD = 0.6


def speakers_of_tellings(page: Page, cast: Cast, tellings: Sequence[Telling]) -> list[tuple[str, float] | None]:
    """The entity_key of each quote's speaker and the chance that it is the one, None where the page does not tell."""
    told = answered(Stage(page, cast), tellings, lambda _, told: likeliest(chances_from_signs(told)))
    return [None if key is None else (key, chances_from_signs(signs)[key]) for _, signs, key in told]


def answered(
    stage: Stage, tellings: Sequence[Telling], answer: Callable[[Telling, Signs], str | None]
) -> list[tuple[Telling, Signs, str | None]]:
    """Each quote with the signs of its candidates and the one that `answer` chooses, in order of place.

    The body is asked first, since a headline takes its words from there; what was answered is known to the questions after it.
    """
    body: list[Said] = []
    headline: list[Said] = []
    found = []
    for telling in sorted(tellings, key=lambda one: one.end <= stage.title_end):
        above = telling.end <= stage.title_end
        told = signs_from_question(Question(stage, telling, headline if above else body, body if above else ()))
        key = answer(telling, told)
        (headline if above else body).append(Said(telling, key))
        found.append((telling, told, key))
    return sorted(found, key=lambda one: (one[0].start, -one[0].end))


def meant_by_words(stage: Stage, start: int, end: int) -> str | None:
    """The entity_key of whom these words mean, as if they told who said what follows them."""
    source = Span(start, end, "source", "", 1.0, "")
    telling = Telling(end, end, Span(end, end, "quote", "indirect", 1.0, ""), None, source)
    return likeliest(chances_from_signs(signs_from_question(Question(stage, telling, ()))))


def likeliest(chances: dict[str | None, float]) -> str | None:
    """The candidate named: None where nobody is likelier than THRESHOLD."""
    key, chance = max(chances.items(), key=lambda item: item[1])
    return key if chance >= THRESHOLD else None


def chances_from_signs(told: Signs, weights: Mapping[str, float] | None = None) -> dict[str | None, float]:
    """Each candidate's chance: what its signs weigh (as learned, if not given) against those of the others."""
    weight = (_weights() if weights is None else weights).get
    sums = {key: sum([weight(sign, 0.0) for sign in signs]) for key, signs in told.items()}
    top = max(sums.values())
    parts = {key: exp(value - top) for key, value in sums.items()}
    total = sum(parts.values())
    return {key: part / total for key, part in parts.items()}


@cache
def _weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in lexicon_rows("speaker_signs")}


def confidence_from_chance(chance: float) -> float:
    """The share of the speakers named with such a chance that were right when measured (flows/train/speaker_confidences.py)."""
    steps = lexicon_rows("speaker_confidences")
    return next((float(row["confidence"]) for row in reversed(steps) if chance >= float(row["chance"])), float(steps[0]["confidence"]))
