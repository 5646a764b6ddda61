"""A text as the network reads it: word pieces, their case and where they stand to quote marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

import numpy as np
import regex
from numpy.typing import NDArray
from tokenizers import Tokenizer

from flows.tagging.quote_marks import marked_passages_from_text

Numbers = NDArray[np.int64]

LINE_END = "[SEP]"
# How a word is written: the vocabulary is of small letters, and capitals tell names.
CASES = ("none", "small", "capital", "capitals", "mixed", "initial", "digits", "sign", "double_mark", "single_mark", "other_script")
# Where a word stands to the marks that the rules have paired: pairs reach farther than the network sees.
MARKED = ("none", "outside", "opening", "inside", "closing")
_DOUBLE = frozenset('“”„«»‟"‹›')
_SINGLE = frozenset("‘’'`")
_NEW_LINE = regex.compile(r"\n")
_ACCENTS = regex.compile(r"\p{Mn}+")


@dataclass(frozen=True)
class Pieces:
    """The pieces of a text and its words; a line end is a piece without a word.

    `word_start`, `word_end`: characters of each word; `word_piece`: its first piece; `word_line`: the line it stands in.
    """

    ids: Numbers
    cases: Numbers
    marks: Numbers
    word_start: Numbers
    word_end: Numbers
    word_piece: Numbers
    word_line: Numbers


def tokenizer_from_json(stored: str) -> Tokenizer:
    """The word pieces of a stored tokenizer, without the padding and truncation that it may be set to."""
    tokenizer = Tokenizer.from_str(stored)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def pieces_from_text(text: str, tokenizer: Tokenizer) -> Pieces:
    """The pieces of the whole text, in order."""
    found = tokenizer.encode(text, add_special_tokens=False)
    ids = np.array(found.ids, dtype=np.int64)
    offsets = np.fromiter(chain.from_iterable(found.offsets), dtype=np.int64, count=2 * len(ids)).reshape(-1, 2)
    word_piece = np.flatnonzero(np.diff(np.array(found.word_ids, dtype=np.int64), prepend=-1))
    sizes = np.diff(word_piece, append=len(ids))
    word_start, word_end = offsets[word_piece, 0], offsets[word_piece + sizes - 1, 1]
    words = (text[start:end] for start, end in zip(word_start.tolist(), word_end.tolist(), strict=True))
    cases = np.fromiter(map(case_of_word, words), dtype=np.int64, count=len(word_piece))
    word_end = _after_accents(text, word_end)
    marks = _marked_words(text, word_start, word_end)
    new_lines = np.array([match.start() for match in _NEW_LINE.finditer(text)], dtype=np.int64)
    word_line = np.searchsorted(new_lines, word_start)
    ends_line = np.diff(word_line, append=len(new_lines)) > 0  # whether a line ends after the word
    after = (word_piece + sizes)[ends_line]
    return Pieces(
        np.insert(ids, after, _line_end(tokenizer)),
        np.insert(np.repeat(cases, sizes), after, 0),
        np.insert(np.repeat(marks, sizes), after, 0),
        word_start,
        word_end,
        word_piece + np.cumsum(ends_line) - ends_line,
        word_line,
    )


def _after_accents(text: str, ends: Numbers) -> Numbers:
    """The ends of words with the accents on their last letters, which the tokenizer drops (Алма-Ата́)."""
    if not text.isascii():
        for accents in _ACCENTS.finditer(text):
            word = int(np.searchsorted(ends, accents.start()))
            if word < len(ends) and ends[word] == accents.start():
                ends[word] = accents.end()
    return ends


def _line_end(tokenizer: Tokenizer) -> int:
    number = tokenizer.token_to_id(LINE_END)
    if number is None:
        raise ValueError(f"The tokenizer has no piece {LINE_END}.")
    return number


@cache
def _cases() -> dict[str, int]:
    return {name: number for number, name in enumerate(CASES)}


@lru_cache(65_536)  # most words of a text were met before
def case_of_word(word: str) -> int:
    """The number of the word's case in CASES."""
    return _cases()[_case(word)]


def _case(word: str) -> str:
    if len(word) == 1 and word in _DOUBLE:
        return "double_mark"
    if len(word) == 1 and word in _SINGLE:
        return "single_mark"
    if word[0].isdigit():
        return "digits"
    if not any(letter.isalpha() for letter in word):
        return "sign"
    if word.islower():
        return "small"
    if word.isupper():
        return "initial" if len(word) == 1 else "capitals"
    if word[0].isupper() and word[1:].islower():
        return "capital"
    return "mixed" if any(letter.isupper() for letter in word) else "other_script"


def _marked_words(text: str, starts: Numbers, ends: Numbers) -> Numbers:
    """The number in MARKED of each word."""
    marked = np.full(len(starts), MARKED.index("outside"), dtype=np.int64)
    for passage in marked_passages_from_text(text):
        marked[np.searchsorted(starts, passage.start) : np.searchsorted(starts, passage.end)] = MARKED.index("inside")
        marked[np.searchsorted(starts, passage.outer_start) : np.searchsorted(starts, passage.start)] = MARKED.index("opening")
        marked[np.searchsorted(ends, passage.end, side="right") : np.searchsorted(starts, passage.outer_end)] = MARKED.index("closing")
    return marked
