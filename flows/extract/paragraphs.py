"""Printed lines joined to paragraphs, where a file breaks its paragraphs into lines of one width.

Mail, PDF and old plain text fill each line and break it before the word that would not fit. Poems, lists,
signatures and files of one paragraph a line break where the author wished, and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.extract.mapped import Edit, Mapped

# A filled line may fall short of the width by a long word, or by what letters of unequal width make of it in a
# PDF. Wrapped lines of one document stay within that; of 616 authored documents none is taken for wrapped.
FILLED = 0.85
WIDTHS = (30, 130)  # a column of a newspaper; a printed page with small letters
LEAST_PAIRS = 3  # fewer lines tell nothing about how a file breaks its lines

_LINE = re.compile("[^\n]+")
_QUOTED_MAIL = re.compile(r"(?:> ?)+")
_QUOTED_LINES = re.compile("^>.*\n>", re.MULTILINE)  # a single '>' leads a link
_ITEM = re.compile(r"(?:[•·▪●○■◦‣*–—-]|\(?(?:\d{1,3}|[A-Za-zА-Яа-я]|[ivxIVX]{1,5})[.)])\s")
_SENTENCE_END = re.compile(r"[.!?…:;][”\"'’»)\]]*$")
_CERTAIN_HYPHENS = "\xad\x02\ufffe¬"  # soft hyphen, and what PDF libraries and mainframe texts write for it
_MAIL_FIELD = re.compile(r"[A-Z][\w-]{1,20}: ")


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A text of one paragraph a line without empty lines; `set_apart` where an empty line stands before it."""

    text: Mapped
    layout: list[str]
    set_apart: list[bool]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int  # of the printed characters, the marks of quoted mail left out
    end: int
    text: str
    layout: str
    depth: int  # how often the mail was quoted
    indent: int
    after_blank: bool


def joined_paragraphs(text: Mapped, layout: Sequence[str]) -> Paragraphs:
    """The text with wrapped lines joined, words divided at a line's end made whole and empty lines left out."""
    lines = _lines(text.text, layout)
    if not lines:
        return Paragraphs(text.sliced(0, 0), [], [])
    width = _wrap_width(lines)
    divides = width is not None and _divides_words(lines)
    vocabulary = set(re.findall(r"\w+(?:-\w+)*", text.text.casefold())) if width is not None and any(map(_ends_in_hyphen, lines)) else set()
    kept = [lines[0]]
    edits: list[Edit] = [(0, lines[0].start, "")]
    for line, following in pairwise(lines):
        if (width is not None and _continues(line, following, width)) or _ends_in_certain_hyphen(line, following):
            edits.append(_joint(line, following, divides, vocabulary))
        else:
            kept.append(following)
            feed = text.text.index("\n", line.end)
            edits += (line.end, feed, ""), (feed + 1, following.start, "")
    edits.append((lines[-1].end, len(text.text), ""))
    edited = text.edited(edit for edit in edits if edit[0] < edit[1] and text.text[edit[0] : edit[1]] != edit[2])
    return Paragraphs(edited, [line.layout for line in kept], [line.after_blank for line in kept])


def _lines(text: str, layout: Sequence[str]) -> list[_Line]:
    """The lines that hold more than spaces."""
    quoted_mail = "\n>" in text and _QUOTED_LINES.search(text) is not None
    lines: list[_Line] = []
    place, after_blank = 0, True
    for raw, kind in zip(text.split("\n"), layout, strict=True):
        marks = _QUOTED_MAIL.match(raw) if quoted_mail and kind == "line" else None
        body = raw[marks.end() :] if marks else raw
        printed = body.strip()
        if printed:
            start = place + len(raw) - len(body.lstrip())
            indent = len(body) - len(body.lstrip())
            depth = marks.group().count(">") if marks else 0
            lines.append(_Line(start, start + len(printed), printed, kind, depth, indent, after_blank))
        after_blank = not printed
        place += len(raw) + 1
    return lines


def _wrap_width(lines: Sequence[_Line]) -> float | None:
    """How long a line with the next one's first word must be to be filled; None where lines are not wrapped.

    In wrapped text the first word of a line would not have fitted at the end of the line before it, and
    some lines begin in the middle of a sentence.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a.layout == b.layout == "line" and not b.after_blank]
    if len(pairs) < LEAST_PAIRS:
        return None
    lengths = sorted(len(a.text) for a, _ in pairs)
    width = lengths[int(len(lengths) * 0.9)]  # a few lines run over: web addresses, tables
    if not WIDTHS[0] <= width <= WIDTHS[1]:
        return None
    reaches = [(_reach(a, b), _amid(a, b)) for a, b in pairs if len(a.text) * 2 > width]  # short lines: headers, signatures
    filled = [amid for reach, amid in reaches if reach > width * FILLED]
    # Half: in a text of short paragraphs every second line may be a paragraph's last. A tenth: English prose has
    # about four lines in five that begin in small letters, a list of wrapped items fewer; poems have none in most prints.
    if len(filled) * 2 < len(reaches) or sum(filled) * 10 < len(filled) or sum(filled) < 2:
        return None
    if sum(line.after_blank for line in lines) * 10 > len(lines):
        return width * FILLED  # empty lines part the paragraphs, the width need not
    certain = sorted(reach for reach, amid in reaches if amid)
    return max(width * FILLED, certain[len(certain) // 20])  # letters of one width reach further than a PDF's


def _reach(line: _Line, following: _Line) -> int:
    """How long the line would be with the next one's first word."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0])


def _amid(line: _Line, following: _Line) -> bool:
    """Whether the next line goes on in the middle of a sentence."""
    return following.text[0].islower() and not _SENTENCE_END.search(line.text)


def _continues(line: _Line, following: _Line, width: float) -> bool:
    """Whether the following line goes on with the paragraph of this one."""
    if line.layout != "line" or following.layout != "line" or line.depth != following.depth:
        return False
    if (_ITEM.match(following.text) and not following.text[0].isalpha()) or _MAIL_FIELD.match(following.text):
        return False
    filled, amid = _reach(line, following) >= width, _amid(line, following)
    if following.after_blank:  # a page break, if anything
        return filled and amid and line.text[-1] not in ",:;"
    if following.indent > line.indent + 1 and not amid:
        return False
    return filled or (amid and len(line.text) * 2 > width)


def _ends_in_certain_hyphen(line: _Line, following: _Line) -> bool:
    return line.text[-1] in _CERTAIN_HYPHENS and following.text[0].isalpha()


def _divides_words(lines: Sequence[_Line]) -> bool:
    """Whether the document divides words at line ends: else a hyphen there belongs to a compound.

    One line in thirty and no fewer than two: compounds that happen to break are rarer, justified print divides more often.
    """
    ends = sum(map(_ends_in_hyphen, lines))
    return ends > 1 and ends * 30 >= len(lines)


def _ends_in_hyphen(line: _Line) -> bool:
    return len(line.text) > 1 and line.text[-1] == "-" and line.text[-2].isalpha()


def _joint(line: _Line, following: _Line, divides: bool, vocabulary: set[str]) -> Edit:
    """What stands between two lines of a paragraph: a space, or nothing within a divided word."""
    if _ends_in_certain_hyphen(line, following):
        return line.end - 1, following.start, ""
    if _ends_in_hyphen(line) and following.text[0].islower():
        before, after = re.split(r"[^\w-]", line.text[:-1])[-1].casefold(), re.split(r"[^\w-]", following.text)[0].casefold()
        whole = before + after in vocabulary or (divides and f"{before}-{after}" not in vocabulary)
        return line.end - whole, following.start, ""
    return line.end, following.start, " "
