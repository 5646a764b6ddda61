"""lexicon/name_evidence.csv: how often a capitalised run with some evidence was a name of each type, or none.

python -m flows.train.name_evidence FOLDER > flows/normalize/lexicon/name_evidence.csv
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from flows.normalize.authority import authority_from_folder
from flows.normalize.known_names import Gazetteer, gazetteer_from_authority, known_names
from flows.normalize.name_evidence import KINDS, evidence
from flows.normalize.name_grammar import bare_names, headed_names
from flows.normalize.name_spans import _starts as starts_from_page
from flows.normalize.page import Page
from flows.normalize.sentences import sentence_spans
from flows.normalize.word_classes import words_from_page
from flows.train.authored import ENTITY_TYPES, AuthoredDocument, development_documents
from flows.train.learned import SPLIT, csv_from_rows
from flows.train.public_texts import NEWS, WITH_NAMES, MarkedText, texts_from_folder

Feature = tuple[str, str]

SOURCES = WITH_NAMES | NEWS
AUTHORED_WEIGHT = 3  # the authored texts are of the register that is read; the others are encyclopedia and finance
# Of the public texts only what the name itself is made of: their sentences are of another kind, and what they leave unmarked may be a name.
_INSIDE = frozenset(("word", "first", "last", "ending"))
_LEAST = 3  # weighted times that a value was seen
_LEAST_WORD = 4  # a word of a single public name, seen once beyond that, tells too little


def marked_texts_from_documents(documents: Iterable[AuthoredDocument]) -> Iterator[MarkedText]:
    """The documents as written, page noise and all: capitals of menus that cleaning missed are no names either.

    Without the noise F1 on WorldWide and UNER-EWT falls by 0.006, and held out it rises by 0.002.
    """
    for document in documents:
        names = [(span.start, span.end, ENTITY_TYPES[span.tag]) for span in document.spans if span.tag in ENTITY_TYPES]
        yield MarkedText(document.text, names)


@cache
def _gazetteer() -> Gazetteer:
    return gazetteer_from_authority(authority_from_folder())


def runs_from_text(marked: MarkedText) -> Iterator[tuple[str, list[Feature]]]:
    """Kind and evidence of each capitalised run of the grammar that is exactly a name or touches none."""
    page = Page("", marked.text, None, "en", None, None, sentence_spans(marked.text, "en"))
    words = words_from_page(page, known_names(marked.text, _gazetteer()))
    taken = [False] * len(words.texts)
    for first, last, _, _ in headed_names(words):
        taken[first:last] = [True] * (last - first)
    starts = starts_from_page(page, words)
    kinds = {(start, end): kind for start, end, kind in marked.names}
    for first, last in bare_names(words, taken, starts):
        start, end = words.span(first, last)
        kind = kinds.get((start, end), "none")
        if kind == "none" and any(begin < end and start < stop for begin, stop, _ in marked.names):
            continue
        if kind in KINDS:
            yield kind, list(evidence(words, first, last, first in starts))


def evidence_counts(authored: Iterable[MarkedText], public: Iterable[MarkedText]) -> dict[Feature, Counter[str]]:
    """(feature, value) -> how often each kind had it; ('total', feature) counts the feature with any value, ('total', 'all') the runs."""
    counts: dict[Feature, Counter[str]] = defaultdict(Counter)
    for marked in authored:
        for kind, features in runs_from_text(marked):
            counts["total", "all"][kind] += AUTHORED_WEIGHT
            _count(counts, kind, features, AUTHORED_WEIGHT)
    for marked in public:
        for kind, features in runs_from_text(marked):
            if kind != "none":
                _count(counts, kind, [feature for feature in features if feature[0] in _INSIDE], 1)
    runs = counts["total", "all"]
    runs.update(kind for kind in KINDS if not runs[kind])  # a type never seen is rare, not impossible
    return counts


def _count(counts: dict[Feature, Counter[str]], kind: str, features: Iterable[Feature], weight: int) -> None:
    for feature in features:
        counts[feature][kind] += weight
        counts["total", feature[0]][kind] += weight


def name_evidence_csv(counts: dict[Feature, Counter[str]], sources: Iterable[str]) -> str:
    """The file of these counts; what was seen too seldom is left out."""
    header = (
        "How often a capitalised run with this evidence was a name of each type, or none: bare_names of name_grammar over "
        f"{SPLIT}, counted {AUTHORED_WEIGHT} times"
        + (f"; for the words of names also {'; '.join(sources)}" if sources else "")
        + f". Values counted fewer than {_LEAST} times, words fewer than {_LEAST_WORD}, left out."
    )
    rows = [
        [*feature, *(seen[kind] or "" for kind in KINDS)]
        for feature, seen in sorted(counts.items(), key=lambda item: (item[0][0] != "total", item[0]))
        if feature[0] == "total" or seen.total() >= (_LEAST_WORD if feature[0] == "word" else _LEAST)
    ]
    return csv_from_rows("name_evidence", header, ["feature", "value", *KINDS], rows)


if __name__ == "__main__":
    shared = SOURCES if sys.argv[1:] else {}
    others = texts_from_folder(Path(sys.argv[1]), shared) if shared else ()
    print(name_evidence_csv(evidence_counts(marked_texts_from_documents(development_documents()), others), shared), end="")
