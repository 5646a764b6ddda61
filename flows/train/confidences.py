"""lexicon/methods.csv, quote_confidences.csv and event_confidences.csv: the share of rows of a kind that are right.

What normalize learned from the documents would flatter itself on them, so the documents are judged in folds:
the word lists and the evidence are learned anew from the other folds, and the tagger runs with those.

    python -m flows.train.confidences methods|quotes|events FOLDER > flows/normalize/lexicon/methods.csv
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from flows.normalize.lexicon import lexicon_words
from flows.normalize.lexicon_tagger import lexicon_spans_from_page
from flows.train import common_words, given_names, name_evidence
from flows.train.authored import FOLDS, AuthoredDocument, development_documents, fold_from_id
from flows.train.gold_pages import gold_page_from_document
from flows.train.judged import Judged, found_from_text, judged_rows
from flows.train.learned import SPLIT, csv_from_rows
from flows.train.lexicon_with import lexicon_with
from flows.train.public_texts import texts_from_folder

_PRIOR = 10  # rows of the share of all rows, added to each kind: a kind seen five times has not shown that it is always right


class Measured(NamedTuple):
    """A file of confidences: which rows it is about, the column that tells them apart, and what is measured."""

    things: frozenset[str]
    column: str
    kind: Callable[[Judged], str]
    header: str


FILES = {
    "methods": Measured(
        frozenset(("name", "role")),
        "method",
        lambda row: row.method,
        "Share of the names (roles) of each method with exactly the right span",
    ),
    "quotes": Measured(
        frozenset(("quote",)), "kind", lambda row: row.label, "Share of the quotes of each kind that share 0.7 of their characters with one"
    ),
    "events": Measured(
        frozenset(("event",)), "type", lambda row: row.label, "Share of the events of each type whose sentence tells one of that type"
    ),
}


def learned_lexicon(documents: Sequence[AuthoredDocument], folder: Path | None) -> dict[str, str]:
    """The files that the tagger learns from the documents and the public texts, each with those before it in place."""
    words = common_words.SOURCES if folder else {}
    names = given_names.SOURCES if folder else {}
    runs = name_evidence.SOURCES if folder else {}
    where = folder or Path()
    texts = [*(one.text for one in documents), *(one.text for one in texts_from_folder(where, words))]
    learned = {"common_words": common_words.common_words_csv(texts, words)}
    authored = list(name_evidence.marked_texts_from_documents(documents))
    with lexicon_with(learned):
        persons = given_names.persons_from_texts([*authored, *texts_from_folder(where, names)])
        learned["given_names"] = given_names.given_names_csv(persons, lexicon_words("common_words"), names)
    with lexicon_with(learned):
        counts = name_evidence.evidence_counts(authored, texts_from_folder(where, runs))
        learned["name_evidence"] = name_evidence.name_evidence_csv(counts, runs)
    return learned


def cross_fitted_rows(documents: Sequence[AuthoredDocument], folder: Path | None) -> list[Judged]:
    """The rows found on each fold of the documents by what was learned from the others."""
    rows: list[Judged] = []
    for fold in sorted({fold_from_id(document.document_id) for document in documents}):
        judged = [document for document in documents if fold_from_id(document.document_id) == fold]
        with lexicon_with(learned_lexicon([document for document in documents if document not in judged], folder)):
            for document in judged:
                rows += judged_rows(found_from_text(gold_page_from_document(document), lexicon_spans_from_page))
    return rows


def shares_from_rows(kinds: Iterable[tuple[str, bool]]) -> list[tuple[str, float, int]]:
    """Kind, share right (drawn towards that of all) and number of rows, in order."""
    seen, right = Counter[str](), Counter[str]()
    for kind, is_right in kinds:
        seen[kind] += 1
        right[kind] += is_right
    overall = right.total() / max(seen.total(), 1)
    return [(kind, (right[kind] + _PRIOR * overall) / (seen[kind] + _PRIOR), seen[kind]) for kind in sorted(seen)]


def confidences_csv(name: str, rows: Iterable[Judged]) -> str:
    """One of FILES; names and roles are drawn each towards their own share."""
    measured = FILES[name]
    header = (
        f"{measured.header}, with {_PRIOR} rows of the share of all added: {SPLIT}, nothing given, in {FOLDS} folds, "
        "each with what was learned from the others."
    )
    shares: list[tuple[str, float, int]] = []
    for thing in sorted(measured.things):
        shares += shares_from_rows((measured.kind(row), row.right) for row in rows if row.thing == thing)
    lines = [(kind, f"{share:.2f}", count) for kind, share, count in shares]
    return csv_from_rows(f"confidences {name}", header, [measured.column, "confidence", "rows"], lines)


if __name__ == "__main__":
    print(confidences_csv(sys.argv[1], cross_fitted_rows(development_documents(), Path(sys.argv[2]) if sys.argv[2:] else None)), end="")
