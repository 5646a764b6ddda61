"""Offices and titles beside the names of persons: 'Chairman of NUGW X', 'X, managing director of Y'."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from flows.normalize.lexicon import lexicon_rows, lexicon_words
from flows.normalize.methods import method_confidence
from flows.normalize.page import Page, Span
from flows.normalize.role_holders import is_office
from flows.normalize.word_classes import Words

# One letter a unit: 1 person, 2 other name, m word that stands before titles, j 'general' and 'chief', n 'in', 'at'
# and 'to'; else the classes of word_classes.
_NOUN = "[BCXDLOEPJwsmjopel9]"
_COMPLEMENT = (
    rf"(?:[frn]h?{_NOUN}{{0,4}}?2(?:s?[wopmB](?=[,.\n)1]))?"
    r"|[fr]h?[BLOEPXJ]+(?:,[BXCP]+)*(?:,?&[BLOEPX]+)?"
    r"|[frn]h?[wmjBoepl]{1,3}(?=[,.\n)1>(frn-]))"
)
_HEAD = rf"(?:[TtJj][TtJjB]{{0,2}}(?:{_COMPLEMENT})*)"
_TITLE = rf"(?:2s?(?=[mBDJjtT]))?[mBDXJj]{{0,4}}?{_HEAD}"
# After 'the', 'a' or a boundary any words may lead up to the title ('the wound care nurse').
_LED = rf"(?:(?<=[hqs\n.>;(-])[wmjBDJXoepl]{{0,3}}?{_HEAD}|{_TITLE})"
_LISTED = rf"(?P<one>{_LED})(?:[>,]{{0,2}}&(?P<two>{_TITLE}))?"
_BEFORE = re.compile(rf"{_LISTED}(?:\.|[>,]{{0,2}}\n?)H?(?=1)")
_AFTER = re.compile(
    rf"(?<=1),?[\n(]?(?:[hq]|h?[w2]{{1,2}}s)?(?P<one>(?:(?<=[hqs,])w{{0,3}}?)?{_TITLE})(?:&(?P<two>{_TITLE}))?(?P<at>,2(?=[\n.)]))?"
    r"(?=[,.\n)(>;-]|[wrn9])"
)
_ALONE = re.compile(rf"(?<=h)(?P<one>[mBDJ]{{0,3}}[TtJj]+(?:{_COMPLEMENT})+)")


def role_spans_from_page(page: Page, words: Words, names: list[Span]) -> list[Span]:
    """Role spans in order: titles as printed, before and after a person's name, and those alone that hold a name."""
    units, bounds = _units(words, sorted(names))
    found: set[tuple[int, int]] = set()
    taken = [False] * len(units)
    for first, last in (*_matches(_BEFORE, units), *_matches(_AFTER, units), *_matches(_ALONE, units)):
        if last > first and not any(taken[first:last]):
            taken[first:last] = [True] * (last - first)
            found.add((bounds[first][0], bounds[last - 1][1]))
    return [Span(start, end, "role", "", method_confidence("role-1"), "role-1") for start, end in sorted(found)]


def _matches(pattern: re.Pattern[str], units: str) -> Iterator[tuple[int, int]]:
    """First unit and unit after the last of each title that the pattern finds."""
    for match in pattern.finditer(units):
        groups = match.groupdict()
        if groups.get("two"):
            yield match.span("two")
        yield match.start("one"), match.end("at") if groups.get("at") else match.end("one")


def _units(words: Words, names: list[Span]) -> tuple[str, list[tuple[int, int]]]:
    """The page as one letter a name or word, and the characters of each."""
    small = _small()
    letters = [small.get(text, letter) if letter in "wB" else letter for text, letter in zip(words.texts, words.classes, strict=True)]
    starts = [start for start, _ in words.spans]
    units: list[str] = []
    bounds: list[tuple[int, int]] = []
    place = 0
    for name in names:
        first, last = bisect_left(starts, name.start), bisect_left(starts, name.end)
        if first < place or is_office(words.texts[first:last]):
            continue  # a title alone may be part of a longer one
        units += [*letters[place:first], "1" if name.label == "person" else "2"]
        bounds += [*words.spans[place:first], (name.start, name.end)]
        place = last
    return "".join([*units, *letters[place:]]), bounds + words.spans[place:]


@cache
def _small() -> dict[str, str]:
    """Words with a part of their own in titles, in lower case and capitalised."""
    before = {form: "m" for word in lexicon_words("titles", part="before") for form in (word, word.capitalize())}
    # A verb of speech before a title is no part of it ('said union chair Ali Musa'); its base form may be ('state secretary').
    spoken = {
        form: "v" for row in lexicon_rows("cue_verbs") for form in row["forms"].split("|") if form not in (row["lemma"], f"{row['lemma']}s")
    }
    titles = dict.fromkeys(lexicon_words("titles", part="both"), "j")
    return spoken | before | titles | dict.fromkeys(("at", "to", "from"), "n")
