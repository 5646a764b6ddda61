"""The things that the names of one document mean."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from flows.normalize.fold import fold
from flows.normalize.short_names import full_name_marks, fullness, is_short_for, short_name_marks


@dataclass(slots=True)
class Thing:
    """One thing of a document: its type, and its names with the places where they stand."""

    type: str
    names: dict[str, list[int]] = field(default_factory=dict)
    _places: list[int] = field(init=False, repr=False, compare=False)  # of all its names, in order

    def __post_init__(self) -> None:
        self._places = sorted(place for places in self.names.values() for place in places)

    @property
    def fullest(self) -> str:
        """The name with most words; of those the longest, one not in capitals before one that is."""
        return max(sorted(self.names), key=lambda name: (fullness(self.type, name)[0], not name.isupper(), len(name)))

    def add(self, name: str, places: Iterable[int]) -> None:
        for place in places:
            self.names.setdefault(name, []).append(place)
            insort(self._places, place)

    def distance(self, place: int) -> tuple[bool, int]:
        """How far its nearest name stands from a place; names before it are nearer than any after it."""
        at = bisect_right(self._places, place)
        return (False, place - self._places[at - 1]) if at else (True, self._places[0] - place)


@dataclass(slots=True)
class Things:
    """The things of one type in a document; `marked` finds those that can have a short name without asking all of them.

    `fuller` tells the whole name of a known acronym, so that 'the Federation' can mean FTURK.
    """

    fuller: Callable[[str, str], str | None]
    things: list[Thing] = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)  # name -> the first thing that has it
    marked: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    known: dict[int, str] = field(default_factory=dict)  # number of a thing -> the whole name of its acronym

    def put(self, thing: Thing) -> None:
        self.things.append(thing)
        for name in thing.names:
            self.note(len(self.things) - 1, name)

    def note(self, number: int, name: str) -> None:
        """Remember that a thing has a name."""
        self.named[name] = min(number, self.named.get(name, number))
        kind = self.things[number].type
        if whole := _whole(kind, name, self.fuller):
            self.known[number] = whole
        for mark in full_name_marks(kind, name) | full_name_marks(kind, self.known.get(number, name)):
            self.marked[mark].add(number)

    def meant_by(self, kind: str, name: str) -> list[int]:
        """The things for one of whose names this one can stand, in order."""
        numbers: set[int] = set().union(*(self.marked.get(mark, ()) for mark in short_name_marks(kind, name)))
        return [number for number in sorted(numbers) if any(is_short_for(kind, name, other) for other in self._names(number))]

    def _names(self, number: int) -> list[str]:
        return [*self.things[number].names, *filter(None, [self.known.get(number)])]


def things_from_names(
    names: Iterable[tuple[str, str, int]], bracketed: Mapping[str, str], fuller: Callable[[str, str], str | None] = lambda type, name: None
) -> list[Thing]:
    """The things that the names (type, text, place) of one document mean; each name at each place goes to one thing.

    Long names come first, so that each shorter one finds what it stands for; of several, the nearest. A surname
    that two persons share stays a thing of its own. `bracketed` tells the full name before each short one in brackets,
    `fuller` the whole name of an acronym that is known (type, name).
    """
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    spellings: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for kind, name, place in names:
        key = kind, fold(name) or name
        places[key].append(place)
        spellings[key][name].append(place)
    things: dict[str, Things] = defaultdict(lambda: Things(fuller))
    ranks = {key: fullness(key[0], _whole(key[0], next(iter(spellings[key])), fuller) or key[1]) for key in places}
    for key in sorted(places, key=lambda key: (-ranks[key][0], -ranks[key][1], places[key][0])):
        _assign(key[0], spellings[key], things[key[0]], bracketed)
    return [thing for same in things.values() for thing in same.things]


def _whole(kind: str, name: str, fuller: Callable[[str, str], str | None]) -> str | None:
    """The whole name of an acronym, where it is known."""
    return fuller(kind, name) if name.isupper() and " " not in name else None


def _assign(kind: str, spellings: Mapping[str, list[int]], things: Things, bracketed: Mapping[str, str]) -> None:
    """Give the spellings of one name to the things that they mean, or to a new one."""
    name = next(iter(spellings))
    full = {bracketed[short] for short in spellings if short in bracketed}
    told = min((things.named[other] for other in full if other in things.named), default=None)
    fitting = things.meant_by(kind, name) if told is None else [told]
    if not fitting or (kind == "person" and len(fitting) > 1):
        things.put(Thing(kind, {text: list(places) for text, places in spellings.items()}))
        return
    for text, places in spellings.items():
        for place in places:
            nearest = min(fitting, key=lambda number: things.things[number].distance(place))
            things.things[nearest].add(text, [place])
            things.note(nearest, text)
