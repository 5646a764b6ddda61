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


@cache
def lexicon() -> dict[str, Word]:
    """All forms of all words of the grammar in English, Russian and Kazakh; a later line yields to an earlier one."""
    found: dict[str, Word] = {}
    for language in ("en", "ru", "kk"):
        for name, value, kind in _calendar_names(language):
            for form in _name_forms(name, language):
                found.setdefault(form, Word(kind, value))
    for row in rows_from_lexicon("words.csv"):
        if row["kind"] in ("ambiguous", "abbreviation"):
            continue
        for stem in row["words"].split():
            for form in forms(stem, row["paradigm"]):
                found.setdefault(form, Word(row["kind"], int(row["value"])))
    return found


@cache
def ambiguous_names() -> frozenset[str]:
    """Month and weekday names that are also other words or first names: alone they need a preposition ('may', 'Sun', 'June')."""
    return frozenset(word for row in rows_from_lexicon("words.csv") if row["kind"] == "ambiguous" for word in row["words"].split())


@cache
def abbreviations() -> frozenset[str]:
    """Short forms that may carry a full stop of their own: those CLDR prints with one, English ones and those of 'year'."""
    own = {form for row in rows_from_lexicon("words.csv") if row["kind"] == "abbreviation" for form in row["words"].split()}
    names = [name for language in ("en", "ru", "kk") for name, _, _ in _calendar_names(language)]
    return frozenset(own | {name.rstrip(".") for name in names if name.endswith(".") or (name.isascii() and len(name) == 3)} - {"may"})


@cache
def foreign_months() -> dict[str, int]:
    """Month names of the languages whose sentences we do not read, as datelines print them."""
    found: dict[str, int] = {}
    for language in FOREIGN:
        for name, value, kind in _calendar_names(language):
            if kind == "month":
                found.setdefault(name.rstrip("."), value)
    return found


def rows_from_lexicon(name: str) -> list[dict[str, str]]:
    """The rows of a lexicon file of this room; its lines with # name the sources."""
    lines = (files("flows.dates") / name).read_text("utf-8").splitlines()
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
    if name.endswith(".") or (len(name) <= 3 and language == "en"):
        return [name.rstrip(".")]
    if language == "ru":
        return [name, *forms(*russian_paradigm(name))]
    return [name, *forms(name, "kk")] if language == "kk" else [name]
