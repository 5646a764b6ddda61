"""The visible blocks of an HTML source, each character with its place in that source.

Neither trafilatura nor lxml tells where a character stood in the source, so the source is walked once
more here. The walk is no HTML5 tree builder: it knows as much of the standard (void elements, raw text,
implied end tags) as decides what is visible and which block it belongs to, never recurses, and takes
time proportional to the source however deep or broken the markup is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape

from flows.extract.html_blocks import Block, BlockText
from flows.extract.html_elements import (
    BLOCKS,
    CHROME,
    CHROME_TAGS,
    CONTAINERS,
    DATED,
    END_TAGS,
    HEADLINE,
    HIDDEN,
    IMPLIED,
    LAYOUTS,
    RAW_TEXT,
    UNSEEN,
    VOID,
    attributes_from_tag,
    flags_from_attributes,
)

WALK = 64  # open elements looked at for an implied end tag; deeper is no page that a person wrote
INLINE_DEPTH = 512  # inline elements nested deeper are not tracked, which bounds the time of broken pages

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>")
# Entities, and white space but a single space, which stays as it is.
_SPECIAL = re.compile(r"&(?:#[0-9]{1,8}+|#[xX][0-9a-fA-F]{1,7}+|[a-zA-Z][a-zA-Z0-9]{1,31}+);?+| ?+[\t\n\r\f][ \t\n\r\f]*+|  [ \t\n\r\f]*+")


@dataclass(slots=True)
class Page:
    """What one walk through an HTML source finds."""

    blocks: list[Block] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)  # html, meta, link, time and itemprop elements
    json_ld: list[str] = field(default_factory=list)
    title: str | None = None
    depth: int = 0


def page_from_html(source: str) -> Page:
    """The blocks of an HTML source in order, and the tags that carry metadata."""
    walker = _Walker(source)
    walker.walk()
    return walker.page


class _Walker:
    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page()
        self.serial = 0
        self.stack: list[tuple[str, int, str, int]] = [("", 0, "paragraph", 0)]  # tag, flags, layout, container
        self.open: Counter[str] = Counter()
        self.unclosed: set[str] = set()
        self.in_link = False
        self.breaks = 0
        self.current = BlockText()

    def walk(self) -> None:
        source, place, size = self.source, 0, len(self.source)
        last_end = source.rfind(">")  # no tag closes after it: to look for its end each time would be quadratic
        while place < size:
            mark = source.find("<", place)
            if mark < 0:
                mark = size
            if mark > place:
                self._text(place, mark)
            if mark == size:
                break
            tag = _TAG.match(source, mark) if mark < last_end else None
            if tag is None:
                place = self._odd(mark)
            elif tag[1]:
                self._end(tag[2].lower())
                place = tag.end()
            else:
                place = self._start(tag[2].lower(), tag[3], mark, tag.end())
        self._flush()

    def _odd(self, mark: int) -> int:
        """Past a comment, a declaration or a '<' that opens nothing, which is text."""
        source = self.source
        if source.startswith("<!--", mark):
            end = -1 if "--" in self.unclosed else source.find("-->", mark + 2)
            if end >= 0:
                return end + 3
            self.unclosed.add("--")
        if source.startswith(("<!", "<?", "</"), mark):
            end = source.find(">", mark)
            return end + 1 if end >= 0 else len(source)  # a tag that never ends hides the rest, as in browsers
        self._text(mark, mark + 1)
        return mark + 1

    def _start(self, tag: str, written: str, mark: int, end: int) -> int:
        if tag in UNSEEN:
            return self._past_unseen(tag, written, end)
        if tag in ("meta", "link", "html", "time") or "itemprop" in written:
            self.page.tags.append((tag, attributes_from_tag(written)))
        if tag == "br":
            self._line_break(mark, end)
        elif tag == "a":
            self.in_link = "href" in written.lower()
        elif tag in BLOCKS:
            self._flush()
            self._close_implied(tag)
        if tag not in VOID:
            self._push(tag, written)
        return end

    def _past_unseen(self, tag: str, written: str, start: int) -> int:
        """Past an element without visible text; the page's title and its JSON-LD are noted on the way."""
        found = None if tag in self.unclosed else END_TAGS[tag].search(self.source, start)
        if found is None:
            self.unclosed.add(tag)
            return len(self.source) if tag in RAW_TEXT else start
        content = self.source[start : found.start()]
        if tag == "script" and "ld+json" in written.lower():
            self.page.json_ld.append(content)
        elif tag == "title" and self.page.title is None:
            self.page.title = " ".join(unescape(content).split()) or None
        return found.end()

    def _close_implied(self, tag: str) -> None:
        if self.open["p"]:
            self._pop_to(frozenset(("p",)), BLOCKS)
        if tag in IMPLIED and any(self.open[name] for name in IMPLIED[tag][0]):
            self._pop_to(*IMPLIED[tag])

    def _pop_to(self, names: frozenset[str], stops: frozenset[str]) -> None:
        stack = self.stack
        for index in range(len(stack) - 1, max(0, len(stack) - 1 - WALK), -1):
            tag = stack[index][0]
            if tag in names:
                self._cut(index)
                return
            if tag in stops:
                return

    def _cut(self, index: int) -> None:
        for tag, *_ in self.stack[index:]:
            self.open[tag] -= 1
        del self.stack[index:]

    def _push(self, tag: str, written: str) -> None:
        block = tag in BLOCKS
        if not block and len(self.stack) > INLINE_DEPTH:
            return
        _, flags, layout, container = self.stack[-1]
        if written:
            flags |= flags_from_attributes(written)
        if tag in CHROME_TAGS:
            flags |= CHROME
        elif tag == "time":
            flags |= DATED
        elif tag == "noframes" and not self.open["frameset"]:
            flags |= HIDDEN
        elif tag == "h1":
            flags |= HEADLINE
        if block:
            # A paragraph in a table cell makes it a layout table; in a list item it is still a list.
            layout = LAYOUTS.get(tag, "paragraph" if layout == "table" and tag in ("p", "div", "blockquote") else layout)
            if tag in CONTAINERS:
                self.serial += 1
                container = self.serial
        self.stack.append((tag, flags, layout, container))
        self.open[tag] += 1
        self.page.depth = max(self.page.depth, len(self.stack))

    def _end(self, tag: str) -> None:
        if tag == "a":
            self.in_link = False
        if tag in BLOCKS:
            self._flush()
        elif tag == "br":  # browsers read </br> as <br>
            self.breaks += 1
        if not self.open[tag]:
            return
        stack = self.stack
        for index in range(len(stack) - 1, 0, -1):
            name = stack[index][0]
            if name == tag:
                self._cut(index)
                return
            if tag not in BLOCKS and name in BLOCKS:  # an inline end tag closes no block around it
                return

    def _line_break(self, mark: int, end: int) -> None:
        if self.stack[-1][2] in ("heading", "caption", "list") or self.in_link:
            self.current.add_space(mark, end - mark)
        else:
            self._flush(closed=False)
            self.breaks += 1

    def _text(self, start: int, end: int) -> None:
        """The characters of the source from `start` to `end`, spaces collapsed, entities resolved."""
        source, current, place = self.source, self.current, start
        _, flags, layout, container = self.stack[-1]
        if flags & HIDDEN and current.size and not current.flags & HIDDEN:
            return  # hidden words inside a visible block
        before = current.size
        if not before and not self.open["pre"] and source[start:end].isspace():
            return
        current.enter(flags, layout, container)
        for special in _SPECIAL.finditer(source, start, end):
            first, last = special.span()
            current.add_text(source, place, first)
            place = last
            resolved = " " if source[first] != "&" else unescape(source[first:last])
            if (resolved != " " and not resolved.isspace()) or resolved == "\xa0":
                current.add(resolved, first, last - first)
            elif self.open["pre"] and "\n" in source[first:last]:
                self._flush(closed=False)
                self.breaks += source.count("\n", first, last)
                current, before = self.current, 0
                current.enter(flags, layout, container)
            else:
                current.add_space(first, last - first)
        current.add_text(source, place, end)
        if self.in_link:
            current.link_chars += current.size - before

    def _flush(self, closed: bool = True) -> None:
        """End the block; `closed` where an element ends it and not a line break."""
        if self.current.size:
            block = self.current.block(self.breaks)
            if block is not None:
                self.page.blocks.append(block)
                self.breaks = 0
            self.current = BlockText()
        if closed:
            self.breaks = 0
