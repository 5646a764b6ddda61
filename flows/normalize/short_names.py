"""Which names of one document mean the same thing: spelling variants, surnames, acronyms, 'the Federation'."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.normalize.fold import fold
from flows.normalize.lexicon import lexicon_rows
from flows.normalize.person_names import SAME_PERSON, begins_with, is_patronymic, same_person

# Words that tell versions of one law apart: the draft of a new constitution is not the one in force.
VERSIONS = frozenset(("draft", "new", "current"))
_FOLDED_VERSIONS = {fold(word): "current" if word == "current" else "new" for word in VERSIONS}
_SMALL = frozenset(fold(word) for word in ("of", "for", "in", "on", "to", "and", "the", "и", "по", "және", "de", "la", "no"))
_ORDINALS = {
    fold(word): str(number)
    for number, word in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1)
}
_CONSTITUTION = re.compile(r"\b(?:fundamental|basic|основной)\s+(?:law|закон)\b", re.IGNORECASE)  # other words for it
_COMPLEMENT = re.compile(r"\s(?:of|for|on|in|to|named)\s|[“\"«]", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«„]([^”\"»“]+)[”\"»“]?")
_CAPITALS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:1[89]|20)\d\d\b")
_FIRST_LETTER_NUMBER = re.compile(r"^[IVX](?=\s)")  # the fold reads longer Roman numbers
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?){2,4}")
_RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)
_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)


def is_short_for(kind: str, short: str, full: str) -> bool:
    """Whether a name can stand for another, as long or longer, of the same type in the same document."""
    if kind == "place":
        return False  # 'Almaty' is not short for 'Almaty Region'
    return _is_person(short, full) if kind == "person" else _is_body(short, full)


def fullness(kind: str, name: str) -> tuple[float, int]:
    """By which names of one type are ordered, the fullest highest: words and letters; a given name with patronymic lacks the surname."""
    words = name.split()
    if kind == "person" and len(words) == 2 and is_patronymic(fold(words[1])):
        return 1.5, len(name)
    return len(words), len(name)


def short_name_marks(kind: str, short: str) -> set[str]:
    """What a name must share with one that it stands for: a full name has one of these among its `full_name_marks`."""
    if kind == "place":
        return set()
    if kind == "person":
        words = fold(short).split()
        found = {f"word {word}" for word in (words[0], *_given_names().get(words[0], ()))} if words else set()
        return found | {f"initial {words[-1][0]}", f"initial {words[0][0]}"} if len(words) > 1 else found
    words, *_ = _words(short)
    if not words:
        return set()
    marks = {f"first {words[0]}", f"last {words[-1]}", f"marks {fold(short)}"}
    if words[-1] in _head_nouns():
        marks.add(f"first {words[-1]}")
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
    words, *_ = _words(full)
    if words:
        marks |= {f"first {words[0]}", f"last {words[-1]}"}
    if other := _QUOTED.search(full):
        marks.add(f"marks {fold(other[1])}")
    letters = (word[0].lower() for word in _CAPITALS.findall(full) if fold(word) not in _SMALL)
    return frozenset(marks | {f"letter {letter}" for letter in [*letters][:1]})


def _is_person(short: str, full: str) -> bool:
    """Words of the full name that hold its end or stand alone, initials with the surname, the given name with
    patronymic or in its short form, a nickname in marks, or a spelling variant."""
    words, others = fold(short).split(), fold(full).split()
    if not words or not others:
        return False
    if (nickname := _QUOTED.search(full)) and fold(nickname[1]) in (fold(short), fold(_QUOTED.sub(" ", short))):
        return True
    if _INITIALS.fullmatch(short):
        return not _INITIALS.search(full) and [word[0] for word in words] in _initials_of(full)
    if len(words) == 1 and len(words[0]) > 1 and others[0] in _given_names().get(words[0], ()):
        return True
    if len(words) < len(others):
        if len(words) == 1:
            return len(words[0]) > 1 and words[0] in others
        if len(words[-1]) > 1 and (words == others[-len(words) :] or "".join(words) == others[-1]):
            return True  # also 'Ó Ceannabháin', whose first word is no initial, and 'Zhaksylyk-uly'
        if any(len(word) == 1 for word in words):
            return same_person(short, full) >= SAME_PERSON
        if words[0] == others[0] and words[-1] == others[-1] and set(words) <= set(others):
            return True
        if words in (others[1 : 1 + len(words)], others[: len(words)]):
            return True  # 'van der Heijden' of 'Teuvo van der Heijden-Salo'
    if len(words) == 2 and is_patronymic(words[1]):
        return _is_given_with_patronymic(words, others)
    return len(words) > 1 and words[-1][0] in {word[0] for word in others} and same_person(short, full) >= SAME_PERSON


def _initials_of(full: str) -> list[list[str]]:
    """What the initials of a name can be: of its words, a double-barrelled one counted once or by its parts; of the first and last."""
    words = full.split()
    readings = (words, re.split(r"[\s-]+", full), [words[0], words[-1]])
    return [[folded[0] for word in reading if (folded := fold(word))] for reading in readings]


def _is_given_with_patronymic(words: list[str], others: list[str]) -> bool:
    """'Nurlan Sabitovich' for 'Nurlan Bektemisov' or 'N. S. Bektemisov': the given name or its initial, and no other patronymic."""
    given, patronymic = words
    own = [word for word in others[1:] if is_patronymic(word)]
    initials = [word for word in others if len(word) == 1]
    if initials:
        return begins_with(given, initials[0]) and (len(initials) == 1 or begins_with(patronymic, initials[1]))
    return len(others) > 1 and others[0] == given and (not own or own[-1:] == [patronymic])


def _is_body(short: str, full: str) -> bool:
    """A body, law or event by its acronym, its name in marks, its head noun or the words that it begins or ends with."""
    (words, version, numbers), (others, other_version, other_numbers) = _words(short), _words(full)
    synonym = _CONSTITUTION.search(short) is not None and not version
    if not words or (version != other_version and not synonym) or not _numbers_fit(numbers, other_numbers):
        return False
    if numbers != other_numbers and _YEAR.match(full):
        return False  # the '1986 Constitution' is told from the Constitution by its year
    own, other = _QUOTED.search(short), _QUOTED.search(full)
    if other and fold(own[1] if own else short) == fold(other[1]):
        return True
    if words == others and (synonym or version or short != full):
        return True
    if len(words) == 1 and short.isupper():
        return is_acronym(short, full)
    if len(words) >= len(others):
        return False
    if len(words) == 1 and words[0] in _head_nouns():
        return words[0] in _heads(full)
    if words == others[: len(words)] and not (len(words) > 1 and words[-1] in _SMALL):
        return True
    if words[-1] in _head_nouns() and [words[-1], *words[:-1]] == others[: len(words)]:
        return True  # 'Labor Ministry' for 'Ministry of Labor and Social Protection'
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
def _words(name: str) -> tuple[list[str], str, frozenset[str]]:
    """The words of a name without small words and numbers, the version of a law that they tell, and the numbers."""
    plain = _FIRST_LETTER_NUMBER.sub(lambda match: str({"I": 1, "V": 5, "X": 10}[match[0]]), name, count=1)
    folded = [_ORDINALS.get(word, word) for word in fold(_CONSTITUTION.sub("Constitution", plain)).split()]
    versions = {_FOLDED_VERSIONS[word] for word in folded if word in _FOLDED_VERSIONS}
    bare = [word for word in folded if word not in _SMALL and word not in _FOLDED_VERSIONS]
    words = [word for word in bare if not word.isdecimal()] or bare
    return words, "new" if "new" in versions else "current" if versions else "", frozenset(word for word in bare if word.isdecimal())


def _numbers_fit(numbers: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a short name's ordinals are the long one's: 'VIII Congress' is not the 'IX Congress of the Union'. Years may be left out."""
    years, other_years = {one for one in numbers if _YEAR.fullmatch(one)}, {one for one in others if _YEAR.fullmatch(one)}
    return numbers - years <= others - other_years and (years <= other_years or not other_years)


