"""How well a text reads: tells a right decoding from a wrong one where both are possible."""

from __future__ import annotations

import re
from functools import lru_cache

SAMPLE = 20_000  # non-ASCII letters settle within some hundred characters; more only costs time
# Right decodings of Russian and Kazakh samples of 30 characters read at 0.85 and more, of 80 at 0.91; the best wrong
# one of 200 random bytes at 0.47, of 30 at 0.75.
LEGIBLE = 0.75

_WORD = re.compile(r"[^\W\d_]+")
# Twenty letters make nine tenths of Russian print (frequencies of the Russian National Corpus); і is Kazakh's and Ukrainian's.
_COMMON = "оеаинтсрвлкмдпуызябгі"
_RARER = "ьчйхжшюцщэфъё"
# What Kazakh, Kyrgyz, Tatar, Ukrainian and Belarusian add to them (the alphabets in Unicode's Cyrillic block).
_ADDED = "әғқңөұүһїєґўҳҷҗ"
_GREEK = "αοιετσνηυρπκμλςάίόέή"
_GREEK_RARER = "βγδζθξφχψωύώϊϋΐΰ"
_LATIN = "éèêàâçôîûëïœáíóúñüöäß"
_LATIN_ADDED = "ąćęłńśźżčěřšžůőűășțţğşıãõøåæ"  # Polish, Czech, Hungarian, Romanian, Turkish, Portuguese, Nordic
# Marks of print that stand between or beside words in any of these languages.
_MARKS = frozenset("«»“”„‘’‚‹›–—…№§©®™°•·€£\u00a0\u00ad\u2009\u202f\u2011\u2010−×")
_APOSTROPHES = frozenset("’ʼ\u00ad\u2010\u2011")

_WEIGHTS = {
    **dict.fromkeys(_COMMON + _GREEK + _LATIN, 1.0),
    # Below the common ones, so that a code page which turns these into those does not win.
    **dict.fromkeys(_ADDED, 0.9),
    **dict.fromkeys(_LATIN_ADDED, 0.95),
    **dict.fromkeys(_RARER + _GREEK_RARER, 0.8),
}
_RARE = 0.4  # at home in one language, or the rim of a wrong code page
_CAPITALS = 0.85  # headlines are in capitals, whole texts are not; KOI8-R and cp1251 swap the cases


def legibility(text: str) -> float:
    """Share of the non-ASCII characters that stand where print would put them, 0 to 1; 1 for plain ASCII.

    A letter counts when its word is of one script, in lower case, capitalised or in capitals, and
    (for Latin) not made of accented letters mostly: wrong code pages break exactly these.
    """
    sample = text if len(text) <= SAMPLE else _foreign_part(text)
    total = len(sample) - len(sample.encode("ascii", "ignore"))
    if not total:
        return 1.0
    good, place = 0.0, 0
    for match in _WORD.finditer(sample):
        if not sample[place : match.start()].isascii():
            good += _marks_in(sample, place, match.start())
        word = match.group()
        if not word.isascii():
            good += _word_weight(word)
        place = match.end()
    return (good + _marks_in(sample, place, len(sample))) / total


def _foreign_part(text: str) -> str:
    """The stretch of SAMPLE characters that starts at the first non-ASCII one: a page may open with thousands of ASCII ones."""
    first = re.search(r"[^\x00-\x7f]", text)
    start = min(first.start() if first else 0, len(text) - SAMPLE)
    return text[start : start + SAMPLE]


def _marks_in(text: str, start: int, end: int) -> int:
    between = text[start:end]
    inside = start > 0 and end < len(text) and not any(character.isspace() for character in between)
    allowed = _APOSTROPHES | {"—", "–"} if inside and len(between) == 1 else _MARKS
    return sum(1 for character in between if character in allowed)


@lru_cache(maxsize=20_000)
def _word_weight(word: str) -> float:
    """Sum over the non-ASCII letters of a word, most of which come back within a text."""
    if not (word.islower() or word.isupper() or word[1:].islower() or word.lower() == word.upper()):
        return 0.0  # KazMunayGas and the like are rarer than broken words
    accented = sum(1 for character in word if character > "\x7f")
    if all(character < "\u0250" or "\u1e00" <= character <= "\u1eff" for character in word):
        # Latin: a word of accented letters only is another script read wrongly.
        if 4 * accented > 3 * len(word) > 3:
            return 0.0
        return sum(_WEIGHTS.get(character, _RARE) for character in word.lower() if character > "\x7f")
    if any(character < "\u0370" for character in word):
        return 0.0  # two scripts in one word
    weight = sum(_WEIGHTS.get(character, _RARE) for character in word.lower())
    return weight * _CAPITALS if len(word) > 1 and word.isupper() else weight
