"""lexicon/given_names.csv: first words of persons' names, and the ordinary names of Kazakhstan in ordinary_given_names.csv.

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
from flows.train.authored import development_documents
from flows.train.learned import SPLIT, csv_from_rows
from flows.train.name_evidence import marked_texts_from_documents
from flows.train.public_texts import WITH_NAMES, MarkedText, texts_from_folder

_GIVEN = re.compile(r"[^\W\d_][\w'’-]+")  # initials are no names
SOURCES = WITH_NAMES
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


def persons_from_texts(texts: Iterable[MarkedText]) -> list[str]:
    return [marked.text[start:end] for marked in texts for start, end, kind in marked.names if kind == "person"]


def given_names_csv(persons: Iterable[str], common: Container[str], sources: Iterable[str]) -> str:
    """The file learned from these names."""
    header = (
        f"Given names: first words of {_PERSONS} persons' names or more that are no word of common_words.csv, in: "
        f"{'; '.join([SPLIT, *sources])}; and those of flows/train/ordinary_given_names.csv."
    )
    names = given_names_from_persons(persons, common) | ordinary_given_names()
    return csv_from_rows("given_names", header, ["word"], ([name] for name in sorted(names)))


if __name__ == "__main__":
    public = SOURCES if sys.argv[1:] else {}
    others = texts_from_folder(Path(sys.argv[1]), public) if public else ()
    persons = persons_from_texts([*marked_texts_from_documents(development_documents()), *others])
    print(given_names_csv(persons, lexicon_words("common_words"), public), end="")
