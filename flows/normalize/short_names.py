"""Which short names of a document mean which of its long names: surnames, acronyms, 'the Federation'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.normalize.fold import fold
from flows.normalize.person_names import SAME_PERSON, same_person

_SMALL = frozenset(("of", "for", "in", "on", "to", "and", "the", "i", "po", "und", "de", "la"))
# Words that tell versions of one law apart: the draft of a new constitution is not the one in force.
_VERSIONS = frozenset(("draft", "new", "current"))
_CAPITALS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Named:
    """One thing of a document: its type and its names, in the order of the text."""

    type: str
    names: list[tuple[int, str]] = field(default_factory=list)  # place in the text, name

    @property
    def fullest(self) -> str:
        """The name with most words; the longest of those, not in capitals if another is at hand; the first of equals."""
        return max((name for _, name in self.names), key=lambda name: (len(name.split()), not name.isupper(), len(name)))


def things_from_names(names: Sequence[tuple[int, str, str]]) -> list[Named]:
    """The things that the names (place, type, text) of one document mean; each name goes to one thing.

    Long names come first, so that each shorter one finds what it stands for: the nearest such name before
    it, else the first after it.
    """
    things: dict[str, list[Named]] = {}
    for place, kind, name in sorted(names, key=lambda name: (-len(name[2].split()), -(len(name[2]) > 5), name[0])):
        same = things.setdefault(kind, [])
        thing = _thing_of(place, name, same, kind)
        if thing is None:
            thing = Named(kind)
            same.append(thing)
        thing.names.append((place, name))
    return [thing for same in things.values() for thing in same]


def _thing_of(place: int, name: str, things: list[Named], kind: str) -> Named | None:
    folded = fold(name)
    for thing in things:
        if any(fold(other) == folded for _, other in thing.names):
            return thing
    if kind == "place":
        return None  # 'Almaty' is not short for 'Almaty Region'
    fits = _is_person if kind == "person" else _is_short_for
    fitting = [thing for thing in things if any(fits(name, other) for _, other in thing.names)]
    if kind == "person" and len(fitting) > 1:
        return None  # two bearers of one surname: neither is meant for sure
    return min(fitting, key=lambda thing: _distance(place, thing), default=None)


def _distance(place: int, thing: Named) -> tuple[bool, int]:
    """Names before the place are nearer than any after it."""
    before = [place - at for at, _ in thing.names if at <= place]
    return (False, min(before)) if before else (True, min(at - place for at, _ in thing.names))


def _is_person(short: str, full: str) -> bool:
    """A spelling variant, initials with the surname, or one word of the full name alone."""
    words, others = fold(short).split(), fold(full).split()
    if len(words) == 1:
        return len(others) > 1 and words[0] in (others[0], others[-1])
    return same_person(short, full) >= SAME_PERSON


def _is_short_for(short: str, full: str) -> bool:
    """Whether a name of a body, law or event can stand for a longer one."""
    words, others = _words(short), _words(full)
    if _VERSIONS & set(words) != _VERSIONS & set(others) and not (_VERSIONS & set(words) - {"current"} and _VERSIONS & set(others) - {"current"}):
        return False
    words, others = [word for word in words if word not in _VERSIONS], [word for word in others if word not in _VERSIONS]
    if short.isupper() and len(words) == 1:
        return is_acronym(short, full)
    if not words or len(words) >= len(others):
        return False
    if len(words) == 1 and words[0] not in (others[0], others[-1], _head(full)):
        return False
    rest = iter(others)
    return all(word in rest for word in words) and (_head(short) == _head(full) or words == others[: len(words)])


def is_acronym(short: str, full: str) -> bool:
    """Whether the letters of `short` begin the words of `full` in order, at most one word or letter left over."""
    letters = [word[0].lower() for word in _CAPITALS.findall(full) if word.lower() not in _SMALL]
    wanted = [letter.lower() for letter in short if letter.isalpha()]
    if len(wanted) < 2 or abs(len(letters) - len(wanted)) > 1:
        return False
    rest = iter(letters)
    found = sum(letter in rest for letter in wanted)
    return found >= len(wanted) - (len(wanted) > 3) and wanted[0] == letters[0]


def _words(name: str) -> list[str]:
    return [word for word in fold(name).split() if word not in _SMALL]


def _head(name: str) -> str:
    """The noun that the complements of a name belong to: the last word before 'of' or 'for'."""
    words = fold(re.split(r"\s(?:of|for|on|in|to)\s|[“\"«]", name)[0]).split()
    return words[-1] if words else ""
