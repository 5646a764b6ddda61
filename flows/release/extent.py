"""What the documents of a release span: the days they were published, their languages and publishers, by corpus."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from flows.release.facts import DATA


@dataclass(frozen=True, slots=True)
class Source:
    """The documents of one corpus that name one publisher."""

    corpus: str
    publisher: str | None
    documents: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Extent:
    """What all documents of a release span."""

    sources: tuple[Source, ...]
    languages: tuple[str, ...]  # most frequent first

    @property
    def first(self) -> date | None:
        return min((source.first for source in self.sources if source.first), default=None)

    @property
    def last(self) -> date | None:
        return max((source.last for source in self.sources if source.last), default=None)


def extent_from_folder(folder: Path) -> Extent:
    """Read from data/documents.parquet, a row group at a time."""
    languages: Counter[str] = Counter()
    days: dict[tuple[str, str | None], list[tuple[date | None, date | None]]] = {}
    with pq.ParquetFile(folder / DATA / "documents.parquet") as file:
        for batch in file.iter_batches(columns=["corpus", "publisher", "language", "published_from", "published_until"]):
            for row in batch.to_pylist():
                languages.update([row["language"]] if row["language"] else [])
                days.setdefault((row["corpus"], row["publisher"]), []).append((row["published_from"], row["published_until"]))
    sources = tuple(
        Source(corpus, publisher, len(told), min((a for a, _ in told if a), default=None), max((b for _, b in told if b), default=None))
        for (corpus, publisher), told in sorted(days.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    )
    return Extent(sources, tuple(language for language, _ in sorted(languages.items(), key=lambda item: (-item[1], item[0]))))
