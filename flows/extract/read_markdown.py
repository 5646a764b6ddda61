"""The reading of a Markdown file: its blocks without marks, front matter as metadata."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version

from markdown_it import MarkdownIt
from markdown_it.token import Token

from flows.extract.gathered import Gathered
from flows.extract.html_positions import page_from_html
from flows.extract.mapped import Mapped, joined
from flows.extract.markdown_inline import lines_from_inline
from flows.extract.reading import Metadata, Reading
from flows.extract.unreadable import UnreadableError

NESTING = 60  # quotes and lists in one another that are read; each takes Python frames, of which there are 1,000

# Names of front matter fields in Jekyll, Hugo, Pandoc and web clippers.
FIELDS = {
    "title": ("title",),
    "author": ("author", "authors", "by"),
    "publisher": ("publisher", "site", "site_name", "sitename", "website"),
    "published": ("published", "date", "pubdate", "publishdate", "publish_date", "published_at", "created"),
    "language": ("lang", "language", "locale"),
    "url": ("url", "source_url", "canonical", "canonical_url", "link", "source", "permalink"),
}

_LINE_END = re.compile(r"\r\n?|\n")
_FRONT = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*(?:\r\n?|\n)(.*?)(?:\r\n?|\n)(?:\1|\.\.\.)[ \t]*(?:\r\n?|\n|$)", re.S)
_FIELD = re.compile(r"([A-Za-z_-]+)\s*[:=]\s*(.*?)\s*$", re.M)


def reading_from_markdown(text: str, encoding: str, sha256: str) -> Reading:
    """The visible text of a Markdown file; its first heading of level one is the title.

    The raw characters that its map counts are the file's text as it is.
    """
    fields, start = _front_matter(text)
    lines, layout = _lines_and_layout(text, start)
    if not lines:
        raise UnreadableError(
            "markdown-without-text", "The Markdown file holds no text beside marks and front matter: remove it or mend it."
        )
    return Reading(
        text=joined(lines),
        layout=layout,
        media_type="text/markdown",
        raw_unit="file",
        extractor=_extractor(),
        content_sha256=sha256,
        encoding=encoding,
        metadata=_metadata(fields),
    )


@cache
def _extractor() -> str:
    return f"markdown-it-py {version('markdown-it-py')}"


@cache
def _parser() -> MarkdownIt:
    # Without text_join the parser leaves escapes and entities apart, as the places need them.
    return MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table").disable("text_join")


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """The fields between the fences at the top and where the text begins after them."""
    match = _FRONT.match(text)
    if not match:
        return {}, 0
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(match[2]):
        value = value.strip("[]").strip("\"' \t\r")
        if value:
            fields.setdefault(name.lower(), value)
    return (fields, match.end()) if fields else ({}, 0)


def _metadata(fields: dict[str, str]) -> Metadata:
    found = {fact: next((fields[name] for name in names if name in fields), None) for fact, names in FIELDS.items()}
    if found["url"] and not found["url"].startswith(("http://", "https://")):
        found["publisher"], found["url"] = found["publisher"] or fields.get("source"), None
    return Metadata(**found)


def _lines_and_layout(text: str, start: int) -> tuple[list[Mapped], list[str]]:
    ends = [match.end() for match in _LINE_END.finditer(text, start)]
    starts = [start, *ends, len(text)]
    lines: list[Mapped] = []
    layout: list[str] = []
    open_blocks: list[str] = []
    row_place = titled = 0
    for token in _parser().parse(text[start:]):
        if token.nesting:
            open_blocks.append(token.tag) if token.nesting > 0 else open_blocks.pop()
            if token.type == "tr_open" and token.map:
                row_place = starts[token.map[0]]
        elif token.map is None and token.type != "inline":
            continue
        elif token.type == "inline":
            kind = _layout(open_blocks)
            if kind == "table":
                places, row_place = _cell_place(text, token.content, row_place)
            else:
                places = _places(text, starts, token)
            found = lines_from_inline(token, places)
            if kind == "title" and titled:
                kind = "heading"
            titled += kind == "title"
            lines.extend(found)
            layout.extend(["line" if kind == "paragraph" and len(found) > 1 else kind] * len(found))
        elif token.type in ("fence", "code_block", "html_block"):
            _read_block(token, text, starts, lines, layout)
    return lines, layout


def _layout(open_blocks: list[str]) -> str:
    innermost = open_blocks[-1] if open_blocks else "p"
    if innermost in ("td", "th"):
        return "table"
    if innermost.startswith("h"):
        return "title" if innermost == "h1" else "heading"
    return "list" if "li" in open_blocks else "paragraph"


def _places(text: str, starts: list[int], token: Token) -> list[tuple[int, int]]:
    """Where each line of an inline token's content stands: at the end of its source line, after the block's marks."""
    places, offset = [], 0
    first = token.map[0] if token.map else 0
    for number, line in enumerate(token.content.split("\n"), first):
        begin, end = starts[min(number, len(starts) - 2)], starts[min(number + 1, len(starts) - 1)]
        place = text.rfind(line, begin, end)
        places.append((offset, place if place >= 0 else begin))
        offset += len(line) + 1
    return places


def _cell_place(text: str, content: str, place: int) -> tuple[list[tuple[int, int]], int]:
    """Where a table cell stands, looked for after the cell before it, and where it ends; a bar in it is written \\|."""
    bars = [offset for offset, character in enumerate(content) if character == "|"]
    written = content.replace("|", "\\|")
    found = text.find(written, place)
    found = place if found < 0 else found
    return [(0, found), *((offset, found + offset + number) for number, offset in enumerate(bars, 1))], found + len(written)


def _read_block(token: Token, text: str, starts: list[int], lines: list[Mapped], layout: list[str]) -> None:
    """Preformatted text line by line; HTML by the blocks that a browser would show."""
    first, last = token.map or (0, 0)
    if token.type == "html_block":
        begin = starts[first]
        for block in page_from_html(text[begin : starts[min(last, len(starts) - 1)]]).blocks:
            lines.append(Mapped(block.mapped.text, tuple((size, raw + begin, length) for size, raw, length in block.mapped.pieces)))
            layout.append(block.layout)
        return
    fenced = token.type == "fence"
    for number in range(first + fenced, min(last, len(starts) - 1)):
        begin, end = starts[number], starts[number + 1]
        gathered = Gathered()
        if fenced and text[begin:end].strip().startswith(token.markup):
            continue
        gathered.add_collapsed(text, begin, end)
        mapped = gathered.mapped()
        if mapped is not None:
            lines.append(mapped)
            layout.append("line")
