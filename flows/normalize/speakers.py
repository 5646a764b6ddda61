"""Whom the words beside a cue mean: a mention of the document, or nobody it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache

from flows.normalize.cast import Cast, Named, office_words
from flows.normalize.lexicon import lexicon_rows
from flows.normalize.page import Page, starting_within

Extent = tuple[int, int]
Earlier = Sequence[tuple[int, str]]  # place and speaker key of the quotes before, in order

_DEFINITE = re.compile(r"the\s")
_APPOSITION = 60  # characters within which a name in apposition ends
_SENTENCES_BACK = 6  # a pronoun further from its name was never right on the development documents


@cache
def _pronouns() -> dict[str, str]:
    return {row["word"]: row["person"] for row in lexicon_rows("pronouns")}


def speaker_key(page: Page, cast: Cast, source: Extent, earlier: Earlier) -> str | None:
    """The entity_key of the speaker whom `source` names; None when the document does not name him.

    `earlier` are the quotes before this one with their speakers: 'he' is most often who spoke last.
    """
    inside = cast.between(*source)
    if people := [one for one in inside if one.type == "person" and not _possessive(page.text, one, source)]:
        return people[0].key
    words = page.text[source[0] : source[1]].lower().strip()
    if apposed := _apposed(page.text, cast, source):
        return apposed
    if person := _pronouns().get(words):
        return _antecedent(page, cast, source[0], person, earlier)
    free = [one for one in inside if one.type == "organization" and not cast.in_role(one)]
    if free and free[-1].end >= source[1] - 2:
        lead = page.text[source[0] : free[-1].start]
        if len(lead.split()) <= 1 or lead.rstrip().endswith(","):
            return free[-1].key
    found = _by_office(page, cast, source) or _by_noun(page, cast, source, words, free)
    if found is None and not free and _DEFINITE.match(words) and _head(words) not in _kinds() and not _head(words).endswith("s"):
        return _antecedent(page, cast, source[0], "any", earlier)
    return found


def _apposed(text: str, cast: Cast, source: Extent) -> str | None:
    """The person whose name follows the source in apposition: 'Her neighbour, X, …'."""
    after = cast.between(source[1], source[1] + _APPOSITION)
    if after and after[0].type == "person" and text[source[1] : after[0].start].strip() in (",", ", Mr", ", Ms", ", Dr"):
        return after[0].key
    return None


def _possessive(text: str, one: Named, source: Extent) -> bool:
    """'X's lawyer' is not X."""
    return text[one.end : one.end + 2] in ("'s", "’s") and one.end + 2 < source[1] and text[one.end + 2 : source[1]].strip() != ""


def _antecedent(page: Page, cast: Cast, place: int, person: str, earlier: Earlier) -> str | None:
    """The person (or organization, for 'it') that a pronoun at `place` means."""
    if person == "first":
        return None
    if person == "relative":
        before = [one for one in starting_within(cast.named, place - _APPOSITION, place) if one.end <= place and not cast.in_role(one)]
        return before[-1].key if before else None
    last = bisect_left(page.sentences, place, key=lambda span: span[0])
    sentences = page.sentences[max(0, last - _SENTENCES_BACK) : last]
    told = earlier[bisect_left(earlier, sentences[0][0], key=lambda one: one[0]) :] if sentences else ()
    for number, (start, end) in enumerate(reversed(sentences)):
        spoken = [key for at, key in told if start <= at < end and at < place]
        subjects = cast.between(start, min(end, place) if number == 0 else end)
        ordered = [one for one in subjects if not cast.in_role(one)]
        candidates = [*reversed(spoken), *(one.key for one in ordered)]
        for key in candidates:
            if _fits(cast, key, person):
                return key
    return None


def _fits(cast: Cast, key: str, person: str) -> bool:
    kind = cast.by_key[key][0].type if key in cast.by_key else None
    if person in ("it", "they"):
        return kind == "organization"
    return kind == "person" and (person == "any" or cast.genders.get(key, person) == person)


def _by_office(page: Page, cast: Cast, source: Extent) -> str | None:
    """The person whose printed office the source repeats: 'the chairman of the Union', 'the minister'."""
    text = page.text[source[0] : source[1]]
    wanted = office_words(text, cast.mentions, *source)
    head = _head(text)
    best: tuple[int, ...] | None = None
    chosen = None
    for key, offices in cast.offices.items():
        for office in offices:
            if head not in office:
                continue
            named = cast.by_key[key]
            last = bisect_left(named, source[0], key=lambda one: one.start)
            place = named[last - 1].start if last else -1
            rank = (len(wanted & office), -len((office - wanted) & _RANKS), -len(office - wanted) if len(wanted) > 1 else 0, place)
            if best is None or rank > best:
                best, chosen = rank, key
    return chosen


# Words that make another office of one: the deputy is not the chairman.
_RANKS = frozenset(
    ["deputy", "vice", "acting", "former", "assistant", "ex", "first", "second", "senior", "заместитель", "зам", "бывший", "орынбасары"]
)


@lru_cache(maxsize=10_000)
def _name_words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in re.findall(r"[^\W_]+", name))


def _head(text: str) -> str:
    """The head noun of a noun phrase: its last word before 'of', 'for', 'at', a comma."""
    phrase = re.split(r"\s(?:of|for|at|in|from|on|with|who|which|whose|to)\s|[,(]", text.strip(), maxsplit=1)[0]
    words = re.findall(r"[^\W_]+", phrase.lower())
    return words[-1] if words else ""


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """A noun for a body ('union') -> the nouns that the names of such bodies hold ('union', 'federation')."""
    return {row["noun"]: frozenset(row["names"].split("|")) for row in lexicon_rows("body_nouns")}


def _by_noun(page: Page, cast: Cast, source: Extent, words: str, free: list[Named]) -> str | None:
    """The organization that a common noun means: 'the union', 'the ministry said'."""
    if free:
        return None  # a spokesman of X, X's lawyer: somebody else
    head = _head(words)
    nouns = _kinds().get(head, frozenset([head]))
    last = bisect_left(cast.named, source[0], key=lambda one: one.start)
    for place in range(last - 1, -1, -1):
        one = cast.named[place]
        if one.type == "organization" and nouns & _name_words(one.name):
            return one.key
    if head in _kinds() and "" in nouns:
        others = frozenset(noun for row in _kinds().values() for noun in row if noun)
        before = (cast.named[place] for place in range(last - 1, -1, -1))
        return next((one.key for one in before if one.type == "organization" and not others & _name_words(one.name)), None)
    return None
