"""What the build knows of a corpus before it opens a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes past which a file is refused; each may be raised in corpus.toml under [limits]."""

    document_megabytes: int = 64  # a longer text is no news report but a dump; it would not fit a batch in memory
    archive_megabytes: int = 4096  # all that one zip, gzip or WARC may unpack to
    archive_ratio: int = 200  # text compresses 3 to 30 times; a bomb over 1,000 times
    archive_members: int = 1_000_000


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """One line of sources.csv: what the collector knows of a file; None where it does not tell."""

    url: str | None = None
    publisher: str | None = None
    retrieved_at: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of corrections.toml: `column` of `document` is `value`, where the build finds `expect`."""

    document: str
    column: str
    expect: str | None
    value: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """One folder under raw/ with its optional corpus.toml, sources.csv and corrections.toml."""

    name: str
    folder: Path
    title: str
    publisher: str | None = None
    licence: str | None = None
    languages: tuple[str, ...] = ()
    republish_text: bool = True
    expect_min: int | None = None
    expect_max: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)  # our field -> their name, for JSON records
    limits: Limits = Limits()
    sources: Mapping[str, SourceFacts] = field(default_factory=dict)  # by path inside the folder
    corrections: tuple[Correction, ...] = ()
    gold: Path | None = None  # folder of gold annotations that the build is measured against
    not_documents: tuple[str, ...] = ()  # paths inside the folder that only tell `kenes collect` what to fetch


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file of a corpus; `raw_path` is its path under raw/ with '/' separators, as published.

    `modified` and `changed` are the times, in nanoseconds, of its content and of its entry in the folder; 0 where nobody asks.
    """

    corpus: str
    path: Path
    raw_path: str
    size: int
    modified: int = 0
    changed: int = 0
