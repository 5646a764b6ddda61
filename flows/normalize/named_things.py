"""The things that the names of one document mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flows.normalize.fold import fold
from flows.normalize.short_names import is_short_for


@dataclass(slots=True)
class Thing:
    """One thing of a document: its type, and its names with the places where they stand."""

    type: str
    names: dict[str, list[int]] = field(default_factory=dict)

    @property
    def fullest(self) -> str:
        """The name with most words; of those the longest, one not in capitals before one that is."""
        return max(sorted(self.names), key=lambda name: (len(name.split()), not name.isupper(), len(name)))

    def add(self, name: str, places: Iterable[int]) -> None:
        self.names.setdefault(name, []).extend(places)

    def distance(self, place: int) -> tuple[bool, int]:
        """How far its nearest name stands from a place; names before it are nearer than any after it."""
        before = [place - at for places in self.names.values() for at in places if at <= place]
        return (False, min(before)) if before else (True, min(at - place for places in self.names.values() for at in places))


def things_from_names(names: Iterable[tuple[str, str, int]], bracketed: Mapping[str, str]) -> list[Thing]:
    """The things that the names (type, text, place) of one document mean; each name at each place goes to one thing.

    Long names come first, so that each shorter one finds what it stands for; of several, the nearest. A surname
    that two persons share stays a thing of its own. `bracketed` tells the full name before each short one in brackets.
    """
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    spellings: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for kind, name, place in names:
        key = kind, fold(name) or name
        places[key].append(place)
        spellings[key][name].append(place)
    things: dict[str, list[Thing]] = defaultdict(list)
    for key in sorted(places, key=lambda key: (-len(key[1].split()), -len(key[1]), places[key][0])):
        _assign(key[0], spellings[key], things[key[0]], bracketed)
    return [thing for same in things.values() for thing in same]


def _assign(kind: str, spellings: Mapping[str, list[int]], things: list[Thing], bracketed: Mapping[str, str]) -> None:
    """Give the spellings of one name to the things that they mean, or to a new one."""
    name = next(iter(spellings))
    full = {bracketed[short] for short in spellings if short in bracketed}
    told = next((thing for thing in things if not full.isdisjoint(thing.names)), None) if full else None
    fitting = [told] if told else [thing for thing in things if any(is_short_for(kind, name, other) for other in thing.names)]
    if not fitting or (kind == "person" and len(fitting) > 1):
        things.append(Thing(kind, {text: list(places) for text, places in spellings.items()}))
        return
    for text, places in spellings.items():
        for place in places:
            min(fitting, key=lambda thing: thing.distance(place)).add(text, [place])
