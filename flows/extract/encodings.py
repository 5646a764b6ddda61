"""Bytes to characters: which encoding a text is in, found from its bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from flows.extract.legibility import LEGIBLE, legibility
from flows.extract.unreadable import UnreadableError

# Python's codecs of these names drop the mark, so raw offsets count the characters after it.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Codec, bytes a character, which of them are zero below U+0100 (UTF-16) or U+10000 (UTF-32); every twentieth
# character at least is a space, a digit or a mark.
_WIDE = (("utf-16-le", 2, (1,)), ("utf-16-be", 2, (0,)), ("utf-32-le", 4, (2, 3)), ("utf-32-be", 4, (0, 1)))

# In order of how often the web of this region uses them; the first of equals wins.
_LEGACY = ("cp1252", "cp1251", "koi8-r", "cp866", "kz1048", "ptcp154", "iso8859-5", "mac-cyrillic", "cp1250", "cp1254", "cp1253")
_OTHER = ("gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1255", "cp1256", "cp1258", "cp874")
# Names that pages use for more than they say: browsers read them as the wider one too (WHATWG Encoding).
_WIDER = {"iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
# Python's own codecs that are no encodings of pages; some take quadratic time.
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7"})

SAMPLE = 65_536  # bytes that tell the encoding: some ten pages of text
# Bytes that tell one code page from another: of 900 samples of 200 characters each was read right, and a text longer
# than that costs eleven decodings.
TELLING = 800
# Random bytes hold 10 % control characters, text none or a few stray ones: half of the former separates them.
CONTROL_SHARE = 0.05
# Samples of 200 characters of Russian and Kazakh in seven code pages held 0.32 valid UTF-8 sequences per invalid byte
# at most (cp866; 0.67 in samples of 30), so two are asked; a damaged UTF-8 text has hundreds.
VALID_PER_INVALID = 2
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the Python codec that gives it (with errors='replace'), and how many U+FFFD stand for bad bytes."""

    text: str
    encoding: str
    repaired: int = 0


def text_from_bytes(data: bytes, charset: str | None = None) -> Decoded:
    """The characters of a text file; `charset` is what its container or header declares, which may be wrong.

    Raises UnreadableError when the bytes are no text.
    """
    encoding = encoding_from_bytes(data, charset)
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd") if "\ufffd" in text else 0)


def encoding_from_bytes(data: bytes, charset: str | None = None) -> str:
    """The Python codec of a text: by byte order mark, zero bytes, UTF-8's own rules, declaration, then by how it reads."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data and (wide := _wide_encoding(data)):
        return wide
    if _control_share(data) > CONTROL_SHARE:
        raise UnreadableError("binary-content", "The bytes are no text: too many control characters; remove the file or name its format")
    declared = _codec_name(charset)
    if data.isascii() or _is_utf8(data):
        return declared if declared and declared.startswith("iso2022") and b"\x1b" in data else "utf-8"
    return _legacy_encoding(data, declared)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without mark, whose characters below U+0100 (spaces and digits at least) have zero bytes on one side."""
    sample = data[: SAMPLE // 4 * 4]
    for encoding, width, high in _WIDE:
        count = len(sample) // width
        zeros = [sample[place::width].count(0) for place in range(width)]
        is_high = all(zeros[place] > (0.9 if width == 4 else 0.05) * count for place in high)
        # Low bytes are zero in U+0400 and its like only; in UTF-32 the second byte is zero as often as in UTF-16.
        is_low = all(zeros[place] * 20 <= zeros[high[0]] for place in range(width) if place not in high and (width == 2 or place in (0, 3)))
        if is_high and is_low and _decodes(sample[: count * width], encoding):
            return encoding
    return None


def _decodes(sample: bytes, encoding: str) -> bool:
    """A sample may end within a character (a surrogate pair), so the last one is not asked for."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample, final=False)
    except UnicodeError:
        return False
    return bool(text) and sum(1 for character in text if character.isprintable() or character.isspace()) > 0.95 * len(text)


def _control_share(data: bytes) -> float:
    """Trailing zero bytes are left out: a file system that lost power pads a good text with them."""
    sample = data[:SAMPLE].rstrip(b"\0") or data[:1]
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / (len(sample) or 1)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        valid = len(_SEQUENCE.findall(data))
        invalid = data.decode("utf-8", "replace").count("\ufffd")
        return valid >= VALID_PER_INVALID * invalid
    return True


def _codec_name(charset: str | None) -> str | None:
    """Python's name of a declared charset; None when there is no such codec for text."""
    if not charset:
        return None
    try:
        found = codecs.lookup(charset.strip().strip("\"'"))
        "".encode(found.name)
    except (LookupError, ValueError):
        return None
    name: str = found.name
    return None if name in _NO_CHARSETS else _WIDER.get(name, name)


def _legacy_encoding(data: bytes, declared: str | None) -> str:
    """One-byte and East Asian encodings, where every guess decodes: the one that reads best, the declared one when it reads as well."""
    sample = _telling_part(data)
    names: list[str] = [*_LEGACY, declared] if declared else [*_LEGACY]
    scores = {encoding: _score(sample, encoding) for encoding in names}
    best = max(scores, key=lambda encoding: scores[encoding])
    if declared and (scores[declared] >= scores[best] - 0.05 or (declared not in _LEGACY and _decodes(sample, declared))):
        return declared
    if scores[best] >= LEGIBLE:
        return best
    match = from_bytes(sample, cp_isolation=list(_OTHER)).best()
    if match is not None:
        return str(match.encoding)
    raise UnreadableError("encoding-unknown", "No encoding makes these bytes a readable text; save the file as UTF-8")


def _telling_part(data: bytes) -> bytes:
    """The lines with bytes past ASCII, from the first one on: markup before them tells nothing."""
    lines = [line for line in data[: 16 * SAMPLE].splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:TELLING]


def _score(sample: bytes, encoding: str) -> float:
    """Bytes that the encoding does not know count as unread characters."""
    return legibility(sample.decode(encoding, "replace"))
