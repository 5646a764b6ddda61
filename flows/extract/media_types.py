"""What a file is, found from its first bytes; its name only breaks the tie between Markdown and plain text."""

from __future__ import annotations

import codecs
import json
import re

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL = "message/rfc822"
JSON = "application/json"
JSON_LINES = "application/x-ndjson"
WARC = "application/warc"
GZIP = "application/gzip"
ZIP = "application/zip"

CONTAINERS = frozenset({MAIL, JSON, JSON_LINES, WARC, GZIP, ZIP})
HEAD = 1 << 16  # what is looked at: a page's markup, a mail's headers and a record's first lines begin well within it

# First bytes of formats (IANA media types and the formats' own specifications). Those that no reader opens are
# named too, so that the issue says what the file is.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", GZIP),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),  # an empty one
    (b"WARC/", WARC),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),  # Word, Excel, PowerPoint before 2007; Outlook
    (b"{\\rtf", "application/rtf"),
    (b"%!PS", "application/postscript"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"RIFF", "application/x-riff"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"\x7fELF", "application/x-elf"),
    (b"MZ\x90\0", "application/vnd.microsoft.portable-executable"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
)
_XML_ROOTS = {"html": HTML, "rss": "application/rss+xml", "feed": "application/atom+xml", "svg": "image/svg+xml"}

_PROLOGUE = re.compile(r"(?:\s|\ufeff|<!--.*?-->|<\?[^>]*>|<!doctype[^>[]*(?:\[[^]]*\]\s*)?>)+", re.I | re.S)
_ROOT = re.compile(r"<([A-Za-z][\w.-]*)(?::([A-Za-z][\w.-]*))?")
_HTML_TAG = re.compile(
    r"<(/?)(html|head|body|title|meta|p|div|br|span|a|h[1-6]|ul|ol|li|table|tr|td|article|section|img|script|style|strong|em|b|i)\b[^<>]*>",
    re.I,
)
_MAIL_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?:[ \t]|$)")
_MAIL_SENDERS = frozenset({"from", "received", "return-path", "sender"})
_MAIL_FIELDS = frozenset({"subject", "date", "to", "message-id", "mime-version", "content-type", "delivered-to"})
_MARKDOWN = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        r"^#{1,6} +\S",
        r"^[^\s#].*\n(?:=+|-{3,})[ \t]*$",
        r"(?<!!)\[[^\]\n]+\]\([^)\s]+\)",
        r"!\[[^\]\n]*\]\([^)\s]+\)",
        r"(?<![\w*])\*\*[^*\s][^*\n]*\*\*(?![\w*])",
        r"^(?:```|~~~)",
        r"^> \S",
        r"^(?:[-*+]|\d+\.) +\S.*\n(?:[-*+]|\d+\.) +\S",
        r"^\|?(?: *:?-{3,}:? *\|)+",
    )
)


def media_type_from_head(head: bytes, name: str = "") -> str:
    """The media type of a file with these first HEAD bytes; a zip may be a DOCX yet (media_type_from_names tells)."""
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if b"%PDF-" in head[:1024]:  # readers allow for bytes before it (ISO 32000-1, annex H.3.4.1)
        return PDF
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head[257:262] == b"ustar":
        return "application/x-tar"
    return _text_type(_shown(head), name)


def media_type_from_names(names: list[str]) -> str:
    """What a zip is, by the names of its members: many formats are zips inside."""
    found = set(names)
    if "word/document.xml" in found:
        return DOCX
    for member, media_type in (
        ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("META-INF/container.xml", "application/epub+zip"),
        ("META-INF/manifest.xml", "application/vnd.oasis.opendocument"),
    ):
        if member in found:
            return media_type
    return DOCX if any(name.startswith("word/") for name in found) and "[Content_Types].xml" in found else ZIP


def is_html(text: str) -> bool:
    """Whether a text that may be a fragment is HTML: two tags of its own, one of them closed or never closed by rule."""
    tags = [(slash, tag.lower()) for slash, tag in _HTML_TAG.findall(text)]
    return len(tags) > 1 and any(slash or tag in ("br", "p", "img", "meta") for slash, tag in tags)


def _shown(head: bytes) -> str:
    """The head as characters, well enough to see its structure, which is ASCII."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    if head[1:2] == b"\0" or head[:1] == b"\0":
        return head.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "replace")
    return head.decode("utf-8", "replace")


def _text_type(text: str, name: str) -> str:
    start = match.end() if (match := _PROLOGUE.match(text)) else 0
    if root := _ROOT.match(text, start):
        tag = (root.group(2) or root.group(1)).lower()
        if tag in _XML_ROOTS:
            return _XML_ROOTS[tag]
        if text.lstrip("\ufeff \r\n\t").startswith("<?xml"):
            return "application/xml"
    if re.match(r"\s*<!doctype html", text, re.I) or (root and is_html(text)):
        return HTML
    if text[start:].startswith(("{", "[")) and (found := _json_type(text[start:])):
        return found
    if _is_mail(text):
        return MAIL
    return _markdown_or_text(text, name)


def _json_type(text: str) -> str | None:
    """A list of objects, an object, or an object a line; prose may open with a bracket too."""
    if re.match(r'\[\s*(?:\{\s*"|\])', text):
        return JSON
    if not re.match(r'\{\s*["}]', text):
        return None
    lines = [line for line in text.split("\n", 3)[:3] if line.strip()][:2]
    return JSON_LINES if len(lines) > 1 and any(map(_is_object, lines)) else JSON


def _is_object(line: str) -> bool:
    try:
        return bool(json.loads(line)) and line.lstrip().startswith("{")
    except (ValueError, RecursionError):
        return False


def _is_mail(text: str) -> bool:
    """Header fields up to the first empty line (RFC 5322), a sender and two more of a mail's own among them."""
    names: set[str] = set()
    for line in re.split(r"\r?\n", text):
        if not line.strip():
            break
        if line[0] in " \t" and names:
            continue
        if not (field := _MAIL_FIELD.match(line)):
            return False
        names.add(field.group(1).lower())
    return bool(names & _MAIL_SENDERS) and len(names & _MAIL_FIELDS) > 1


def _markdown_or_text(text: str, name: str) -> str:
    """Two kinds of markup, three marks in all; a name in .md asks for one mark only.

    '# Kmf26sezd' alone is a hashtag and '1. First' a list in any text.
    """
    counts = [len(pattern.findall(text)) for pattern in _MARKDOWN]
    kinds, marks = sum(map(bool, counts)), sum(counts)
    named = name.lower().endswith((".md", ".markdown"))
    return MARKDOWN if (named and marks) or (kinds > 1 and marks > 2) else TEXT
