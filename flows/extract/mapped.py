"""Text that remembers where each of its characters stands in the raw file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
        ordered = list(edits)
        if not ordered:
            return self
        text: list[str] = []
        pieces: list[Piece] = []
        done = 0
        cuts = [place for start, end, _ in ordered for place in (start, end)]
        parts = _cut(self.pieces, [*cuts, len(self.text)])
        for (start, end, replacement), kept, replaced in zip(ordered, parts[0::2], parts[1::2], strict=False):
            text += self.text[done:start], replacement
            pieces += kept
            if len(replacement) == end - start:
                pieces += replaced
            elif replacement:
                first, last = _raw_span(replaced) or _raw_place(pieces, self.pieces)
                pieces += _unit(len(replacement), first, last - first)
            done = end
        text.append(self.text[done:])
        pieces += parts[-1]
        return Mapped("".join(text), _merged(pieces))

    def sliced(self, start: int, end: int) -> Mapped:
        """The characters from `start` to `end`."""
        return Mapped(self.text[start:end], _merged(_cut(self.pieces, [start, max(start, end)])[1]))

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """First raw character and the one after the last, of the text's characters `start` to `end`."""
        before, within = _cut(self.pieces, [start, max(start, end)])
        return _raw_span(within) or _raw_place(before, self.pieces)

    def lines(self) -> list[Mapped]:
        """The lines of the text, without their line feeds."""
        lines = self.text.split("\n")
        cuts: list[int] = []
        place = 0
        for line in lines:
            cuts += place, place + len(line)
            place += len(line) + 1
        parts = _cut(self.pieces, cuts)
        return [Mapped(line, _merged(part)) for line, part in zip(lines, parts[1::2], strict=True)]


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


def _cut(pieces: Sequence[Piece], places: Iterable[int]) -> list[list[Piece]]:
    """The pieces up to the first place, from there to the second, and so on; places are in order."""
    parts: list[list[Piece]] = []
    index = done = 0  # of the piece at hand, and how many of its characters earlier parts took
    place = 0
    for stop in places:
        part: list[Piece] = []
        while place < stop and index < len(pieces):
            length, raw, raw_length = pieces[index]
            taken = min(length - done, stop - place)
            if length == raw_length:
                part.append((taken, raw + done, taken))
            elif taken == length:
                part.append(pieces[index])
            else:
                part += _unit(taken, raw, raw_length)
            place += taken
            done += taken
            if done == length:
                index, done = index + 1, 0
        parts.append(part)
    return parts


def _unit(length: int, raw: int, raw_length: int) -> list[Piece]:
    """Pieces whose every character means all the raw characters, even where both counts are equal."""
    if length == raw_length > 1:
        return [(1, raw, raw_length), (length - 1, raw, raw_length)]
    return [(length, raw, raw_length)]


def _raw_span(pieces: Iterable[Piece]) -> tuple[int, int] | None:
    """First raw character and the one after the last; None where no raw character is meant."""
    found = [(raw, raw + raw_length) for _, raw, raw_length in pieces if raw_length]
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None


def _raw_place(before: Sequence[Piece], pieces: Sequence[Piece]) -> tuple[int, int]:
    """Where inserted characters stand, as an empty raw span: after the piece before them."""
    place = before[-1][1] + before[-1][2] if before else pieces[0][1] if pieces else 0
    return place, place
