"""What a page holds ready for the question who speaks: its cast by place, by office and by the words of names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from flows.normalize.cast import Cast, Holding, Named
from flows.normalize.page import Page
from flows.normalize.speaker_phrases import body_names

_CHOOSING = ("elected", "appointed", "chosen", "named", "unseated", "succeeds", "succeeded", "replaces", "replaced", "polled")


@dataclass(frozen=True)
class Stage:
    """A page and its cast, with indexes that are made once."""

    page: Page
    cast: Cast

    @cached_property
    def sentence_starts(self) -> list[int]:
        return [start for start, _ in self.page.sentences]

    @cached_property
    def line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.page.text))]

    @cached_property
    def title_end(self) -> int:
        """Where the first line ends; 0 for a page of one line, which is no headline."""
        return max(self.page.text.find("\n"), 0)

    @cached_property
    def free(self) -> list[Named]:
        """The mentions outside roles, in order."""
        return [one for one in self.cast.named if not self.cast.in_role(one)]

    @cached_property
    def free_places(self) -> dict[str, list[int]]:
        """Key -> where the page names it outside roles."""
        found: dict[str, list[int]] = defaultdict(list)
        for one in self.free:
            found[one.key].append(one.start)
        return dict(found)

    @cached_property
    def types(self) -> dict[str, str]:
        return {one.key: one.type for one in self.cast.named}

    @cached_property
    def leading(self) -> dict[str, str]:
        """Type -> the key named most often."""
        leading: dict[str, str] = {}
        for key, _ in Counter(one.key for one in self.cast.named).most_common():
            leading.setdefault(self.types[key], key)
        return leading

    @cached_property
    def opening(self) -> dict[str, str]:
        """Type -> the first one that the body names."""
        opening: dict[str, str] = {}
        for one in self.free:
            if one.start >= self.title_end:
                opening.setdefault(one.type, one.key)
        return opening

    @cached_property
    def held(self) -> dict[str, list[Holding]]:
        """Word of an office -> who is told to hold such an office, in order of place."""
        found: dict[str, list[Holding]] = defaultdict(list)
        for one in sorted(self.cast.holdings, key=lambda one: one.start):
            for word in one.words:
                found[word].append(one)
        return dict(found)

    @cached_property
    def offices_held(self) -> dict[str, list[Holding]]:
        """Word of an office -> who is told to hold such an office, each office of a person once."""
        return {word: list({(one.key, one.words): one for one in held}.values()) for word, held in self.held.items()}

    @cached_property
    def bodies(self) -> dict[str, list[Named]]:
        """Word of a name -> the mentions of organizations whose names hold it. The word '' (what a firm's name may hold) is of those
        without a noun for another body: a firm's name need not tell that it is one, that of a ministry does."""
        found: dict[str, list[Named]] = defaultdict(list)
        for one in self.cast.named:
            if one.type == "organization":
                words = words_of_name(one.name)
                for word in words | ({""} if not words & _other_bodies() else set()):
                    found[word].append(one)
        return dict(found)

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """Word in lower case -> where the page has it."""
        found: dict[str, list[int]] = defaultdict(list)
        for match in re.finditer(r"[^\W\d_]+", self.page.text):
            found[match.group().lower()].append(match.start())
        return dict(found)

    @cached_property
    def chosen(self) -> frozenset[str]:
        """Whom a sentence names that tells of an election or an appointment."""
        found: set[str] = set()
        for at in {self.sentence(place) for word in _CHOOSING for place in self.words.get(word, [])}:
            found.update(one.key for one in self.cast.between(*self.page.sentences[at]) if one.type == "person")
        return frozenset(found)

    def sentence(self, place: int) -> int:
        """The number of the sentence at a place."""
        return max(bisect_right(self.sentence_starts, place) - 1, 0)

    def line(self, place: int) -> int:
        """The number of the line at a place."""
        return bisect_right(self.line_starts, place) - 1

    def line_end(self, line: int) -> int:
        """Where a line ends."""
        return self.line_starts[line + 1] - 1 if line + 1 < len(self.line_starts) else len(self.page.text)

    def around(self, key: str, place: int) -> tuple[int | None, int | None]:
        """Where the page names somebody last before a place and first from there on, outside roles."""
        places = self.free_places.get(key, [])
        at = bisect_left(places, place)
        return (places[at - 1] if at else None), (places[at] if at < len(places) else None)


@cache
def _other_bodies() -> frozenset[str]:
    """The nouns for bodies that no firm is called by."""
    firms = {noun for noun, names in body_names().items() if "" in names}
    return frozenset(body_names()) - firms - {name for noun in firms for name in body_names()[noun]}


@lru_cache(maxsize=10_000)
def words_of_name(name: str) -> frozenset[str]:
    """The words of a name, in lower case."""
    return frozenset(word.lower() for word in re.findall(r"[^\W_]+", name))
