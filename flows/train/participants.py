"""lexicon/participant_signs.csv: what each sign says for or against somebody's part in an event.

Logistic regression over the signs of normalize, with the names, quotes and events of the annotation given.

    python -m flows.train.participants > flows/normalize/lexicon/participant_signs.csv
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from flows.normalize.participant_evidence import evidence_of_trigger
from flows.normalize.scenes import scene_from_page
from flows.train.authored import FOLDS, folds_of_cases
from flows.train.gold_pages import GoldPage, gold_pages
from flows.train.learned import SPLIT, csv_from_weights
from flows.train.logistic import weights_from_signs
from flows.train.tally import Tally

L2 = 10.0  # F1 by cross-fitting: 0.671 with 5, 0.670 with 10, 0.662 with 20 (at 0.4)
# Probability from which somebody takes part. F1 by cross-fitting is 0.674 at 0.35, 0.670 at 0.4, 0.666 at 0.42, 0.659 at 0.45, precision
# 0.705, 0.739, 0.747, 0.765: a wrong participant is a claim about somebody, so precision is bought while it costs little recall.
THRESHOLD = 0.42
_LEAST = 12  # cases that show a sign; what fewer show is left out


@dataclass(frozen=True, slots=True)
class Case:
    """One person or organization beside one event: its signs, and whether it takes part."""

    document_id: str
    signs: frozenset[str]
    takes_part: bool


def cases_from_pages(pages: Iterable[GoldPage]) -> tuple[list[Case], int]:
    """All cases, and how many participants of the annotation no case stands for."""
    cases: list[Case] = []
    missed = 0
    for gold in pages:
        scene = scene_from_page(gold.page, [*gold.spans, *(event.trigger for event in gold.events)], gold.mentions)
        for event in gold.events:
            told = evidence_of_trigger(scene, event.trigger, event.sentence)
            cases += [Case(gold.page.document_id, frozenset(signs), key in event.participants) for key, signs in told.items()]
            missed += len(event.participants - told.keys())
    return cases, missed


def weights_from_cases(cases: Sequence[Case]) -> dict[str, float]:
    """sign -> weight; the threshold is taken off the sign that everybody has, so that a sum above nought means taking part."""
    weights = weights_from_signs([case.signs for case in cases], [case.takes_part for case in cases], l2=L2, least=_LEAST)
    weights["any"] = weights.get("any", 0.0) - log(THRESHOLD / (1 - THRESHOLD))
    return weights


def figures_from_cases(weights: dict[str, float], cases: Sequence[Case], missed: int) -> Tally:
    """How well the weights tell who takes part."""
    told = [(sum(weights.get(sign, 0.0) for sign in case.signs) > 0, case.takes_part) for case in cases]
    return Tally(sum(said and true for said, true in told), sum(said for said, _ in told), missed + sum(true for _, true in told))


def cross_fitted(cases: Sequence[Case], missed: int) -> Tally:
    """The figures with the weights of each fold fitted on the others."""
    figures = Tally(wanted=missed)
    for others, own in folds_of_cases(cases):
        weights = weights_from_cases(others)
        part = figures_from_cases(weights, own, 0)
        figures.add(part.right, part.found, part.wanted)
    return figures


def participant_signs_csv(pages: Iterable[GoldPage], held_out: Iterable[GoldPage]) -> str:
    """The file fitted on the pages, with its figures by cross-fitting and on the held-out pages."""
    cases, missed = cases_from_pages(pages)
    weights = weights_from_cases(cases)
    crossed, held = cross_fitted(cases, missed), figures_from_cases(weights, *cases_from_pages(held_out))
    header = (
        f"Weights of the signs that a person or organization of a page took part in an event, who does where they sum to more than nought: "
        f"logistic regression (L2 {L2:g}, threshold {THRESHOLD}) on {SPLIT}, names and events given. "
        f"F1 with {FOLDS} folds {crossed.f1:.3f}, held out {held.f1:.3f}."
    )
    return csv_from_weights("participants", header, weights)


if __name__ == "__main__":
    print(participant_signs_csv(gold_pages(False), gold_pages(True)), end="")
