"""Names blotted out: every character of them becomes █, so that all offsets still hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

BLOT = "█"


def blotted_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the characters of the spans blotted out."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = BLOT * (end - start)
    return "".join(letters)


def blotted_names(text: str, names: tuple[str, ...]) -> str:
    """The text with every place blotted out that has one of the names, in whatever case and spacing."""
    return names_pattern(names).sub(lambda found: BLOT * len(found[0]), text) if names else text


@cache
def names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Matches the names as whole words; the longest first, as they are given."""
    written = (r"\s+".join(re.escape(word) for word in name.split()) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)
