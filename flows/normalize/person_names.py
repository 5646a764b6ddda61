"""Whether two spellings can be the name of one person.

A name is compared word by word, in any order of surname and given name. What Kazakh and Russian
spellings vary (i and e, u and o, q, kh and h) costs little, other letters cost a letter; the worst
word decides. Patronymics are compared only with each other. Differing genders are a veto.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from flows.normalize.fold import fold

# Names that score this or more are taken as one; chosen on the dev half of tests/normalize/person_pairs.csv
# so that no pair of different people passes.
SAME_PERSON = 0.9

_PARTS = re.compile(r"[^\W\d_]{1,2}\.|[\w'’ʼ-]+")
_PATRONYMIC = re.compile(r"\w{2,}(?:ovich|evich|lich|mich|ovna|evna|ichna|uli|kizi|oglu|ogli)")
_FEMALE = re.compile(r"\w{2,}(?:ova|eva|ovna|evna|ichna|kizi|skaia)")
_MALE = re.compile(r"\w{2,}(?:ov|ev|ovich|evich|uli|ski|skoi)")

# What one letter may stand for in another spelling, and its cost; every other change costs 1.
# Pairs of official spellings (as Zharypov/Zharupov, Umirzak/Omirzaq, Auezov/Avezov, Bakyt/Bakhyt).
# Costs set on the dev pairs: u/o must not join Omarov and Umarov, which are two surnames.
_SWAPS = {
    frozenset(pair): cost
    for pair, cost in (("iu", 0.4), ("ei", 0.4), ("ae", 0.5), ("ou", 0.7), ("hk", 0.4), ("gh", 0.5), ("uv", 0.4), ("fv", 0.5), ("js", 0.8))
}
_DROPS = {"i": 0.5, "h": 0.6, "e": 0.8}
# English initials that stand for a longer fold: Z. for Zhanar, Y. for Yerlan, K. for Khalel, C. for Chingiz.
_INITIALS = {"z": "j", "i": "e", "k": "h", "s": "ts"}


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts: full words (surname and given names), initials and patronymic, all folded."""

    words: tuple[str, ...]
    initials: tuple[str, ...]
    patronymic: str | None

    @property
    def gender(self) -> str | None:
        """'f' or 'm' by the endings of patronymic and surname; None when they do not tell."""
        parts = [part for part in (self.patronymic, *self.words) if part and len(part) > 4]
        if any(_FEMALE.fullmatch(part) for part in parts):
            return "f"
        return "m" if any(_MALE.fullmatch(part) for part in parts) else None


@lru_cache(maxsize=100_000)
def person_name(name: str) -> PersonName:
    """The parts of a printed or folded name."""
    words: list[str] = []
    initials: list[str] = []
    for part in _PARTS.findall(name.title() if name.isupper() else name):
        folded = fold(part).replace(" ", "")
        if part.endswith(".") or len(part) == 1:
            initials.append(folded)
        elif folded:
            words.append(folded)
    patronymic = None
    if len(words) > 2:
        patronymic = next((word for word in words[1:] if _PATRONYMIC.fullmatch(word)), None)
        words = [word for word in words if word != patronymic]
    return PersonName(tuple(words), tuple(initials), patronymic)


def same_person(a: str, b: str) -> float:
    """How well two names can be one person's, 0 to 1; a lone surname never reaches SAME_PERSON."""
    scores = [_alike(one, other) for one in _readings(a) for other in _readings(b)]
    return max(scores, default=0.0)


def _readings(name: str) -> tuple[PersonName, ...]:
    """Ө is written o or u by others: a name that has it is read both ways."""
    if "ө" not in name.lower():
        return (person_name(name),)
    return person_name(name), person_name(name.replace("ө", "ү").replace("Ө", "Ү"))


def _alike(a: PersonName, b: PersonName) -> float:
    if not a.words or not b.words or (a.gender and b.gender and a.gender != b.gender):
        return 0.0
    if a.patronymic and b.patronymic and word_likeness(a.patronymic, b.patronymic) < SAME_PERSON:
        return 0.0
    if len(a.words) + len(a.initials) < 2 or len(b.words) + len(b.initials) < 2:
        return 0.5 * max(word_likeness(one, other) for one in a.words for other in b.words)
    short, long = sorted((a, b), key=lambda name: len(name.words))
    return max(_score(short, joined) for joined in _joinings(long, len(short.words)))


