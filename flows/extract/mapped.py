"""Text that remembers where each of its characters stands in the raw file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

Piece = tuple[int, int, int]  # text characters, first raw character, raw characters
Edit = tuple[int, int, str]  # start and end in the text, replacement


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and the pieces that tile it in order.

    A piece with as many raw as text characters stands for them one for one; any other piece is a
    unit (an entity, a ligature, a joined line end): each of its characters means all of its raw
    characters. An inserted piece has no raw characters.
    """

    text: str
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, text: str, raw_start: int = 0) -> Mapped:
        """Text that stands in the raw characters as it is, from `raw_start`."""
        return cls(text, ((len(text), raw_start, len(text)),) if text else ())

    @classmethod
    def from_flat(cls, text: str, flat: Iterable[int]) -> Mapped:
        """Inverse of `flat`."""
        numbers = list(flat)
        return cls(text, tuple(zip(numbers[0::3], numbers[1::3], numbers[2::3], strict=True)))

    def flat(self) -> list[int]:
        """The pieces as one list of numbers, as `documents.raw_map` stores them."""
        return [number for piece in self.pieces for number in piece]

    def edited(self, edits: Iterable[Edit]) -> Mapped:
        """The text with each span replaced; edits are ordered and do not overlap.

        A replacement as long as its span keeps the characters one for one; any other becomes a unit
        that means the raw characters of the span.
        """
        text: list[str] = []
        pieces: list[Piece] = []
        done = 0
        for start, end, replacement in edits:
            text.append(self.text[done:start])
            pieces.extend(self._between(done, start))
            if len(replacement) == end - start:
                pieces.extend(self._between(start, end))
            elif replacement:
                raw_start, raw_end = self.raw_span(start, end)
                pieces.append((len(replacement), raw_start, raw_end - raw_start))
            text.append(replacement)
            done = end
        text.append(self.text[done:])
        pieces.extend(self._between(done, len(self.text)))
        return Mapped("".join(text), _merged(pieces))

    def sliced(self, start: int, end: int) -> Mapped:
        """The characters from `start` to `end`."""
        return Mapped(self.text[start:end], _merged(self._between(start, end)))

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """First raw character and the one after the last, of the text's characters `start` to `end`."""
        found = [(raw, raw + raw_length) for _, raw, raw_length in self._between(start, end) if raw_length]
        if found:
            return min(first for first, _ in found), max(last for _, last in found)
        before = [(raw, raw_length) for _, raw, raw_length in self._between(0, start)]
        place = before[-1][0] + before[-1][1] if before else (self.pieces[0][1] if self.pieces else 0)
        return place, place

    def lines(self) -> list[Mapped]:
        """The lines of the text, without their line feeds."""
        found, start = [], 0
        for line in self.text.split("\n"):
            found.append(self.sliced(start, start + len(line)))
            start += len(line) + 1
        return found

    def _between(self, start: int, end: int) -> Iterator[Piece]:
        if start >= end:
            return
        ends = list(accumulate(length for length, _, _ in self.pieces))
        index = bisect_right(ends, start)
        while index < len(self.pieces) and (piece_start := ends[index] - self.pieces[index][0]) < end:
            length, raw, raw_length = self.pieces[index]
            first, last = max(start, piece_start), min(end, piece_start + length)
            if length == raw_length:
                yield last - first, raw + first - piece_start, last - first
            else:
                yield last - first, raw, raw_length
            index += 1


def joined(parts: Iterable[Mapped], separator: str = "\n") -> Mapped:
    """The parts one after the other, the separator inserted between them."""
    text: list[str] = []
    pieces: list[Piece] = []
    for part in parts:
        if text:
            text.append(separator)
            last = pieces[-1] if pieces else (0, 0, 0)
            pieces.append((len(separator), last[1] + last[2], 0))
        text.append(part.text)
        pieces.extend(part.pieces)
    return Mapped("".join(text), _merged(pieces))


def _merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours that continue one another, one for one, become one piece."""
    merged: list[Piece] = []
    for length, raw, raw_length in pieces:
        if not length:
            continue
        if merged and length == raw_length:
            before = merged[-1]
            if before[0] == before[2] and before[1] + before[2] == raw:
                merged[-1] = (before[0] + length, before[1], before[2] + length)
                continue
        merged.append((length, raw, raw_length))
    return tuple(merged)
