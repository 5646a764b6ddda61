"""Which words of lexicon/event_triggers.csv and of dropped_triggers.csv tell an event of their type too seldom to stay.

The list is written from its sources; use in the corpus only takes words out. What is printed belongs in dropped_triggers.csv,
every other line in event_triggers.csv.

    python -m flows.train.trigger_words
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files

from flows.normalize.lexicon import lexicon_rows
from flows.train.gold_pages import GoldPage, gold_pages
from flows.train.judged import found_from_names
from flows.train.learned import SPLIT, csv_from_rows
from flows.train.lexicon_with import lexicon_with

COLUMNS = ["language", "kind", "type", "lemma", "forms", "source"]
_LEAST = 6  # times told: fewer show nothing
_SHARE = 0.25  # of them right: up to this share a word costs more precision than it gives recall

Word = tuple[str, str, str]  # kind, type, lemma


def dropped_rows() -> list[dict[str, str]]:
    """The words taken out so far."""
    with (files("flows.train") / "dropped_triggers.csv").open("r", encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def seldom_told(rows: Iterable[dict[str, str]], pages: Iterable[GoldPage]) -> dict[Word, tuple[int, int]]:
    """The words that tell an event too seldom when all rows are in place -> times right, times told; names are given."""
    rows = list(rows)
    words: dict[tuple[str, str], Word] = {}
    for row in rows:
        for form in row["forms"].split("|"):
            words.setdefault((row["type"], form), (row["kind"], row["type"], row["lemma"]))
    told, right = Counter[Word](), Counter[Word]()
    with lexicon_with({"event_triggers": csv_from_rows("trigger_words", "", COLUMNS, ([row[name] for name in COLUMNS] for row in rows))}):
        for type_, form, is_right in _told(pages):
            if word := words.get((type_, form)):
                told[word] += 1
                right[word] += is_right
    return {word: (right[word], told[word]) for word in told if told[word] >= _LEAST and right[word] <= _SHARE * told[word]}


def _told(pages: Iterable[GoldPage]) -> Iterator[tuple[str, str, bool]]:
    """Type and trigger of each event found, and whether its sentence tells an event of the type."""
    for gold in pages:
        found = found_from_names(gold)
        for number, row in enumerate(found.events):
            yield row["type"], row["trigger"].lower(), number in found.event_pairs


if __name__ == "__main__":
    candidates = [*dropped_rows(), *lexicon_rows("event_triggers")]  # of a form with two types the first is read: the doubtful one
    seldom = seldom_told(candidates, gold_pages(False))
    about = f"Words that told an event of their type no more than {_SHARE:.0%} of at least {_LEAST} times on {SPLIT}, names given."
    out = [[row[name] for name in COLUMNS] for row in candidates if (row["kind"], row["type"], row["lemma"]) in seldom]
    print(csv_from_rows("trigger_words", about, COLUMNS, out), end="")
