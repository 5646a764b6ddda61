"""A visible block of an HTML page while it is read and when it is done."""

from __future__ import annotations

from dataclasses import dataclass

from flows.extract.gathered import Gathered
from flows.extract.html_elements import DATED
from flows.extract.mapped import Mapped


@dataclass(frozen=True, slots=True)
class Block:
    """One visible block: a paragraph, a heading, a list item, a table cell, or a line between <br>.

    `container` numbers the element whose children are paragraphs of one text; `breaks_before` counts the
    <br> between this block and the one before in the same element.
    """

    mapped: Mapped
    layout: str
    container: int
    flags: int
    link_chars: int
    breaks_before: int

    @property
    def linked(self) -> bool:
        """Whether most of its characters are links."""
        return self.link_chars * 2 > len(self.mapped.text)


@dataclass(slots=True)
class BlockText(Gathered):
    """The block that is being read."""

    link_chars: int = 0
    flags: int = 0
    layout: str = "paragraph"
    container: int = 0

    def enter(self, flags: int, layout: str, container: int) -> None:
        """Where the block's next text stands: its first text decides, a date anywhere in it counts."""
        if self.size:
            self.flags |= flags & DATED
        else:
            self.flags, self.layout, self.container = flags, layout, container

    def block(self, breaks_before: int) -> Block | None:
        """The block as read, or None when nothing in it is visible."""
        mapped = self.mapped()
        if mapped is None:
            return None
        return Block(mapped, self.layout, self.container, self.flags, self.link_chars, breaks_before)
