"""The tokens around whatever may be a date: most of a text is never looked at word by word.

One pass of an Aho-Corasick automaton for the words that carry dates and one for digits (30 million
characters a second each) leave windows of a few words; only these are cut into tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import ahocorasick_rs

from flows.dates.words import lexicon

# How far a date's other words stand from one that gives it away ('at the beginning of the', 'days earlier'); every
# month, number and weekday of a longer date is such a word itself. 40 loses nothing of 64 on the authored corpus.
REACH = 40

_CUE_KINDS = ("month", "weekday", "unit", "season", "dayword", "yearword", "tens", "daypart", "shift", "shifttold", "present")

_TOKEN = re.compile(
    r"""(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
    |(?=\d)(?:
      (?P<iso>(?<![\d./-])
        (?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}(?:\.[ ]?\d{1,2}\.[ ]?|/\d{1,2}/|-\d{1,2}-)\d{2}(?:\d{2})?)(?![\d/-]|\.\d)(?=г|T\d|\W|$))
      |(?P<clock>(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
      |(?P<amount>\d{1,3}(?:[,\u00a0\u202f’]\d{3})+(?!\d)|\d+[.,]\d{1,3}(?!\d)|\d+(?=[ ]?[%$€£₸₽°]))
      |(?P<decade>\d{2,4}(?:['’]?s\b|[- ]?(?:[а]?[хxе]|ые|ых|ым|ыми|ші|шы|інші|ыншы)\b|-(?=жыл)))
      |(?P<ordinal>\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH|-?(?:го|ое|е|й|ый|ого|му|ші|шы|інші|ыншы))\b)
      |(?P<number>\d+))
    |(?P<sign>[^\w\s])""",
    re.VERBOSE,
)
_SIGNS = {
    ",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "dash", "−": "dash", "/": "slash", "|": "pipe", ":": "colon",
    "'": "apostrophe", "’": "apostrophe", "‘": "apostrophe", "(": "open", "[": "open", ")": "close", "]": "close",
}  # fmt: skip
_ROMAN = re.compile(r"[IVXХІ]{1,5}")
# English names of months and days that are other words without their capital.
_VERBS = frozenset({"may", "march", "sat", "sun", "mar", "jan", "dec", "wed", "half"})
_FIGURES = re.compile(
    r"(?<=['’])\d\d(?![\w'’])|\d{4}(?!\d)|\d{1,2}(?:(?:\. ?|[/-])\d{1,2}(?:\. ?|[/-])\d\d"
    r"|st\b|nd\b|rd\b|th\b|ST\b|ND\b|RD\b|TH\b|0['’]?s\b|-?[а-яәғқңөұүһі])"
)
_DIGITS = re.compile(r"\d+")


class Token(NamedTuple):
    """One word, number or sign; `kind` is its part in the grammar, `value` its number."""

    kind: str
    value: int
    text: str
    start: int
    end: int


END = Token("end", 0, "", -1, -1)


def windows_from_text(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text that hold all words of whatever may be a date; none crosses a line."""
    low, high = 0, -1
    for start, end in _cues(text):
        line_break = text.rfind("\n", max(0, start - REACH), start)
        begin = line_break + 1 if line_break >= 0 else _after_space(text, start - REACH, start)
        stop = text.find("\n", end, end + REACH)
        if stop < 0:
            stop = _before_space(text, end, end + REACH)
        if begin <= high:
            high = max(high, stop)
            continue
        if high >= 0:
            yield low, high
        low, high = begin, stop
    if high >= 0:
        yield low, high


def tokens_from_window(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a window, and four ends behind them so that no rule need look at the length."""
    tokens = []
    make = tuple.__new__  # a NamedTuple's own constructor costs as much as the match
    for match in _TOKEN.finditer(text, start, end):
        piece, kind = match.group(), match.lastgroup or ""
        if kind == "word" or kind == "sign":
            kind, value = _meaning(piece)
        else:
            digits = _DIGITS.match(piece)
            value = int(digits.group()) if digits else 0
        tokens.append(make(Token, (kind, value, piece, *match.span())))
    tokens += [END] * 4
    return tokens


@lru_cache(maxsize=16384)
def _meaning(piece: str) -> tuple[str, int]:
    """Kind and value of a word or sign as printed."""
    if not piece[0].isalpha():
        return _SIGNS.get(piece, "sign"), 0
    if known := lexicon().get(piece.lower()):
        return known
    return ("roman", _number_from_roman(piece)) if len(piece) <= 5 and _ROMAN.fullmatch(piece) else ("word", 0)


def _cues(text: str) -> list[tuple[int, int]]:
    """Spans of words that may carry a date, and of figures that are a year, a date, a decade or an ordinal, in order."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals (İ) grow when lowered
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    found = [
        (start, end)
        for _, start, end in _automaton().find_matches_as_indexes(lowered)
        if not (start and text[start - 1].isalpha()) and not text[end : end + 1].isalpha() and text[start:end] not in _VERBS
    ]
    found += [match.span() for match in _FIGURES.finditer(text)]
    found.sort()
    return found


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    cues = [form for form, word in lexicon().items() if word.kind.split(":")[0] in _CUE_KINDS and len(form) > 1]
    return ahocorasick_rs.AhoCorasick(cues, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _after_space(text: str, low: int, high: int) -> int:
    if low <= 0:
        return 0
    place = text.find(" ", low, high)
    return low if place < 0 else place + 1


def _before_space(text: str, low: int, high: int) -> int:
    if high >= len(text):
        return len(text)
    place = text.rfind(" ", low, high)
    return high if place < 0 else place


def _number_from_roman(numeral: str) -> int:
    values = [{"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10}[letter] for letter in numeral]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
