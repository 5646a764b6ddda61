"""Posts of social media that a page embeds: the words on a line, then who wrote them, without quote marks.

The line of the author is that of the embed codes of X (before, Twitter) and Mastodon: '— Name (@handle) July 7, 2025'.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Post(NamedTuple):
    """One embedded post: its words and the name under them."""

    start: int
    end: int
    author: tuple[int, int]


_POST = re.compile(r"^(?P<said>[^\n]+)\n[ \t]*[—–-]{1,2}\s?(?P<author>[^\n()@]{2,60}?)\s\(@\w[\w.@-]*\)[^\n]{0,40}$", re.MULTILINE)


def posts_from_text(text: str) -> list[Post]:
    """The embedded posts in order."""
    return [Post(match.start("said"), match.end("said"), match.span("author")) for match in _POST.finditer(text)]
