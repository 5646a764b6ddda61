"""The words of the date grammar: lower-case form -> what it means."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from flows.dates.inflection import forms, russian_paradigm


class Word(NamedTuple):
    """The part a form plays in the grammar ('month', 'unit:week', 'until') and its number."""

    kind: str
    value: int


# Languages whose month names stand on the datelines of pages we may be given: the neighbours of
# Kazakhstan and the large languages of news. Their names count only between a day and a year.
FOREIGN = ("ky", "uz", "uk", "tr", "az", "fr", "de", "es", "pt", "it", "ro", "pl")

# Names that are also English words, first names or short for something else: they need a day, a year
# or a preposition beside them ('may', 'march', 'Sun', 'Jan Novak').
AMBIGUOUS = frozenset(
    "may march april june august jan mar dec jun sat sun mon wed fri апр май мая март марта наурыз қазан тамыз маусым қараша".split()
)


@cache
def lexicon() -> dict[str, Word]:
    """All forms of all words of the grammar in English, Russian and Kazakh; a later line yields to an earlier one."""
    found: dict[str, Word] = {}
    for language in ("en", "ru", "kk"):
        for name, value, kind in _calendar_names(language):
            for form in _name_forms(name, language):
                found.setdefault(form, Word(kind, value))
    for row in _rows():
        for stem in row["words"].split():
            for form in forms(stem, row["paradigm"]):
                found.setdefault(form, Word(row["kind"], int(row["value"])))
    return found


@cache
def foreign_months() -> dict[str, int]:
    """Month names of the languages whose sentences we do not read, as datelines print them."""
    found: dict[str, int] = {}
    for language in FOREIGN:
        for name, value, kind in _calendar_names(language):
            if kind == "month":
                found.setdefault(name.rstrip("."), value)
    return found


def _rows() -> list[dict[str, str]]:
    lines = (files("flows.dates") / "words.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _calendar_names(language: str) -> list[tuple[str, int, str]]:
    """Month and weekday names of CLDR, lower-case: the inflected (format) and the nominative (stand-alone), wide and short."""
    from babel import Locale  # late: 20 ms that only a text with dates needs

    locale = Locale(language)
    names = []
    for context in ("stand-alone", "format"):
        for width in ("wide", "abbreviated"):
            names += [(name.lower(), number, "month") for number, name in locale.months[context][width].items()]
            if width == "wide" or language == "en":
                names += [(name.lower(), number, "weekday") for number, name in locale.days[context][width].items()]
    return names


def _name_forms(name: str, language: str) -> list[str]:
    if name.endswith(".") or len(name) <= 3 and language == "en":
        return [name.rstrip(".")]
    if language == "ru":
        return [name, *forms(*russian_paradigm(name))]
    return [name, *forms(name, "kk")] if language == "kk" else [name]
