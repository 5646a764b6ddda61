"""The door to the raw files: one file in, its documents out, and an issue for everything that can't be read.

What a file is, its bytes decide. Containers (archives, mails, files of records) open into parts, which are
documents or containers again. Nothing that a file holds may end the build: each part is read behind a guard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from hashlib import sha256

from flows.extract.corpus import Corpus, RawFile
from flows.extract.encodings import text_from_bytes
from flows.extract.mapped import Mapped
from flows.extract.media_types import DOCX, HTML, MARKDOWN, PDF, TEXT
from flows.extract.mojibake import repaired_from_mojibake
from flows.extract.raw_documents import RawDocument, documents_from_file, guarded
from flows.extract.read_docx import raw_characters_from_docx, reading_from_docx
from flows.extract.read_html import raw_characters_from_html, reading_from_html
from flows.extract.read_markdown import reading_from_markdown
from flows.extract.read_pdf import raw_characters_from_pdf, reading_from_pdf
from flows.extract.read_text import raw_characters_from_text, reading_from_text
from flows.extract.reading import Metadata, Reading
from flows.extract.unreadable import UnreadableError
from flows.issues import Issue


def _markdown(data: bytes, charset: str | None) -> Reading:
    decoded = text_from_bytes(data, charset)
    return reading_from_markdown(decoded.text, decoded.encoding, sha256(data).hexdigest())


# What reads a document of each form, and what gives the raw characters that its reading counts.
_Reader = Callable[[bytes, str | None], Reading]
_RawReader = Callable[[bytes, str | None], str]
_READERS: dict[str, tuple[_Reader, _RawReader]] = {
    TEXT: (reading_from_text, raw_characters_from_text),
    MARKDOWN: (_markdown, raw_characters_from_text),
    HTML: (reading_from_html, raw_characters_from_html),
    PDF: (lambda data, _: reading_from_pdf(data), lambda data, _: raw_characters_from_pdf(data)),
    DOCX: (lambda data, _: reading_from_docx(data), lambda data, _: raw_characters_from_docx(data)),
}


def readings_from_file(file: RawFile, corpus: Corpus) -> Iterator[Reading | Issue]:
    """Every document of a file as a reading; what is wrong with it or with one of them as issues with their place."""
    for found in documents_from_file(file, corpus):
        if isinstance(found, Issue):
            yield _placed(found, file)
            continue
        for outcome in guarded(lambda found=found: _outcomes(found), found.part):  # type: ignore[misc]
            yield _placed(outcome, file) if isinstance(outcome, Issue) else outcome


def raw_characters_from_file(file: RawFile, corpus: Corpus, member: str) -> str:
    """The raw characters that the raw_map of this document counts; the file is read again to its place."""
    for found in documents_from_file(file, corpus):
        if isinstance(found, RawDocument) and found.part.member == member:
            return _READERS[found.form][1](found.data, found.part.charset)
    raise UnreadableError("member-missing", f"{file.raw_path} holds no document {member!r} any more.")


def _outcomes(document: RawDocument) -> Iterator[Reading | Issue]:
    """The reading, repaired, with what its container tells of it, and doubts about it."""
    part = document.part
    reading = _READERS[document.form][0](document.data, part.charset)
    if not reading.text.text.strip():
        raise UnreadableError("document-without-text", "It holds no text; remove it or fetch it again.")
    text = repaired_from_mojibake(_storable(reading.text))
    if text is not reading.text and text.text != reading.text.text:
        yield Issue(
            "note", "mojibake-repaired", "Parts of the text were saved with a wrong encoding and were put right.", raw_path=part.member
        )
    if lost := text.text.count("\ufffd"):
        message = f"{lost} characters can't be read and stand as U+FFFD; fetch the file again, with its encoding."
        yield Issue("warning", "characters-lost", message, raw_path=part.member, column_name="text")
    yield replace(
        reading,
        text=text,
        member=part.member,
        metadata=_metadata(reading.metadata, part.metadata),
        media_type=part.media_type or reading.media_type,
        raw_unit=part.raw_unit or reading.raw_unit,
        content_sha256=part.content_sha256 or reading.content_sha256,
    )


def _metadata(told: Metadata, container: Metadata) -> Metadata:
    """What the container tells goes before what the document tells of itself: it says which document it means."""
    values = {}
    for column in fields(Metadata):
        value = getattr(container, column.name) or getattr(told, column.name)
        values[column.name] = None if value is None else repaired_from_mojibake(_storable(Mapped.of(value))).text
    return Metadata(**values)


def _storable(text: Mapped) -> Mapped:
    """Lone surrogates, which no table can hold, as U+FFFD in the same places."""
    if text.text.isascii() or not any("\ud800" <= character <= "\udfff" for character in set(text.text)):
        return text
    return Mapped("".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text.text), text.pieces)


def _placed(issue: Issue, file: RawFile) -> Issue:
    """Readers know the place inside the file; the file's path goes before it."""
    raw_path = file.raw_path + (issue.raw_path or "")
    return replace(issue, raw_path=raw_path, message=f"{raw_path}: {issue.message}", table_name=issue.table_name or "documents")
