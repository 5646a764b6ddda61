"""extract/published_signs.csv: what each sign says of whether a printed date is that of its page.

Conditional logit over the dates that a page prints and none, on the authored pages with their noise.

    python -m flows.train.published > flows/extract/published_signs.csv
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.extract.published import NONE, SURE, chosen_day
from flows.extract.published_signs import printed_dates
from flows.train.authored import FOLDS, AuthoredDocument, documents_from_corpus, folds_of_cases
from flows.train.choices import Case, weights_from_cases
from flows.train.gold_pages import gold_page_from_document
from flows.train.learned import SPLIT, csv_from_weights
from flows.train.tally import Tally

L2 = 2.0
LEAST = 5  # candidates that show a sign
# Printed labels and posts of others are rare on the authored pages, so what they mean is told beforehand.
PRIOR = {"label own alone": 2.0, "changed later": -3.0, "label other alone": -2.0, "tweet": -2.0, "stamp": 1.0}


def cases_from_documents(documents: Iterable[AuthoredDocument]) -> list[Case]:
    """One case a page: its printed dates and none, and which is right; the text is read as cleaned and then as it was."""
    cases = []
    for document in documents:
        page = gold_page_from_document(document).page
        printed = printed_dates([*page.text.split("\n"), *document.text.split("\n")])
        right = next((number for number, one in enumerate(printed) if one.edtf == document.published), len(printed))
        cases.append(Case(document.document_id, (*(one.signs for one in printed), NONE), right, tuple(one.edtf for one in printed)))
    return cases


def fitted(cases: list[Case]) -> dict[str, float]:
    """sign -> weight."""
    return weights_from_cases(cases, l2=L2, least=LEAST, prior=PRIOR)


def figures_from_cases(weights: dict[str, float], cases: Iterable[Case], least: float = SURE) -> Tally:
    """How many pages get their date; pages without one get none."""
    figures = Tally()
    for case in cases:
        day = chosen_day(case.values, case.candidates[:-1], weights, least)
        wanted = case.values[case.right] if case.right is not None and case.right < len(case.values) else None
        figures.add(day is not None and day == wanted, day is not None, wanted is not None)
    return figures


def cross_fitted(cases: list[Case], least: float = SURE) -> Tally:
    """The figures with the weights of each fold fitted on the others."""
    figures = Tally()
    for others, own in folds_of_cases(cases):
        weights = fitted(others)
        part = figures_from_cases(weights, own, least)
        figures.add(part.right, part.found, part.wanted)
    return figures


def published_signs_csv(documents: Iterable[AuthoredDocument]) -> str:
    """The file fitted on the documents that are not held out, with its figures by cross-fitting and on the others."""
    annotated = [one for one in documents if one.layers == "all"]
    cases = cases_from_documents(one for one in annotated if not one.held_out)
    weights, crossed = fitted(cases), cross_fitted(cases)
    held = figures_from_cases(weights, cases_from_documents(one for one in annotated if one.held_out))
    header = (
        f"Weights of the signs that a date printed on a page is its own: conditional logit (L2 {L2:g}) on {SPLIT}. Precision and recall "
        f"with {FOLDS} folds {crossed.precision:.3f} and {crossed.recall:.3f}, held out {held.precision:.3f} and {held.recall:.3f}."
    )
    return csv_from_weights("published", header, weights)


if __name__ == "__main__":
    print(published_signs_csv(documents_from_corpus()), end="")
