"""Text of documents inside Markdown: it shows as it is and never becomes a link, a heading or a tag."""

from __future__ import annotations

import re
from collections.abc import Sequence

# An underscore between letters or digits ('first_seen') is none of them.
_SIGNS = re.compile(r"[\\`*{}\[\]()#+\-.|<>&~^$:@]|(?<![^\W_])_|_(?![^\W_])")
_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\ud800-\udfff]")  # signs that turn the reading direction, and lone surrogates
LENGTH = 160  # of a cell: enough to see what an answer is


def markdown_text(text: str) -> str:
    """One line of plain text; every sign that Markdown or HTML could read as its own is a character reference."""
    line = _TURNS.sub("\ufffd", _BREAKS.sub(" ", text)).strip()
    return _SIGNS.sub(lambda sign: sign[0] if sign[0] in "-.:()+" and not _opens(line, sign.start()) else f"&#{ord(sign[0])};", line)


def _opens(line: str, place: int) -> bool:
    """Signs that are harmless inside a line may open a list or an address: '- x', '1. x', 'x://', 'www.'."""
    return line[:place].isdigit() or place == 0 or line[place : place + 3] == "://" or line[max(place - 3, 0) : place].lower() == "www"


def markdown_cell(value: object) -> str:
    """A value of an answer in a table: lists joined, nothing for null, long text cut."""
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return markdown_text(text if len(text) <= LENGTH else text[: LENGTH - 1] + "…")


def markdown_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [
        "| " + " | ".join(markdown_text(name) for name in columns) + " |",
        "|" + "---|" * len(columns),
        *("| " + " | ".join(markdown_cell(value) for value in row) + " |" for row in rows),
    ]
    return "\n".join(lines) + "\n"
