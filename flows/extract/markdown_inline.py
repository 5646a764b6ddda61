"""Inline Markdown with its marks taken off, each character with its place.

markdown-it tells which lines a block stands on, not where its words stand. They come in order, so each is looked
for from where the last one ended, past the destinations of links.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token

from flows.extract.gathered import Gathered
from flows.extract.mapped import Mapped


def lines_from_inline(token: Token, places: Sequence[tuple[int, int]]) -> list[Mapped]:
    """The printed lines of an inline token; `places` are pairs of content offset and raw offset where the two part."""
    inline = _Inline(token.content, places)
    for child in token.children or ():
        inline.read(child)
    return [line for line in (gathered.mapped() for gathered in inline.lines) if line is not None]


class _Inline:
    def __init__(self, content: str, places: Sequence[tuple[int, int]]) -> None:
        self.content = content
        self.starts = [start for start, _ in places]
        self.shifts = [raw - start for start, raw in places]
        self.cursor = 0
        self.lines = [Gathered()]

    def read(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self._plain(token.content)
        elif kind == "text_special":
            self._unit(token.content, token.markup)
        elif kind == "code_inline":
            self._code(token.markup)
        elif kind == "softbreak":
            self._break()
        elif kind == "hardbreak" or (kind == "html_inline" and token.content.lower().startswith("<br")):
            self._past(token.content or "\n")
            self.lines.append(Gathered())
        elif kind == "html_inline":
            self._past(token.content)
        elif kind == "image":
            self._past(f"![{token.content}")
            self._past_target()
        elif kind == "link_close":
            self._past_target()

    def _raw(self, place: int) -> int:
        return place + self.shifts[max(0, bisect_right(self.starts, place) - 1)]

    def _find(self, text: str) -> int:
        return self.content.find(text, self.cursor)

    def _past(self, text: str) -> None:
        place = self._find(text)
        if place >= 0:
            self.cursor = place + len(text)

    def _plain(self, text: str) -> None:
        place = self._find(text)
        if place < 0:  # the parser changed it: the words are kept, without a place
            self.lines[-1].add(text, self._raw(self.cursor), 0)
        else:
            self._verbatim(place, place + len(text))

    def _verbatim(self, start: int, end: int) -> None:
        """The content from `start` as it is, cut where its place in the source jumps."""
        inside = [place for place in self.starts if start < place < end]
        for first, last in pairwise((start, *inside, end)):
            self.lines[-1].add_collapsed(self.content, first, last, self._raw(first) - first)
        self.cursor = end

    def _unit(self, text: str, written: str) -> None:
        place = self._find(written)
        raw, length = (self._raw(self.cursor), 0) if place < 0 else (self._raw(place), len(written))
        if text.isspace() and text != "\xa0":
            self.lines[-1].add_space(raw, length)
        elif text:
            self.lines[-1].add(text, raw, length)
        self.cursor = max(self.cursor, place + len(written)) if place >= 0 else self.cursor

    def _code(self, mark: str) -> None:
        self._past(mark)
        end = self._find(mark)
        while 0 <= end < self.cursor + len(self.content):
            stop = end + len(mark)
            if self.content[stop : stop + 1] != "`":
                break
            while self.content[stop : stop + 1] == "`":  # a longer run of marks is content
                stop += 1
            end = self.content.find(mark, stop)
        end = len(self.content) if end < 0 else end
        for number, line in enumerate(self.content[self.cursor : end].split("\n")):
            if number:
                self._break()
            self._verbatim(self.cursor, self.cursor + len(line))
        self._past(mark)

    def _break(self) -> None:
        place = self._find("\n")
        if place >= 0:
            self.lines[-1].add_space(self._raw(place), 1)
            self.cursor = place + 1

    def _past_target(self) -> None:
        """Past `](destination "title")`, `][label]`, `]` or the `>` of an autolink."""
        content = self.content
        if content.startswith(">", self.cursor):
            self.cursor += 1
            return
        close = self._find("]")
        if close < 0:
            return
        self.cursor = close + 1
        following = content[self.cursor : self.cursor + 1]
        if following == "[":
            self._past("]")
        elif following == "(":
            self.cursor = _closing_parenthesis(content, self.cursor) + 1


def _closing_parenthesis(content: str, start: int) -> int:
    """Where the parenthesis that opens at `start` closes: not inside quotes, angle brackets or after a backslash."""
    depth, quote, place = 0, "", start
    while place < len(content):
        character = content[place]
        if character == "\\":
            place += 1
        elif quote:
            quote = "" if character == quote else quote
        elif character in "\"'" and content[place - 1].isspace():
            quote = character
        elif character == "<" and depth == 1 and content[start + 1 : place].isspace() | (place == start + 1):
            quote = ">"
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if not depth:
                return place
        place += 1
    return len(content) - 1
