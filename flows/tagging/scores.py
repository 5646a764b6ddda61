"""The network's scores of every word of a text, put together from its windows."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flows.tagging.decoding import Scores
from flows.tagging.layers import WIDTH
from flows.tagging.pieces import Numbers, Pieces
from flows.tagging.windows import Window

CLS, SEP = 101, 102  # the first and the last piece of a window, in the vocabulary of BERT


class Read(NamedTuple):
    """One window as the network takes it: pieces with first and last one, and the first piece of each word."""

    ids: Numbers
    cases: Numbers
    marks: Numbers
    firsts: Numbers


Run = Callable[[Read], Scores]


def read_from_window(pieces: Pieces, window: Window) -> tuple[Read, slice]:
    """The window as the network takes it, and which words it holds whole."""
    words = words_within(pieces, window.start, window.end)
    read = Read(
        np.concatenate([[CLS], pieces.ids[window.start : window.end], [SEP]]),
        _padded(pieces.cases[window.start : window.end]),
        _padded(pieces.marks[window.start : window.end]),
        pieces.word_piece[words] - window.start + 1,
    )
    return read, words


def words_within(pieces: Pieces, start: int, end: int) -> slice:
    """The words that begin in pieces `start` to `end`."""
    first, last = (int(np.searchsorted(pieces.word_piece, at)) for at in (start, end))
    return slice(first, last)


def scores_from_windows(pieces: Pieces, windows: list[Window], run: Run) -> Scores:
    """One row a word. Each window is run alone, so that a text's scores do not depend on what else is read: the int8 network
    scales what it multiplies by the largest value it meets."""
    scores: NDArray[np.float32] = np.zeros((len(pieces.word_start), WIDTH), dtype=np.float32)
    for window in windows:
        read, words = read_from_window(pieces, window)
        if words.start == words.stop:
            continue
        kept = words_within(pieces, window.keep_start, window.keep_end)
        scores[kept] = run(read)[kept.start - words.start : kept.stop - words.start]
    return scores


def _padded(values: Numbers) -> Numbers:
    return np.concatenate([[0], values, [0]])
