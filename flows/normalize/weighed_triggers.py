"""Triggers chosen from what the network and the word lists propose, each with the chance that its row is right.

Two logistic curves: whether a candidate tells an event, over the signs of trigger_signs.py, and whether its type is right if it does.
Their product is the confidence; the chances of one sentence's candidates go together, for one of them tells its event. They are
fitted on the development documents (flows/train/tagger/fitted_triggers.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from flows.normalize.page import Page, Span
from flows.normalize.trigger_candidates import Candidate, candidates_from_scores
from flows.normalize.trigger_signs import beside_from_page, sentence_number, signs_of_candidates
from flows.normalize.trigger_spans import METHOD
from flows.normalize.weighed_spans import Signs, chance
from flows.tagging.decoding import Scores
from flows.tagging.pieces import Pieces
from flows.tagging.tagged import Tagged

TOLD, TYPED = "trigger", "trigger type"  # the two curves among the weights of Settings

Weights = Mapping[str, Mapping[str, float]]


def candidates_with_signs(
    page: Page, pieces: Pieces, scores: Scores, tagged: Sequence[Tagged], lexicon: Sequence[Span], spans: Iterable[Span]
) -> list[tuple[Candidate, Signs]]:
    """The candidates of a page in order; `spans` are its names, roles, cues and quotes."""
    found = candidates_from_scores(pieces, scores, tagged, lexicon)
    if not found:
        return []
    return list(zip(found, signs_of_candidates(beside_from_page(page, spans), found), strict=True))


def type_signs(one: Candidate) -> Signs:
    """What tells whether the type of a candidate that tells an event is right."""
    return {
        "always": 1.0,
        "type": one.type_log,
        f"is {one.type}": 1.0,
        "listed as it is": float(one.listed == one.type),
        "listed otherwise": float(one.listed not in (None, one.type)),
    }


def pooled_chances(sentences: Sequence[int], chances: Sequence[float]) -> list[float]:
    """The chances of candidates, given the sentence of each; the likeliest of a sentence has those of all its sentence, at most 1.

    An event is told by one of its words, so the chances of 'a discussion was held' share one event. (Judged by curves of other documents:
    F1 of events by their sentence 0.769 without, 0.782 with; Brier score of a sentence's chance 0.146 and 0.125.)
    """
    total: dict[int, float] = defaultdict(float)
    likeliest: dict[int, int] = {}
    for at, (sentence, one) in enumerate(zip(sentences, chances, strict=True)):
        total[sentence] += one
        if sentence not in likeliest or one > chances[likeliest[sentence]]:
            likeliest[sentence] = at
    pooled = list(chances)
    for sentence, at in likeliest.items():
        pooled[at] = min(total[sentence], 1.0)
    return pooled


def triggers_from_candidates(
    page: Page, found: Sequence[tuple[Candidate, Signs]], weights: Weights, least: float, method: str
) -> list[Span]:
    """The candidates that tell an event with at least such a chance; `method` names the network's."""
    sentences = [sentence_number(page, one) for one, _ in found]
    chances = pooled_chances(sentences, [chance(signs, weights[TOLD]) for _, signs in found])
    triggers: list[Span] = []
    for (one, _), told in zip(found, chances, strict=True):
        if told >= least:
            sure = told * chance(type_signs(one), weights[TYPED])
            by = METHOD if one.by == "lists" else method
            triggers.append(Span(one.start, one.end, "trigger", one.type, round(sure, 2), by, one.status))
    return triggers
