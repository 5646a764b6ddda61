"""What type of name a capitalised run is, by counted evidence: its words and the words beside it.

Naive Bayes over counts (lexicon/name_evidence.csv): plain enough to read, and every number can be traced
to the texts it was counted in. The trained tagger replaces it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from math import log

from flows.normalize.lexicon import lexicon_rows
from flows.normalize.word_classes import Words

KINDS = ("person", "organization", "place", "law", "event", "none")

_LINE = "line"  # stands for the line feed

# Additive smoothing; of 0.1, 0.3, 0.5, 1 it gave the best exact F1 on the nine development tenths.
_SMOOTHING = 0.3
_VALUES = 1000  # values that a feature can have, in round figures; F1 there 0.860, with 300 0.840, with 3,000 0.860


def evidence(words: Words, first: int, last: int, begins: bool) -> Iterator[tuple[str, str]]:
    """Feature and value of what tells the type of the words from `first` up to `last`; `begins`: they begin a sentence."""
    texts, classes = words.texts, words.classes
    yield "before", _beside(texts[first - 1], classes[first - 1]) if first else _LINE
    yield "after", _beside(texts[last], classes[last]) if last < len(texts) else _LINE
    if first > 1 and classes[first - 1] in "h,<(-":
        yield "before2", _beside(texts[first - 2], classes[first - 2])
    if last + 1 < len(texts) and classes[last] in ",>)s-":
        yield "after2", _beside(texts[last + 1], classes[last + 1])
    yield "begins", "yes" if begins else "no"
    yield "shape", classes[first:last] if last - first < 5 else "long"
    yield "first", texts[first]
    yield "last", texts[last - 1]
    yield "ending", texts[last - 1][-3:]
    for text in texts[first:last]:
        yield "word", text


def type_scores(features: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Log odds of each kind, given the features; a value never counted tells nothing."""
    weights = _weights()
    told = [weights["total", "all"], *filter(None, map(weights.get, features))]
    return dict(zip(KINDS, map(sum, zip(*told, strict=True)), strict=True))


def _beside(text: str, letter: str) -> str:
    """A neighbour as evidence: lower-case words and marks themselves, numbers and names by their class."""
    return text.lower() if letter in "wtolephfrnq&sTHJ" else _LINE if letter == "\n" else letter


@cache
def _weights() -> dict[tuple[str, str], tuple[float, ...]]:
    """For each feature value the log share of each kind's names that have it; for 'total', 'all' the log count of each kind."""
    rows = {(row["feature"], row["value"]): tuple(int(row[kind] or 0) for kind in KINDS) for row in lexicon_rows("name_evidence")}
    totals = {value: counts for (feature, value), counts in rows.items() if feature == "total"}
    weights = {
        key: tuple(log((seen + _SMOOTHING) / (total + _SMOOTHING * _VALUES)) for seen, total in zip(counts, totals[key[0]], strict=True))
        for key, counts in rows.items()
        if key[0] != "total"
    }
    weights["total", "all"] = tuple(log(count) for count in totals["all"])
    return weights
