"""lexicon/event_date_signs.csv: what each sign says for or against a date of the page being that of an event.

Conditional logit over the dates around a trigger and no date, with the names and events of the annotation given.

    python -m flows.train.event_dates > flows/normalize/lexicon/event_date_signs.csv
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.normalize.event_dates import candidates_of_trigger, dates_of_page
from flows.train.authored import FOLDS, folds_of_cases
from flows.train.choices import Case, weights_from_cases
from flows.train.gold_pages import GoldPage, gold_pages
from flows.train.learned import SPLIT, csv_from_weights
from flows.train.tally import Tally

L2 = 3.0  # right by cross-fitting: 0.776 with 1.5, 0.775 with 3 and with 6
LEAST = 10  # candidates that show a sign; 0.774 with 20
# 'To date' is rare in the corpus; that it dates what is counted up to the day of the report is a rule of the annotation.
PRIOR = {"to date": 4.0}


def cases_from_pages(pages: Iterable[GoldPage]) -> list[Case]:
    """One case for each event of the annotation."""
    cases = []
    for gold in pages:
        names = sorted(span for span, _ in gold.names if span.label in ("law", "event", "organization"))
        dates = dates_of_page(gold.page, names, gold.mentions)
        for event in gold.events:
            found = candidates_of_trigger(gold.page, event.trigger, event.sentence, dates)
            right = list(found).index(event.date) if event.date in found else None
            cases.append(Case(gold.page.document_id, tuple(frozenset(signs) for _, signs in found.values()), right))
    return cases


def fitted(cases: Sequence[Case]) -> dict[str, float]:
    """sign -> weight; events whose date is no candidate teach nothing."""
    return weights_from_cases(cases, l2=L2, least=LEAST, prior=PRIOR)


def figures_from_cases(weights: dict[str, float], cases: Iterable[Case]) -> Tally:
    """How many events get their date, or none where they have none."""
    figures = Tally()
    for case in cases:
        scores = [sum(weights.get(sign, 0.0) for sign in signs) for signs in case.candidates]
        figures.add(scores.index(max(scores)) == case.right, 1, 1)
    return figures


def cross_fitted(cases: Sequence[Case]) -> Tally:
    """The figures with the weights of each fold fitted on the others."""
    figures = Tally()
    for others, own in folds_of_cases(cases):
        weights = fitted(others)
        part = figures_from_cases(weights, own)
        figures.add(part.right, part.found, part.wanted)
    return figures


def event_date_signs_csv(pages: Iterable[GoldPage], held_out: Iterable[GoldPage]) -> str:
    """The file fitted on the pages, with its figures by cross-fitting and on the held-out pages."""
    cases = cases_from_pages(pages)
    weights = fitted(cases)
    crossed, held = cross_fitted(cases), figures_from_cases(weights, cases_from_pages(held_out))
    header = (
        f"Weights of the signs that a date of a page is that of an event: conditional logit (L2 {L2:g}) on {SPLIT}, names and events "
        f"given. Right dates with {FOLDS} folds {crossed.precision:.3f}, held out {held.precision:.3f}."
    )
    return csv_from_weights("event_dates", header, weights)


if __name__ == "__main__":
    print(event_date_signs_csv(gold_pages(False), gold_pages(True)), end="")
