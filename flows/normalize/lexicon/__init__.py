"""Word lists, one CSV file each: the first line that starts with '#' tells the source, the next the columns."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def lexicon_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.csv`, in file order."""
    with (files(__name__) / f"{name}.csv").open("r", encoding="utf-8") as lines:
        return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def lexicon_words(name: str, column: str = "word", **only: str) -> frozenset[str]:
    """The values of one column of `<name>.csv`, of the rows whose other columns have the values given."""
    return frozenset(row[column] for row in lexicon_rows(name) if all(row[key] == value for key, value in only.items()))
