"""A mapped text while it is gathered from the raw characters, piece by piece."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flows.extract.mapped import Mapped, Piece

_SPACES = re.compile(r"[\t\n\v\f\r][ \t\n\v\f\r]*+| [ \t\n\v\f\r]++")  # all but a single space


@dataclass(slots=True)
class Gathered:
    """One line of a reading in the making.

    Its pieces grow in place: editing a Mapped once per entity or line end would copy it each time.
    """

    parts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    size: int = 0

    def add(self, text: str, raw: int, raw_length: int) -> None:
        """Text that stands for the raw characters from `raw`; it continues the last piece where it can."""
        length, pieces = len(text), self.pieces
        self.parts.append(text)
        self.size += length
        if length == raw_length and pieces:
            before_length, before_raw, before_raw_length = pieces[-1]
            if before_length == before_raw_length and before_raw + before_raw_length == raw:
                pieces[-1] = (before_length + length, before_raw, before_raw_length + length)
                return
        pieces.append((length, raw, raw_length))

    def add_space(self, raw: int, raw_length: int) -> None:
        """One space for any run of white space, none at the start."""
        if not self.spaced:
            self.add(" ", raw, raw_length)

    def add_text(self, source: str, start: int, end: int, shift: int = 0) -> None:
        """The characters as they are, but no second space, and none at the start; the source begins at raw `shift`."""
        if start < end and source[start] == " " and self.spaced:
            start += 1
        if start < end:
            self.add(source[start:end], start + shift, end - start)

    def add_collapsed(self, source: str, start: int, end: int, shift: int = 0) -> None:
        """The characters with each run of white space as one space."""
        place = start
        for run in _SPACES.finditer(source, start, end):
            self.add_text(source, place, run.start(), shift)
            self.add_space(run.start() + shift, run.end() - run.start())
            place = run.end()
        self.add_text(source, place, end, shift)

    @property
    def spaced(self) -> bool:
        """Whether a space would be one too many here."""
        return not self.size or self.parts[-1].endswith(" ")

    def mapped(self) -> Mapped | None:
        """What was gathered, without a space at its end; None when nothing in it is visible."""
        text, pieces = "".join(self.parts), self.pieces[:]
        if text.endswith(" "):
            text = text[:-1]
            length, raw, raw_length = pieces.pop()
            if length > 1:
                pieces.append((length - 1, raw, raw_length - 1))
        return Mapped(text, tuple(pieces)) if text and not text.isspace() else None
