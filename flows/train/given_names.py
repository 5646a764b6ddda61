"""lexicon/given_names.csv: first words of persons' names, with ordinary names of Kazakhstan that few texts print (ordinary_given_names.csv).

python -m flows.train.given_names FOLDER > flows/normalize/lexicon/given_names.csv
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Container, Iterable
from importlib.resources import files
from pathlib import Path

from flows.normalize.lexicon import lexicon_words
from flows.train.gold_pages import GoldPage, gold_pages
from flows.train.learned import SPLIT, csv_from_rows
from flows.train.public_texts import WITH_NAMES, texts_from_folder

_GIVEN = re.compile(r"[^\W\d_][\w'’-]+")  # initials are no names
_PERSONS = 2  # that share it: the first word of one name may be anything


def given_names_from_persons(persons: Iterable[str], common: Container[str]) -> set[str]:
    """The first words of several persons' names that are no common words."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for person in persons:
        first, *others = person.split()
        if others and _GIVEN.fullmatch(first) and first[0].isupper() and not first.isupper():
            bearers[first].add(person)
    return {first for first, names in bearers.items() if len(names) >= _PERSONS and first.lower() not in common}


def ordinary_given_names() -> set[str]:
    """The names that we add from common knowledge."""
    with (files("flows.train") / "ordinary_given_names.csv").open("r", encoding="utf-8") as lines:
        return {row["word"] for row in csv.DictReader(line for line in lines if not line.startswith("#"))}


def persons_from_pages(pages: Iterable[GoldPage]) -> list[str]:
    return [gold.page.text[span.start : span.end] for gold in pages for span, _ in gold.names if span.label == "person"]


def given_names_csv(persons: Iterable[str], common: Container[str], sources: Iterable[str]) -> str:
    """The file learned from these names."""
    header = (
        f"Given names: first words of {_PERSONS} persons' names or more that are no word of common_words.csv, in: "
        f"{'; '.join([SPLIT, *sources])}; and those of flows/train/ordinary_given_names.csv."
    )
    names = given_names_from_persons(persons, common) | ordinary_given_names()
    return csv_from_rows("given_names", header, ["word"], ([name] for name in sorted(names)))


if __name__ == "__main__":
    public = WITH_NAMES if sys.argv[1:] else {}
    others = texts_from_folder(Path(sys.argv[1]), public) if public else ()
    named = [one.text[start:end] for one in others for start, end, kind in one.names if kind == "person"]
    print(given_names_csv([*persons_from_pages(gold_pages(False)), *named], lexicon_words("common_words"), public), end="")
