"""One document on its way through normalize: its text, its sentences and the spans found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple, Protocol, TypeVar

from flows.ids import Kind, mint_id

Layer = Literal["name", "role", "quote", "cue", "source", "trigger"]


class Span(NamedTuple):
    """One span of a layer: `label` is the entity type, quote kind or event type, else empty."""

    start: int
    end: int
    layer: Layer
    label: str
    confidence: float
    method: str
    status: str | None = None


class Placed(Protocol):
    """Anything that begins at a character."""

    @property
    def start(self) -> int: ...


_Row = TypeVar("_Row", bound=Placed)


def starting_within(rows: Sequence[_Row], first: int, last: int) -> Sequence[_Row]:
    """The rows that begin in first..last; `rows` are in order. Found by halving: a scan of all rows for each row of
    another layer makes the time of a long document grow with the square of its length."""
    low = bisect_left(rows, first, key=lambda row: row.start)
    return rows[low : bisect_right(rows, last, lo=low, key=lambda row: row.start)]


@dataclass(frozen=True)
class Page:
    """A cleaned document; `sentences` are spans in order, none crosses a line of the text."""

    document_id: str
    text: str
    title: str | None
    language: str | None
    published_from: date | None
    published_until: date | None
    sentences: list[tuple[int, int]]
    raw_map: list[int] = field(default_factory=list)

    @cached_property
    def _piece_ends(self) -> list[int]:
        """Where each piece of the raw map ends in the text."""
        return list(accumulate(self.raw_map[0::3]))

    def raw_span(self, start: int, end: int) -> tuple[int, int] | None:
        """The raw characters of a span: what ids are minted from, since cleaning moves offsets. None if it has none."""
        first = last = None
        for piece in range(bisect_right(self._piece_ends, start), len(self._piece_ends)):
            length, raw, raw_length = self.raw_map[piece * 3 : piece * 3 + 3]
            place = self._piece_ends[piece] - length
            begin, stop = max(start, place), min(end, place + length)
            if begin < stop and raw_length:
                shift = begin - place if length == raw_length else 0
                size = stop - begin if length == raw_length else raw_length
                first = raw + shift if first is None else min(first, raw + shift)
                last = raw + shift + size if last is None else max(last, raw + shift + size)
            if place + length >= end:
                break
        return None if first is None or last is None else (first, last)

    def row_id(self, kind: Kind, start: int, end: int, *more: str) -> str:
        """The id of a row that this span of this document proves."""
        place = self.raw_span(start, end) or ("no raw characters", start, end)
        return mint_id(kind, self.document_id, *place, *more)
