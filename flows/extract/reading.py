"""What a reader returns: the visible text of one document with its layout and what its metadata tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.extract.mapped import Mapped


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts that a file states about itself, as written; None where it states nothing."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    retrieved_at: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as read, before cleaning.

    `text` holds one block a line (see LAYOUTS in schemas/handoffs.py) and maps to the raw characters,
    which `raw_unit` names; `layout` has one entry per line. `member` is '' when the file is the
    document, else the place inside it: '#12' for a record, '/folder/page.html' for an archive.
    """

    text: Mapped
    layout: list[str]
    media_type: str
    raw_unit: str
    extractor: str
    content_sha256: str
    encoding: str | None = None
    member: str = ""
    metadata: Metadata = field(default_factory=Metadata)
