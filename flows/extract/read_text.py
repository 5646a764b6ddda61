"""The reading of a file without markup: its lines as they stand."""

from __future__ import annotations

import re
from hashlib import sha256

from flows.extract.encodings import text_from_bytes
from flows.extract.mapped import Mapped
from flows.extract.reading import Reading

EXTRACTOR = "text 1"  # ours; the number rises when the same bytes read otherwise

# What ends a line or a page in some file or other, one character for one; a carriage return before a line feed goes.
_LINE_ENDS = str.maketrans(dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n") | {"\0": " "})
_ODD_CHARACTER = re.compile(f"[{''.join(map(chr, _LINE_ENDS))}]")  # most files have none, and translating is slow
_CARRIAGE_RETURN = re.compile("\r(?=\n)")


def reading_from_text(data: bytes, charset: str | None = None) -> Reading:
    """The text with one line per line of the file, zero bytes as spaces."""
    decoded = text_from_bytes(data, charset)
    text = text_with_lines(decoded.text)
    return Reading(
        text=text,
        layout=["line"] * (text.text.count("\n") + 1),
        media_type="text/plain",
        raw_unit="file",
        extractor=EXTRACTOR,
        content_sha256=sha256(data).hexdigest(),
        encoding=decoded.encoding,
    )


def text_with_lines(characters: str) -> Mapped:
    """The characters with every kind of line end as a line feed."""
    text = Mapped.of(characters)
    if "\r\n" in characters:
        text = text.edited((match.start(), match.end(), "") for match in _CARRIAGE_RETURN.finditer(characters))
    return Mapped(text.text.translate(_LINE_ENDS), text.pieces) if _ODD_CHARACTER.search(text.text) else text


def raw_characters_from_text(data: bytes, charset: str | None = None) -> str:
    """What the reading's places count: the decoded file."""
    return text_from_bytes(data, charset).text
