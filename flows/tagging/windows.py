"""Windows of a text: what the network reads at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from flows.tagging.pieces import Numbers, Pieces

LIMIT = 510  # pieces that the encoder has places for, beside the first and last one
_STOPS = frozenset(".!?…。")


class Window(NamedTuple):
    """Pieces `start` to `end` are read; what is found of pieces `keep_start` to `keep_end` counts, the others are their context."""

    start: int
    end: int
    keep_start: int
    keep_end: int


class Reach(NamedTuple):
    """Sizes in pieces: of the part that counts, and of its context before and after."""

    kept: int
    before: int
    after: int


# As long as the windows that the network learned from; of several sizes the dearer ones with more context found no more.
REACH = Reach(230, 24, 0)


def windows_from_text(text: str, pieces: Pieces, reach: Reach = REACH) -> list[Window]:
    """Windows whose parts that count tile the pieces: each ends with a line where it can, else with a sentence, else with a word."""
    new_line = np.flatnonzero(np.diff(pieces.word_line)) + 1
    stops = np.array([text[end - 1] in _STOPS for end in pieces.word_end.tolist()], dtype=bool)
    after_stop = np.flatnonzero(stops[:-1]) + 1 if len(stops) else np.zeros(0, dtype=np.int64)
    return tiled(len(pieces.ids), [pieces.word_piece[new_line], pieces.word_piece[after_stop], pieces.word_piece], reach)


def tiled(count: int, cuts: Sequence[Numbers], reach: Reach) -> list[Window]:
    """Windows over `count` pieces, cut at the last place of the first of `cuts` that has one in the second half of what fits."""
    if sum(reach) > LIMIT:
        raise ValueError(f"The encoder reads {LIMIT} pieces at once, {sum(reach)} are asked for.")
    windows: list[Window] = []
    place = 0
    while place < count:
        end = min(place + reach.kept, count)
        if end < count:
            end = next((found for places in cuts if (found := _last(places, place + reach.kept // 2, end)) is not None), end)
        windows.append(Window(max(0, place - reach.before), min(count, end + reach.after), place, end))
        place = end
    return windows


def _last(places: Numbers, after: int, limit: int) -> int | None:
    """The last place after `after` and not beyond `limit`."""
    at = int(np.searchsorted(places, limit, side="right")) - 1
    return int(places[at]) if at >= 0 and places[at] > after else None
