"""Which names of one document mean the same thing: spelling variants, surnames, acronyms, 'the Federation'."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.normalize.fold import fold
from flows.normalize.lexicon import lexicon_rows
from flows.normalize.person_names import SAME_PERSON, same_person

# Words that tell versions of one law apart: the draft of a new constitution is not the one in force.
VERSIONS = frozenset(("draft", "new", "current"))
_FOLDED_VERSIONS = {fold(word): "current" if word == "current" else "new" for word in VERSIONS}
_SMALL = frozenset(fold(word) for word in ("of", "for", "in", "on", "to", "and", "the", "и", "по", "және", "de", "la", "no"))
_ORDINALS = frozenset(fold(word) for word in ("first", "second", "third", "fourth", "fifth"))
_CONSTITUTION = re.compile(r"\b(?:fundamental|basic|основной)\s+(?:law|закон)\b", re.IGNORECASE)  # other words for it
_COMPLEMENT = re.compile(r"\s(?:of|for|on|in|to|named)\s|[“\"«]", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«„]([^”\"»“]+)[”\"»“]?")
_CAPITALS = re.compile(r"[^\W\d_]+")


def is_short_for(kind: str, short: str, full: str) -> bool:
    """Whether a name can stand for another, as long or longer, of the same type in the same document."""
    if kind == "place":
        return False  # 'Almaty' is not short for 'Almaty Region'
    return _is_person(short, full) if kind == "person" else _is_body(short, full)


def short_name_marks(kind: str, short: str) -> set[str]:
    """What a name must share with one that it stands for: a full name has one of these among its `full_name_marks`."""
    if kind == "place":
        return set()
    if kind == "person":
        words = fold(short).split()
        return {f"word {words[0]}"} if len(words) == 1 else {f"initial {words[-1][0]}"} if words else set()
    words, _ = _words(short)
    if not words:
        return set()
    marks = {f"first {words[0]}", f"last {words[-1]}"}
    if own := _QUOTED.search(short):
        marks.add(f"marks {fold(own[1])}")
    if len(words) == 1:
        marks.add(f"word {words[0]}")
        if short.isupper():
            marks.update(f"letter {letter.lower()}" for letter in [one for one in short if one.isalpha()][:1])
    return marks


@lru_cache(maxsize=20_000)
def full_name_marks(kind: str, full: str) -> frozenset[str]:
    """What a name offers to short ones: its words, how it begins and ends, its part in marks, the first letter of its acronym."""
    marks = {f"word {word}" for word in fold(full).split()}
    if kind == "person":
        return frozenset(marks | {f"initial {word[0]}" for word in fold(full).split()})
    words, _ = _words(full)
    if words:
        marks |= {f"first {words[0]}", f"last {words[-1]}"}
    if other := _QUOTED.search(full):
        marks.add(f"marks {fold(other[1])}")
    letters = (word[0].lower() for word in _CAPITALS.findall(full) if fold(word) not in _SMALL)
    return frozenset(marks | {f"letter {letter}" for letter in [*letters][:1]})


def _is_person(short: str, full: str) -> bool:
    """Words of the full name that hold its end or stand alone, initials with the surname, or a spelling variant."""
    words, others = fold(short).split(), fold(full).split()
    if not words or not others:
        return False
    if len(words) < len(others) and not any(len(word) == 1 for word in words):
        if len(words) == 1:
            return words[0] in others
        if words == others[-len(words) :] or (words[0] == others[0] and words[-1] == others[-1] and set(words) <= set(others)):
            return True
    return len(words) > 1 and words[-1][0] in {word[0] for word in others} and same_person(short, full) >= SAME_PERSON


def _is_body(short: str, full: str) -> bool:
    """A body, law or event by its acronym, its name in marks, its head noun or the words that it begins or ends with."""
    (words, version), (others, other_version) = _words(short), _words(full)
    synonym = _CONSTITUTION.search(short) is not None and not version
    if not words or (version != other_version and not synonym):
        return False
    if (own := _QUOTED.search(short)) and (other := _QUOTED.search(full)) and fold(own[1]) == fold(other[1]):
        return True
    if (synonym or version) and words == others:
        return True
    if len(words) == 1 and short.isupper():
        return is_acronym(short, full)
    if len(words) >= len(others):
        return False
    if len(words) == 1 and words[0] in _head_nouns():
        return words[0] in fold(_COMPLEMENT.split(full)[0]).split()
    if words == others[: len(words)]:
        return True
    return words == others[-len(words) :] and _head(short) == _head(full)


def is_acronym(short: str, full: str) -> bool:
    """Whether the letters of `short` begin the words of `full` in order, at most one word or letter left over."""
    letters = [word[0].lower() for word in _CAPITALS.findall(full) if fold(word) not in _SMALL]
    wanted = [letter.lower() for letter in short if letter.isalpha()]
    if len(wanted) < 2 or abs(len(letters) - len(wanted)) > 1 or wanted[0] != letters[0]:
        return False
    rest = iter(letters)
    return sum(letter in rest for letter in wanted) >= len(wanted) - (len(wanted) > 3)


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[list[str], str]:
    """The words of a name without small words and ordinals, and the version of a law that they tell."""
    folded = fold(_CONSTITUTION.sub("Constitution", name)).split()
    versions = {_FOLDED_VERSIONS[word] for word in folded if word in _FOLDED_VERSIONS}
    bare = [word for word in folded if word not in _SMALL and word not in _FOLDED_VERSIONS and word not in _ORDINALS]
    number = bare[0].isdigit() and len(bare) > 1 if bare else False
    return bare[1:] if number else bare, "new" if "new" in versions else "current" if versions else ""


def _head(name: str) -> str:
    """The noun that the complements of a name belong to: the last word before 'of' or 'for'."""
    words = fold(_COMPLEMENT.split(_CONSTITUTION.sub("Constitution", name))[0]).split()
    return words[-1] if words else ""


@lru_cache(maxsize=1)
def _head_nouns() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in lexicon_rows("name_heads"))
