"""The words and marks of a text."""

from __future__ import annotations

import re

# In order: an initial ('A.' of 'A.Nurbekova', 'U.S.' gives two); a possessive 's alone, so that the noun
# before it stays whole; a word with its inner hyphens and apostrophes ('Saint-Denis', 'N'Diaye', 'AT&T');
# a line feed; any other single mark.
_TOKEN = re.compile(
    r"(?P<initial>[^\W\d_a-zа-яёәғқңөұүһі]\.(?=[^\W\d_]|\s[^\W\d_]))"
    r"|['’ʼ]s\b"
    r"|[^\W_]+(?:[-‑&'’ʼ](?!s\b)[^\W_]+)*"
    r"|\n|[^\w\s]|_"
)


def token_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the words and marks from `start` to `end`, in order; line feeds are marks, other white space is none."""
    return [match.span() for match in _TOKEN.finditer(text, start, len(text) if end is None else end)]
