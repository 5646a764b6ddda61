"""Examples varied anew for each round, so that the network learns forms rather than the documents.

Persons get other names (by words, so that a surname alone still goes with its full name), marks are those of another country's
print, and a few lines stand in capitals. Names come from the training texts themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from flows.train.tagger.examples import Example, Marked

RENAMED, REMARKED, RECASED = 0.35, 0.3, 0.07  # of the examples, of the examples, of the lines
_MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"))
_FIRST_LETTER = re.compile(r"(?<!\w)(?<!\w[’'])[^\W\d_]")


@dataclass(frozen=True)
class NameWords:
    """First and last words of persons' names in the training texts."""

    first: tuple[str, ...]
    last: tuple[str, ...]


def name_words_from_examples(examples: Iterable[Example]) -> NameWords:
    """The words of all full names of two to four words, in order."""
    first: set[str] = set()
    last: set[str] = set()
    for example in examples:
        for one in example.marked:
            words = example.text[one.start : one.end].split()
            if one.layer == "name" and one.label == "person" and 2 <= len(words) <= 4 and all(_is_name_word(words[at]) for at in (0, -1)):
                first.add(words[0])
                last.add(words[-1])
    return NameWords(tuple(sorted(first)), tuple(sorted(last)))


def _is_name_word(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and word[1:].islower() and word.isalpha()


def varied(example: Example, random: Random, names: NameWords) -> Example:
    """The example with other names, marks and cases, by chance."""
    if random.random() < RENAMED:
        example = renamed(example, random, names)
    if random.random() < REMARKED:
        example = remarked(example, random.choice(_MARKS))
    return recased(example, random)


def renamed(example: Example, random: Random, names: NameWords) -> Example:
    """The example with other words in persons' names, the same for the same word throughout."""
    persons = [one for one in example.marked if one.layer == "name" and one.label == "person"]
    other: dict[str, str] = {}
    for one in persons:
        words = example.text[one.start : one.end].split()
        if len(words) > 1 and _is_name_word(words[0]):
            other.setdefault(words[0], random.choice(names.first))
    edits: list[tuple[int, int, str]] = []
    for one in persons:
        place = one.start
        for word in example.text[one.start : one.end].split():
            place = example.text.index(word, place)
            if _is_name_word(word):
                edits.append((place, place + len(word), other.setdefault(word, random.choice(names.last))))
            place += len(word)
    return _edited(example, sorted(set(edits)))


def _edited(example: Example, edits: Sequence[tuple[int, int, str]]) -> Example:
    """The example with the characters of each edit replaced; spans move along."""
    pieces: list[str] = []
    place = shift = 0
    moves: list[tuple[int, int]] = []  # from this old place on, offsets move by so much
    for start, end, new in edits:
        if start < place:
            continue
        pieces += [example.text[place:start], new]
        shift += len(new) - (end - start)
        moves.append((end, shift))
        place = end
    text = "".join([*pieces, example.text[place:]])
    return replace(
        example,
        text=text,
        marked=tuple(_moved(one, moves) for one in example.marked),
        unjudged=tuple(_moved(one, moves) for one in example.unjudged),
    )


def _moved(one: Marked, moves: Sequence[tuple[int, int]]) -> Marked:
    return one._replace(start=one.start + _shift(one.start, moves), end=one.end + _shift(one.end, moves))


def _shift(place: int, moves: Sequence[tuple[int, int]]) -> int:
    return max(((end, shift) for end, shift in moves if end <= place), default=(0, 0))[1]


def remarked(example: Example, marks: tuple[str, str]) -> Example:
    """The example with other double marks, each in the place of one."""
    return replace(example, text=example.text.translate({ord("“"): marks[0], ord("”"): marks[1]}))


def recased(example: Example, random: Random) -> Example:
    """The example with some lines in capitals, in title case or in small letters."""
    lines = [_recased(line, random) for line in example.text.split("\n")]
    return replace(example, text="\n".join(lines))


def _recased(line: str, random: Random) -> str:
    if random.random() >= RECASED or len(line) > 300:
        return line
    changed = random.choice((str.upper, _titled, _titled, str.lower))(line)
    return changed if len(changed) == len(line) else line


def _titled(line: str) -> str:
    """The line as a headline: each word with a capital, the rest of it as it was (ILO, union’s)."""
    return _FIRST_LETTER.sub(lambda letter: letter[0].upper(), line)
