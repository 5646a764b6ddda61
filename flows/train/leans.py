"""dates/lean_signs.csv: what each sign says of whether a date without a year lies ahead of its page.

python -m flows.train.leans > flows/dates/lean_signs.csv
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flows.dates import Anchor, DateExpression, bounds, date_values_from_text
from flows.dates.lean import signs_of_date
from flows.train.authored import FOLDS, AuthoredDocument, documents_from_corpus, folds_of_cases
from flows.train.date_texts import MarkedDate, dated_text_from_document
from flows.train.learned import SPLIT, csv_from_weights
from flows.train.logistic import weights_from_signs
from flows.train.tally import Tally

L2 = 2.0  # share right by cross-fitting is flat from 0.5 to 3
LEAST = 8  # cases that show a sign; 4 and 12 do no better
_KINDS = ("weekday", "month")


@dataclass(frozen=True, slots=True)
class Case:
    """One weekday or month without a year: its signs, and whether it lies ahead of its page."""

    document_id: str
    kind: str
    signs: frozenset[str]
    ahead: bool


def cases_from_documents(documents: Iterable[AuthoredDocument]) -> list[Case]:
    """The dates of the corpus whose direction is asked; those of the page's own day, month or week tell none."""
    return [case for document in documents for case in _cases(document)]


def _cases(document: AuthoredDocument) -> Iterator[Case]:
    page = dated_text_from_document(document)
    if page.base is None:
        return
    for one, _ in date_values_from_text(page.text, page.language, Anchor(page.base, page.base)):
        marked = next((other for other in page.dates if one.start < other.end and other.start < one.end), None)
        if marked is None or not _is_bare(one):
            continue
        first, last = _days(marked)
        if first is None or last is None or first <= page.base <= last:
            continue
        signs = signs_of_date(page.text, one.start, one.end, one.kind, one.limit)
        if one.kind == "month" and one.first.month:
            signs.add(f"months ahead {(one.first.month - page.base.month) % 12}")
        yield Case(document.document_id, one.kind, frozenset(signs), first > page.base)


def _is_bare(one: DateExpression) -> bool:
    point = one.first
    named = point.year or point.base or point.mask or point.code or point.toward is not None or one.last
    return one.kind in _KINDS and not named and bool(point.month or point.weekday is not None)


def _days(marked: MarkedDate) -> tuple[date | None, date | None]:
    return bounds((marked.edtf or "").removeprefix("../").removesuffix("/.."))


def share_right(weights: dict[str, float], cases: Iterable[Case]) -> dict[str, Tally]:
    """By kind, how often the weights tell the direction."""
    figures = {kind: Tally() for kind in _KINDS}
    for case in cases:
        right = (sum(weights.get(sign, 0.0) for sign in case.signs) > 0) == case.ahead
        figures[case.kind].add(right, 1, 1)
    return figures


def fitted(cases: list[Case]) -> dict[str, float]:
    """sign -> weight."""
    return weights_from_signs([case.signs for case in cases], [case.ahead for case in cases], l2=L2, least=LEAST)


def cross_fitted(cases: list[Case]) -> dict[str, Tally]:
    """By kind, how often the weights of the other folds tell the direction."""
    figures = {kind: Tally() for kind in _KINDS}
    for others, own in folds_of_cases(cases):
        weights = fitted(others)
        for kind, part in share_right(weights, own).items():
            figures[kind].add(part.right, part.found, part.wanted)
    return figures


def lean_signs_csv(documents: Iterable[AuthoredDocument]) -> str:
    """The file, fitted on the documents that are not held out, with its figures on both."""
    annotated = [one for one in documents if one.layers == "all"]
    cases = cases_from_documents(one for one in annotated if not one.held_out)
    weights = fitted(cases)
    held = share_right(weights, cases_from_documents(one for one in annotated if one.held_out))
    crossed = cross_fitted(cases)
    right = "; ".join(f"{kind} {crossed[kind].precision:.3f} ({held[kind].precision:.3f})" for kind in _KINDS)
    header = (
        f"Weights of the signs that a date without a year lies ahead of its page: logistic regression (L2 {L2:g}) on {SPLIT}. "
        f"Right with {FOLDS} folds (held out): {right}."
    )
    return csv_from_weights("leans", header, weights)


if __name__ == "__main__":
    print(lean_signs_csv(documents_from_corpus()), end="")
