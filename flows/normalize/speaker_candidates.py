"""Who could have said a quote: those whom its source, the text around it, the offices and the quotes before bring to mind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from flows.normalize.cast import Holding, Named
from flows.normalize.page import Span, starting_within
from flows.normalize.speaker_phrases import Phrase, body_names, phrase_from_words
from flows.normalize.speaker_stage import Stage, words_of_name
from flows.normalize.speaker_tellings import SIGNATURE_REACH, Telling

# How far candidates are sought. Twice as many found no further speaker of the development documents in a hundred quotes.
_BACK = 14  # mentions before
_AHEAD = 5  # mentions after
_SAID = 6  # quotes before
_OUTER = 40  # quotes back among which one that holds this one is sought: as many as a turn of talk repeats
APPOSITION = 60  # characters within which a name in apposition ends
_FITTING = 3  # holders of an office or bodies of a kind before; one after


_BODY = 40  # quotes of the body beside which a quote of the headline is set
_SHARED = 0.6  # of its words


class Said(NamedTuple):
    """A quote before and its speaker."""

    telling: Telling
    key: str | None


_NEARNESS = ("is", "near", "by", "far")
_IS_SO = re.compile(r"(?:,(?:\s\d+,)?|\s(?:is|was|became|as))\s(?:(?:the|an?|its|his|her|their)\s)?(?:[\w'’-]+\s){0,3}")
_SO_IS = re.compile(r",?\s(?:(?:is|was|named|called)\s)?(?:[A-Z]\w{0,4}\.\s)?")


def _nearness(text: str, one: Named, start: int, end: int) -> int:
    """How near a name stands to a noun: in apposition to it or its predicate, or how many characters from it."""
    between = text[one.end : start] if one.end <= start else text[end : one.start]
    if (_IS_SO if one.end <= start else _SO_IS).fullmatch(between):
        return 0
    return 1 if len(between) <= 3 else 2 if len(between) < 20 else 3


class Question:
    """One quote whose speaker is sought, and what its answer can depend on."""

    def __init__(self, stage: Stage, telling: Telling, said: Sequence[Said], body: Sequence[Said] = ()) -> None:
        self.stage, self.telling, self.said, self.body = stage, telling, said, body[:_BODY]
        self.source = telling.source
        self.place = min(self.source.start, telling.start) if self.source else telling.start
        self.asked_at = self.source.start if self.source else telling.start

    @cached_property
    def phrase(self) -> Phrase:
        source = self.source
        return phrase_from_words(self.stage.page.text[source.start : source.end]) if source else Phrase("none", "", "")

    @cached_property
    def inside(self) -> list[Named]:
        """Whom the source names."""
        return self.stage.cast.between(self.source.start, self.source.end) if self.source else []

    @cached_property
    def described(self) -> bool:
        """Whether the source describes its speaker: 'the judge', and with a body in its complement 'the chairman of X'."""
        if self.source is None or not self.phrase.sort:
            return False
        if not self.inside:
            return True
        lead = self.stage.page.text[self.source.start : self.inside[0].start]
        people = all(one.type == "organization" for one in self.inside) and self.phrase.sort in ("single", "person")
        return people and self.phrase.head in lead.lower().split()

    @cached_property
    def outer(self) -> Said | None:
        """The innermost quote that holds this one."""
        telling = self.telling
        before = reversed(self.said[-_OUTER:])
        return next((one for one in before if one.telling.start <= telling.start and telling.end <= one.telling.end), None)

    @cached_property
    def same_words(self) -> list[Said]:
        """The quotes before whose sources are the very words of this one's, if these are no pronoun: labels of turns, 'the judge'."""
        if self.source is None or not self.phrase.sort:
            return []
        words = self._words(self.source)
        return [one for one in self.said[-_OUTER:] if (source := one.telling.source) and self._words(source) == words]

    def _words(self, span: Span) -> str:
        return self.stage.page.text[span.start : span.end].lower()

    @cached_property
    def holders(self) -> list[Holding]:
        """Who is told to hold an office of the head noun's name: the last before, the first after."""
        return _around(self.stage.held.get(self.phrase.head, []), self.asked_at)

    @cached_property
    def kin(self) -> list[Holding]:
        """Who is told to hold an office of a kindred name: 'the leader' can be a chairman."""
        held = self.stage.held
        titles = sorted(self.phrase.titles & held.keys())
        return _around(sorted((one for title in titles for one in held[title]), key=lambda one: one.start), self.asked_at)

    @cached_property
    def body_noun(self) -> str:
        """The noun for the body that a description can mean: 'the company', 'the company's statement'."""
        phrase = self.phrase
        return phrase.owner if phrase.sort in ("voice", "body") and phrase.owner in body_names() else phrase.head

    @cached_property
    def bodies(self) -> list[Named]:
        """The organizations that the noun can mean, the nearest before first."""
        noun, index = self.body_noun, self.stage.bodies
        nouns = sorted(body_names().get(noun, () if self.phrase.sort in ("plural", "person") else (noun,))) if noun else []
        found = dict.fromkeys(one for name in nouns for one in _around(index.get(name, []), self.asked_at))
        return sorted(found, key=lambda one: (one.start > self.asked_at, abs(one.start - self.asked_at)))

    @cached_property
    def beside(self) -> dict[str, str]:
        """Whom the page names near other places of the head noun ('X, a sociologist at'), and how near: the description may mean them."""
        stage, head = self.stage, self.phrase.head
        found: dict[str, int] = {}
        places = stage.words.get(head, []) if len(head) > 2 else []
        at = bisect_left(places, self.place)
        for place in [*reversed(places[max(at - _FITTING, 0) : at]), *places[at + 1 : at + 3]]:
            start, end = stage.page.sentences[stage.sentence(place)]
            for one in stage.cast.between(max(start, place - APPOSITION), min(end, place + len(head) + APPOSITION)):
                found[one.key] = min(found.get(one.key, len(_NEARNESS)), _nearness(stage.page.text, one, place, place + len(head)))
        return {key: _NEARNESS[near] for key, near in found.items()}

    @cached_property
    def words(self) -> str:
        """The words of the source, in lower case."""
        return self._words(self.source) if self.source else ""

    @cached_property
    def alike(self) -> list[Said]:
        """Quotes of the body that have most of the words of this one: a headline repeats them."""
        words = _words(self.stage, self.telling) if self.body else frozenset()
        shared = {one: len(words & _words(self.stage, one.telling)) for one in self.body}
        return [one for one, count in shared.items() if count >= _SHARED * max(len(words), 2)]

    @cached_property
    def keys(self) -> list[str]:
        """The candidates, each once."""
        return list(dict.fromkeys(self._named()))

    def _named(self) -> Iterator[str]:
        stage, named = self.stage, self.stage.cast.named
        yield from (one.key for one in self.inside)
        end = max(self.source.end if self.source else 0, self.telling.end)
        if self.source:
            yield from (one.key for one in stage.cast.between(self.source.end, self.source.end + APPOSITION))
        if self.telling.quote.label == "address":
            yield from (one.key for one in starting_within(named, self.telling.end, self.telling.end + SIGNATURE_REACH))
        at = bisect_left(named, self.asked_at, key=lambda one: one.start)
        yield from (one.key for one in reversed(named[max(at - _BACK, 0) : at]))
        at = bisect_left(named, end, key=lambda one: one.start)
        yield from (one.key for one in named[at : at + _AHEAD])
        yield from (one.key for one in reversed(self.said[-_SAID:]) if one.key in stage.types and one.key is not None)
        if self.outer and self.outer.key is not None:
            yield self.outer.key
        yield from (one.key for one in self.body[:_SAID] if one.key is not None)
        yield from (one.key for one in self.same_words[-1:] if one.key is not None)
        yield from (one.key for one in self.alike if one.key is not None)
        yield from self.beside
        yield from (one.key for one in self.holders)
        yield from (one.key for one in self.kin)
        yield from (one.key for one in self.bodies)
        yield from stage.leading.values()
        yield from stage.opening.values()


def _words(stage: Stage, telling: Telling) -> frozenset[str]:
    return words_of_name(stage.page.text[telling.start : telling.end])


_Row = TypeVar("_Row", Named, Holding)


def _around(rows: list[_Row], place: int) -> list[_Row]:
    """The last rows before a place, the nearest first, and the first from there on."""
    at = bisect_left(rows, place, key=lambda one: one.start)
    before: list[_Row] = rows[max(at - _FITTING, 0) : at]
    return before[::-1] + rows[at : at + 1]
