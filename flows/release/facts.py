"""What every file of a release says about the release, told once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LATEST = "latest.json"  # beside the releases: the one that is newest; flips last
INDEX, SUMS, TAKEDOWNS = "index.json", "SHA256SUMS", "takedowns.csv"
DATA, CSV, CHANGES, QUERIES, DATABASE, CATALOG = "data", "csv", "changes", "queries", "kenes.duckdb", "catalog.duckdb"
ANSWERS = "queries/answers.json"  # what the example queries answer: a list of {name, question, sql, columns, rows, row_count}

# The licence of the tables, as RIGHTS.md tells; texts keep the rights of their publishers (CorpusFacts.licence).
LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class CorpusFacts:
    """One corpus of the release, as its corpus.toml tells."""

    name: str
    title: str
    licence: str | None = None
    publisher: str | None = None
    republish_text: bool = True  # false: its texts are left out, rows, offsets and links are there
    documents: int = 0  # documents of it in this release
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReleaseFacts:
    """One release: what it is called, made from and holds."""

    version: str  # v2026.11.0: year, month, number in the month
    schema_version: str
    code_version: str  # version of the package, and the beginning of the hash of its sources
    released: date
    previous: str | None  # version of the release that changes/ compares with
    title: str
    corpora: tuple[CorpusFacts, ...]
    rows: dict[str, int]  # rows of each table in data/, in the order of schemas.releases.RELEASED
    raw_manifest_sha256: str  # of the lines `<content_sha256>  <raw_path>` of its documents, by raw_path
    homepage: str | None = None  # address of the folder that holds the releases, without a slash at its end

    @property
    def year(self) -> int:
        return self.released.year

    @property
    def address(self) -> str | None:
        """Where this release is, if it has a homepage."""
        return f"{self.homepage}/{self.version}" if self.homepage else None
