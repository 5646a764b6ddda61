"""Offices and titles beside the names of persons: 'Chairman of FTURK X', 'X, managing director of Y'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.normalize.lexicon import lexicon_words
from flows.normalize.methods import method_confidence
from flows.normalize.page import Page, Span
from flows.normalize.word_classes import Words

# One letter a unit: 1 person, 2 other name, m word that stands before titles, n 'in' and 'at', q article;
# else the classes of word_classes.
_COMPLEMENT = r"(?:[frn]h?[BXDwsmopel9]{0,4}?(?:2s?[wopmB]?(?![wtT])|2)|fh?[wmBoe]{1,3}(?=[,.\n)1>(-]))"
_TITLE = rf"(?:2s?(?=[mBDtT]))?[mBDX]{{0,4}}[Tt](?:[mB]?[Tt]){{0,2}}(?:{_COMPLEMENT})*"
_LISTED = rf"(?P<one>{_TITLE})(?:[>,]{{0,2}}&(?P<two>{_TITLE}))?"
_BEFORE = re.compile(rf"{_LISTED}[>,]{{0,2}}\n?H?(?=1)")
_AFTER = re.compile(rf"(?<=1),?\n?[hq]?(?P<lead>(?<=[hq,])w{{0,3}})?{_LISTED}(?P<at>,2(?=[\n.)]))?(?=[,.\n)(>;-]|w)")
_ALONE = re.compile(rf"(?<=h)(?P<one>[mBD]{{0,3}}[Tt]+(?:{_COMPLEMENT})+)")


def role_spans_from_page(page: Page, words: Words, names: list[Span]) -> list[Span]:
    """Role spans in order: titles as printed, before and after a person's name, and those alone that hold a name."""
    units, bounds = _units(words, [name for name in names])
    found: set[tuple[int, int]] = set()
    taken = [False] * len(units)
    for first, last in (*_matches(_BEFORE, units), *_matches(_AFTER, units), *_matches(_ALONE, units)):
        if last > first and not any(taken[first:last]):
            taken[first:last] = [True] * (last - first)
            found.add((bounds[first][0], bounds[last - 1][1]))
    return [Span(start, end, "role", "", method_confidence("role-1"), "role-1") for start, end in sorted(found)]


def _matches(pattern: re.Pattern[str], units: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(units):
        groups = match.groupdict()
        start, end = match.span("one")
        if groups.get("lead"):
            start = match.start("lead")
        if groups.get("two"):
            yield match.span("two")
        elif groups.get("at"):
            end = match.end("at")
        yield start, end


def _units(words: Words, names: list[Span]) -> tuple[str, list[tuple[int, int]]]:
    """The page as one letter a name or word, and the characters of each."""
    letters: list[str] = []
    bounds: list[tuple[int, int]] = []
    place = 0
    ordered = iter(sorted(names))
    name = next(ordered, None)
    while place < len(words.spans):
        start, end = words.spans[place]
        while name is not None and name.end <= start:
            name = next(ordered, None)
        if name is not None and start == name.start and name.method != "title-1":
            letters.append("1" if name.label == "person" else "2")
            bounds.append((name.start, name.end))
            while place < len(words.spans) and words.spans[place][0] < name.end:
                place += 1
            continue
        letters.append(_unit(words.texts[place], words.classes[place]))
        bounds.append((start, end))
        place += 1
    return "".join(letters), bounds


def _unit(text: str, letter: str) -> str:
    if letter == "w" or letter == "B":
        return _small().get(text.lower(), letter)
    return letter


@cache
def _small() -> dict[str, str]:
    """Words with a part of their own in titles."""
    return {
        **dict.fromkeys(lexicon_words("titles", part="before"), "m"),
        **dict.fromkeys(("in", "at"), "n"),
        **dict.fromkeys(("a", "an"), "q"),
    }