def _heads(full: str) -> set[str]:
    """The nouns that 'the Federation' can repeat: the head of the name, and that of its part in marks.

    English and Kazakh put the head last ('Senate Labor Committee' is no Senate), Russian first.
    """
    parts = [_COMPLEMENT.split(full)[0], *_QUOTED.findall(full)]
    found = set()
    for part in parts:
        nouns = [word for word in fold(_COMPLEMENT.split(part)[0]).split() if word in _head_nouns()]
        if nouns:
            found.add(nouns[0 if _RUSSIAN.search(part) and not _KAZAKH.search(part) else -1])
    return found


def _head(name: str) -> str:
    """The noun that the complements of a name belong to: the last word before 'of' or 'for'."""
    words = fold(_COMPLEMENT.split(_CONSTITUTION.sub("Constitution", name))[0]).split()
    return words[-1] if words else ""


@lru_cache(maxsize=1)
def _head_nouns() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in lexicon_rows("name_heads"))


@lru_cache(maxsize=1)
def _given_names() -> dict[str, frozenset[str]]:
    """The given names that a short form stands for."""
    found: dict[str, set[str]] = {}
    for row in lexicon_rows("short_given_names"):
        for short in row["short"].split("|"):
            found.setdefault(fold(short), set()).add(fold(row["name"]))
    return {short: frozenset(names) for short, names in found.items()}
