"""The printed lines of a PDF with their places on the page, and the paragraphs they make.

A PDF holds no paragraphs, only glyphs at places. pdfium gives them in reading order, line by line; where a
paragraph ends is told by the gap to the next line, by its indentation, and by a line that ends although the
next word would have had room.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from ctypes import c_double
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from statistics import quantiles

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

# Fitted to nothing: each is the middle between two habits of typesetting.
PARAGRAPH_GAP = 1.25  # of the usual leading: line spacing is even to a hundredth, space between paragraphs adds a third or more
HEADING_SIZE = 1.15  # of the body size: headings are set at least two points larger (12 on 10)
SAME_SIZE = 0.07  # of the size: rounding and small capitals of one line
INDENT = 0.8  # of the size: the usual indent is one em or more
SPACE = 0.25  # of the size: the narrowest word space that typesetters use
NEIGHBOURS = 20  # lines above and below that tell how wide the column is
EDGE_LINES = 2  # lines at the top and the bottom of a page among which running heads and page numbers stand
HEADING_WORDS = 25

_PRINTED = re.compile(r"[^\r\n\ufffe]*[^\s\ufffe][^\r\n\ufffe]*\ufffe?")  # pdfium ends a line by U+FFFE where it ends in a hyphen
_LIST_ITEM = re.compile(r"(?:[•‣▪●○■□◦*–—·-]|\(?\d{1,3}[.)]|\(?[a-zа-яё][.)])\s+\S", re.I)
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_PAGE_NUMBER = re.compile(r"\W*(?:\w{1,10}\W+)?#(?:\W+\w{1,4}\W+#)?\W*")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: where its characters stand in the raw text and on the page (points, from the left and the bottom)."""

    text: str
    start: int
    page: int
    left: float
    right: float
    base: float
    size: float
    word: float  # width of the first word
    bold: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def lines_from_page(text_page: PdfTextPage, text: str, page: int, shift: int) -> list[Line]:
    """The lines of a page whose raw text begins at character `shift`; without places where pdfium cannot tell them."""
    lines = []
    placed = text_page.count_chars() == len(text)  # else it counts characters that it does not return
    for match in _PRINTED.finditer(text):
        written = match[0].strip()
        first = match.start() + match[0].index(written)
        place = _place(text_page, first, written) if placed else (0.0, 0.0, 0.0, 0.0, 0.0, False)
        lines.append(Line(written, shift + first, page, *place))
    return lines


def _place(text_page: PdfTextPage, first: int, written: str) -> tuple[float, float, float, float, float, bool]:
    """The last six fields of a line: seven calls a line, where a box for each letter would cost more than all the rest."""
    x, y, unread, right = c_double(), c_double(), c_double(), c_double()
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharOrigin(text_page, first, x, y)
    pdfium.FPDFText_GetCharBox(text_page, first + len(written.split(maxsplit=1)[0]) - 1, unread, right, unread, unread)
    word = right.value - x.value
    pdfium.FPDFText_GetCharBox(text_page, first + len(written) - 1, unread, right, unread, unread)
    pdfium.FPDFText_GetMatrix(text_page, first, matrix)  # many programs set type of size 1 and scale it
    size = pdfium.FPDFText_GetFontSize(text_page, first) * hypot(matrix.c, matrix.d)
    return x.value, right.value, y.value, size, word, pdfium.FPDFText_GetFontWeight(text_page, first) >= 600


def without_running_lines(lines: list[Line]) -> list[Line]:
    """The lines without heads, feet and page numbers: what stands at the same edge of at least half of the pages."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    if len(pages) < 2:
        return lines
    edges: dict[int, str] = {}
    for own in pages.values():
        ordered = sorted(own, key=lambda line: -line.base)
        for line in {*ordered[:EDGE_LINES], *ordered[-EDGE_LINES:]}:
            place = "page number" if _PAGE_NUMBER.fullmatch(_masked(line.text)) else f"{line.base:.0f} {_masked(line.text)}"
            edges[line.start] = place
    counts = Counter(edges.values())
    needed = max(2, len(pages) / 2)
    return [line for line in lines if line.start not in edges or counts[edges[line.start]] < needed]


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()).casefold())


def paragraphs_from_lines(lines: list[Line]) -> Iterator[tuple[list[Line], str]]:
    """The lines of each paragraph and its layout."""
    if not lines:
        return
    body = _body_size(lines)
    largest = max(line.size for line in lines if line.page == lines[0].page)
    titled = False
    leading = _leading(lines)
    edges = _column_edges(lines)
    current = [lines[0]]
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        if _ends(before, line, edges[index - 1], leading, _is_heading([line], body)):
            layout = _layout(current, body)
            if layout == "heading" and not titled and current[0].size == largest > body:
                layout, titled = "title", True
            yield current, layout
            current = []
        current.append(line)
    yield current, _layout(current, body)


def _body_size(lines: list[Line]) -> float:
    """The font size of most characters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes.items(), key=lambda item: (item[1], -item[0]))[0]


def _leading(lines: list[Line]) -> float:
    """The distance of two lines of one paragraph, in font sizes: the lower quartile, since in a speech or a
    notice half of all lines and more begin a paragraph."""
    gaps = [(a.base - b.base) / a.size for a, b in pairwise(lines) if a.page == b.page and a.size and a.base > b.base]
    return quantiles(gaps, n=4, method="inclusive")[0] if len(gaps) > 1 else sum(gaps)


def _column_edges(lines: list[Line]) -> list[float]:
    """How far to the right the column of each line goes."""
    edges = []
    for index, line in enumerate(lines):
        near = lines[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]
        # The lines of a column begin near one another; a headline above two columns begins with the first and
        # would widen it, so other sizes do not count.
        alike = [
            other.right
            for other in near
            if other.page == line.page
            and abs(other.left - line.left) < 3 * line.size
            and abs(other.size - line.size) <= SAME_SIZE * line.size
        ]
        edges.append(max(alike, default=line.right))
    return edges


def _ends(before: Line, line: Line, edge: float, leading: float, heading: bool) -> bool:
    """Whether a paragraph ends between two lines that follow one another."""
    if not before.size or not line.size:
        return True  # no places known: each printed line for itself, as in plain text
    if before.text.endswith("\ufffe"):
        return False
    if abs(before.size - line.size) > SAME_SIZE * before.size or _LIST_ITEM.match(line.text):
        return True
    if before.page != line.page or line.base > before.base:  # a new page or column: only the text tells
        return bool(_SENTENCE_END.search(before.text)) or not line.text[:1].islower()
    if (before.base - line.base) / before.size > PARAGRAPH_GAP * leading:
        return True
    if heading:
        return before.bold != line.bold
    if line.left - before.left > INDENT * line.size and _SENTENCE_END.search(before.text):
        return True
    if line.text[0].islower() and not _SENTENCE_END.search(before.text) and before.right - before.left > (edge - before.left) / 2:
        return False  # a sentence that goes on: a no-break space or a picture took the room
    return before.right + SPACE * before.size + line.word < edge


def _is_heading(lines: list[Line], body: float) -> bool:
    words = sum(line.text.count(" ") + 1 for line in lines)
    return words <= HEADING_WORDS and all(line.size >= HEADING_SIZE * body > 0 or line.bold for line in lines)


def _layout(lines: list[Line], body: float) -> str:
    if not lines[0].size:
        return "line"
    if _is_heading(lines, body):
        return "heading"
    return "list" if _LIST_ITEM.match(lines[0].text) else "paragraph"
