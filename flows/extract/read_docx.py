"""The reading of a Word file (.docx): paragraphs and table cells in order."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - the module calls it error

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError

from flows.extract.docx_paragraphs import Paragraph, paragraphs_from_document
from flows.extract.gathered import Gathered
from flows.extract.mapped import Mapped, joined
from flows.extract.reading import Metadata, Reading
from flows.extract.unreadable import UnreadableError

UNPACKED_BYTES = 256 << 20  # pictures and all; a Word file of this size holds 100,000 pages, and it is read into memory
UNPACKED_RATIO = 200  # the XML of real files packs 10 to 30 times, a bomb over 1,000 times
SMALL_MEMBER = 1 << 20  # a small part may pack better than that: an empty table of a thousand cells
LONG_CELL = 25  # words; a longer cell is prose in a table that lays out the page
# The date in the template of python-docx, which programs that write reports leave as it is.
TEMPLATE_DATE = "2013-12-23"


def reading_from_docx(data: bytes) -> Reading:
    """Body, tables, text boxes and notes of a Word file as it reads with all revisions accepted."""
    document = _opened(data)
    paragraphs = _paragraphs(document)
    texts: list[Mapped] = []
    layout: list[str] = []
    raw = 0
    for paragraph in paragraphs:
        lines = _lines(paragraph, raw)
        texts.extend(lines)
        printed = "line" if paragraph.layout == "paragraph" and len(lines) > 1 else paragraph.layout
        if printed == "table" and paragraph.text.count(" ") >= LONG_CELL:
            printed = "paragraph"
        layout.extend([printed] * len(lines))
        raw += len(paragraph.text) + 1
    if not texts:
        raise UnreadableError(
            "docx-without-text", "The Word file holds no text, perhaps pictures of pages: run text recognition (OCR) on it."
        )
    return Reading(
        text=joined(texts),
        layout=layout,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        raw_unit="docx",
        extractor=_extractor(),
        content_sha256=sha256(data).hexdigest(),
        metadata=_metadata(document),
    )


def raw_characters_from_docx(data: bytes) -> str:
    """The characters that the reading's map counts: paragraphs with text, joined by line feeds."""
    return "\n".join(paragraph.text for paragraph in _paragraphs(_opened(data)))


@cache
def _extractor() -> str:
    return f"python-docx {version('python-docx')}"


def _opened(data: bytes) -> Any:
    try:
        with ZipFile(BytesIO(data)) as package:
            members = package.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableError("docx-broken", f"The Word file is no readable zip archive ({error}): fetch it again.") from error
    unpacked = sum(member.file_size for member in members)
    packed = [m for m in members if m.file_size > SMALL_MEMBER and m.file_size > UNPACKED_RATIO * max(1, m.compress_size)]
    if unpacked > UNPACKED_BYTES or packed:
        raise UnreadableError("docx-too-large", f"The Word file would unpack to {unpacked:,} bytes: it is refused as a zip bomb.")
    try:  # lxml raises its syntax errors as SyntaxError
        return Document(BytesIO(data))
    except (OpcError, SyntaxError, BadZipFile, ZlibError, KeyError, ValueError, AttributeError, EOFError, OSError, RuntimeError) as error:
        raise UnreadableError(
            "docx-broken", f"The file is no Word document inside ({type(error).__name__}): open it in Word and save it anew."
        ) from error


def _paragraphs(document: Any) -> list[Paragraph]:
    try:
        return list(paragraphs_from_document(document))
    except (SyntaxError, AttributeError) as error:  # a part that is there but is no WordprocessingML
        raise UnreadableError(
            "docx-broken", f"The Word file lacks its body ({type(error).__name__}): open it in Word and save it anew."
        ) from error


def _lines(paragraph: Paragraph, raw: int) -> list[Mapped]:
    """The printed lines of a paragraph; in headings, lists and cells a line break is a space."""
    text, bounds, start = paragraph.text, [], 0
    if paragraph.layout == "paragraph":
        for part in text.split("\n"):
            bounds.append((start, start + len(part)))
            start += len(part) + 1
    else:
        bounds.append((0, len(text)))
    lines = []
    for first, last in bounds:
        gathered = Gathered()
        gathered.add_collapsed(text, first, last, raw)
        mapped = gathered.mapped()
        if mapped is not None:
            lines.append(mapped)
    return lines


def _metadata(document: Any) -> Metadata:
    """The core properties. Without such a part python-docx would make one up, dated now."""
    if not any(relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for relation in document.part.package.rels.values()):
        return Metadata()
    facts = document.core_properties
    author = " ".join((facts.author or "").split())
    dates = [date.isoformat() for date in (facts.modified, facts.created) if date is not None]
    return Metadata(
        title=" ".join((facts.title or "").split()) or None,
        author=author if " " in author else None,  # one word is the login of whoever made the file
        published=next((date for date in dates if not date.startswith(TEMPLATE_DATE)), None),
        language=(facts.language or "")[:2].lower() or None,
    )