def _joinings(name: PersonName, size: int) -> list[PersonName]:
    """The name itself and, when it has one full word more, the same with two neighbours as one word (Kassym Jomart)."""
    found = [name]
    if len(name.words) == size + 1 and size > 1:
        for index in range(size):
            words = (*name.words[:index], name.words[index] + name.words[index + 1], *name.words[index + 2 :])
            found.append(PersonName(words, name.initials, name.patronymic))
    return found


def _score(short: PersonName, long: PersonName) -> float:
    """The best assignment's worst word; words left over must be told by initials."""
    best = 0.0
    for order in permutations(range(len(long.words)), len(short.words)):
        left = [long.words[index] for index in range(len(long.words)) if index not in order]
        if not _initials_fit(short, long, left):
            continue
        worst = 1.0
        for word, index in zip(short.words, order, strict=True):
            worst = min(worst, word_likeness(word, long.words[index]))
            if worst <= best:
                break  # no better than an assignment before; most pairs end at their first word
        best = max(best, worst)
    return best if not (short.initials or long.initials) else min(best, 0.95)


def _initials_fit(short: PersonName, long: PersonName, left: list[str]) -> bool:
    """Whether every word left over has its initial, and no initial contradicts."""
    if len(left) > len(short.initials):
        return False
    if left:
        return all(any(begins_with(word, initial) for initial in short.initials) for word in left) and (
            not long.initials or any(initial[:1] == other[:1] for initial in long.initials for other in short.initials)
        )
    pairs = zip(short.initials, long.initials, strict=False)
    return all(one[:1] == other[:1] for one, other in pairs)


def begins_with(word: str, initial: str) -> bool:
    """Whether an initial can stand for a folded word."""
    return word.startswith(initial) or (initial in _INITIALS and word.startswith(_INITIALS[initial]))


def is_patronymic(word: str) -> bool:
    """Whether a folded word has the ending of a patronymic, Russian, Kazakh or Azerbaijani."""
    return _PATRONYMIC.fullmatch(word) is not None


@lru_cache(maxsize=50_000)
def word_likeness(a: str, b: str) -> float:
    """1 less the cost of turning one folded word into the other, as a share of the longer one; 0 below SAME_PERSON."""
    if a == b:
        return 1.0
    if a + "a" == b or b + "a" == a or abs(len(a) - len(b)) > 3:  # Ivan and Ivana, Serikov and Serikova: two people
        return 0.0
    # Dearer than this, the words are two names, however unlike; the margin is for rounding.
    most = (1 - SAME_PERSON) * max(len(a), len(b)) + 1e-9
    above = [0.0]
    for letter in b:
        above.append(above[-1] + _DROPS.get(letter, 1.0))
    for one in a:
        row = [above[0] + _DROPS.get(one, 1.0)]
        for column, other in enumerate(b):
            change = 0.0 if one == other else _SWAPS.get(frozenset((one, other)), 1.0)
            row.append(min(above[column] + change, above[column + 1] + _DROPS.get(one, 1.0), row[-1] + _DROPS.get(other, 1.0)))
        above = row
        if min(above) > most:
            return 0.0
    likeness = 1 - above[-1] / max(len(a), len(b))
    return likeness if likeness >= SAME_PERSON else 0.0


def block_of_name(name: str) -> str:
    """The sounds that no spelling of a name changes: sorted consonant classes of its words, without patronymic.

    Spellings of one name share it: only names of one block are compared.
    """
    return " ".join(sorted(_skeleton(word) for word in person_name(name).words))


@lru_cache(maxsize=50_000)
def _skeleton(word: str) -> str:
    """First letter's class and the consonants; k, g, h are one class, f and v another, vowels and u-v fall out."""
    classes = word.translate(_CLASSES)
    consonants = re.sub(r"[aeiouv]", "", classes[1:])
    first = "a" if classes[0] in "aeiou" else classes[0]
    return re.sub(r"(.)\1+", r"\1", first + consonants)


_CLASSES = str.maketrans("ghqfcw", "kkkvkv")
