"""The reading of a PDF: its text layer by pdfium, line ends joined into paragraphs."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from flows.extract.gathered import Gathered
from flows.extract.mapped import Mapped, joined
from flows.extract.pdf_lines import Line, lines_from_page, paragraphs_from_lines, without_running_lines
from flows.extract.reading import Metadata, Reading
from flows.extract.unreadable import UnreadableError

FIRST_YEAR = 1990  # PDF appeared in 1993; earlier dates are clocks that were never set (1970, 1980)
# A scan may carry a stamp or a page number as text. A page of print has 1,500 letters and more.
LETTERS_PER_PAGE = 20

_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d\d'?\d\d)?")
# What programs write where the author wrote nothing: the name of the program or of the file.
_NO_TITLE = re.compile(
    r"\(?(?:unspecified|untitled|anonymous|microsoft\s+\w+\s*-.*|.*\.(?:docx?|pdf|rtf|odt|indd|qxd|pptx?|xlsx?|txt))\)?", re.I
)


def reading_from_pdf(data: bytes) -> Reading:
    """The text layer of a PDF, paragraph by paragraph; running heads and page numbers left out."""
    document = _opened(data)
    try:
        lines, _ = _lines_and_pages(document)
        letters = sum(character.isalnum() for line in lines for character in line.text)
        if letters < LETTERS_PER_PAGE and letters < LETTERS_PER_PAGE * len(document):
            raise UnreadableError(
                "pdf-without-text", "The PDF holds pictures of pages and no text: run text recognition (OCR) on it and replace it."
            )
        metadata = _metadata(document)
    finally:
        document.close()
    body = without_running_lines(lines)
    hyphenated = {match[0].casefold() for line in lines for match in re.finditer(r"\w+-\w+", line.text)}
    texts, layout = [], []
    for paragraph, kind in paragraphs_from_lines(body):
        mapped = _joined_lines(paragraph, hyphenated)
        if mapped is not None:
            texts.append(mapped)
            layout.append(kind)
    return Reading(
        text=joined(texts),
        layout=layout,
        media_type="application/pdf",
        raw_unit="pdf",
        extractor=_extractor(),
        content_sha256=sha256(data).hexdigest(),
        metadata=metadata,
    )


def raw_characters_from_pdf(data: bytes) -> str:
    """The characters that the reading's map counts: the text layer, pages joined by form feeds."""
    document = _opened(data)
    try:
        return "\f".join(_lines_and_pages(document)[1])
    finally:
        document.close()


@cache
def _extractor() -> str:
    return f"pypdfium2 {version('pypdfium2')}"


def _opened(data: bytes) -> Any:
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadableError("pdf-encrypted", "The PDF asks for a password: save a copy without protection and replace it.") from error
        raise UnreadableError("pdf-broken", f"The PDF cannot be opened ({error}): fetch it again.") from error


def _lines_and_pages(document: Any) -> tuple[list[Line], list[str]]:
    """The printed lines of all pages, and the raw text of each; a page that cannot be loaded is empty."""
    lines: list[Line] = []
    pages: list[str] = []
    shift = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
        except PdfiumError:
            text = ""
        else:
            text = text_page.get_text_range()
            lines.extend(lines_from_page(text_page, text, number, shift))
            text_page.close()
            page.close()
        pages.append(text)
        shift += len(text) + 1
    return lines, pages


def _joined_lines(lines: list[Line], hyphenated: set[str]) -> Mapped | None:
    """The lines as one, words divided at a line end made whole."""
    gathered = Gathered()
    for index, line in enumerate(lines):
        text = line.text
        following = lines[index + 1] if index + 1 < len(lines) else None
        mark = text[-1] if following and text[-1] in "\ufffe\u00ad-‐" and text[-2:-1].isalnum() else ""
        gathered.add_collapsed(text, 0, len(text) - len(mark), line.start)
        if following is None:
            continue
        if not mark:
            gap = following.start - line.end
            gathered.add_space(line.end, gap if following.page == line.page and 0 < gap <= 3 else 0)
        elif _keeps_hyphen(text[:-1], following.text, mark, hyphenated):
            gathered.add("-", line.end - 1, 1)
    return gathered.mapped()


def _keeps_hyphen(before: str, after: str, mark: str, hyphenated: set[str]) -> bool:
    """Whether the hyphen at a line end belongs to the word: in double names, before figures, or as printed elsewhere."""
    first, second = re.search(r"\w*$", before), re.match(r"\w*", after)
    if mark == "\u00ad" or not first or not second or not second[0]:
        return mark != "\u00ad"
    if not second[0][0].islower() or first[0][-1:].isdigit():
        return True
    return f"{first[0]}-{second[0]}".casefold() in hyphenated


def _metadata(document: Any) -> Metadata:
    """The facts of the document information dictionary, where a person seems to have written them."""
    facts = document.get_metadata_dict(skip_empty=True)
    title = " ".join(facts.get("Title", "").split())
    author = " ".join(facts.get("Author", "").split())
    return Metadata(
        title=title if title and not _NO_TITLE.fullmatch(title) else None,
        # One word is the login of whoever made the file ("user", "admin"), not a name that signs.
        author=author if " " in author and not _NO_TITLE.fullmatch(author) else None,
        published=_iso_date(facts.get("CreationDate", "")),
    )


def _iso_date(written: str) -> str | None:
    """The PDF date (ISO 32000-1, 7.9.4) as ISO 8601, to the precision it has; None when it cannot be one."""
    match = _DATE.match(written)
    if not match or int(match[1]) < FIRST_YEAR:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    text = "-".join(part for part in (year, month, day) if part)
    if day and hour:
        text += f"T{hour}:{minute}:{second or '00'}"
        if zone:
            text += "Z" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"
    try:
        datetime.fromisoformat(text if day else f"{year}-{month or '01'}-01")
    except ValueError:
        return None
    return text
