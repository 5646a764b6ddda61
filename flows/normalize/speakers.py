"""Who said a quote: of those whom the page names the likeliest by the signs around it, or nobody where none is likely enough.

A log-linear model over the candidates of each quote (conditional logit, McFadden 1974; for coreference Denis and Baldridge 2007).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import exp

from flows.normalize.cast import Cast
from flows.normalize.lexicon import lexicon_rows
from flows.normalize.page import Page, Span
from flows.normalize.speaker_candidates import Question, Said
from flows.normalize.speaker_signs import signs_from_question
from flows.normalize.speaker_stage import Stage
from flows.normalize.speaker_tellings import Telling

# Chance from which somebody is named.
THRESHOLD = 0.5


def speakers_of_tellings(page: Page, cast: Cast, tellings: Iterable[Telling]) -> list[str | None]:
    """The entity_key of each quote's speaker, None where the page does not tell."""
    stage = Stage(page, cast)
    said: list[Said] = []
    for telling in tellings:
        said.append(Said(telling, likeliest(chances_from_signs(signs_from_question(Question(stage, telling, said))))))
    return [one.key for one in said]


def speaker_key(page: Page, cast: Cast, source: tuple[int, int], earlier: Sequence[Said] = ()) -> str | None:
    """The entity_key of whom the words at `source` mean, as if they told who said what follows them."""
    span = Span(*source, "source", "", 1.0, "")
    quote = Span(source[1], source[1], "quote", "indirect", 1.0, "")
    telling = Telling(source[1], source[1], quote, None, span)
    return likeliest(chances_from_signs(signs_from_question(Question(Stage(page, cast), telling, earlier))))


def likeliest(chances: dict[str | None, float]) -> str | None:
    """The candidate named: None where nobody is likelier than THRESHOLD."""
    key, chance = max(chances.items(), key=lambda item: item[1])
    return key if chance >= THRESHOLD else None


def chances_from_signs(told: dict[str | None, list[str]]) -> dict[str | None, float]:
    """Each candidate's chance: what its signs weigh against those of the others."""
    weight = _weights().get
    sums = {key: sum([weight(sign, 0.0) for sign in signs]) for key, signs in told.items()}
    top = max(sums.values())
    parts = {key: exp(value - top) for key, value in sums.items()}
    total = sum(parts.values())
    return {key: part / total for key, part in parts.items()}


@cache
def _weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in lexicon_rows("speaker_signs")}
