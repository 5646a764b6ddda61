"""The data files of a release as its metadata name them: what each holds, how large it is, how it is known again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.release.checksums import sha256_of
from flows.release.facts import CATALOG, CHANGES, CSV, DATA, DATABASE
from schemas.contract import Contract
from schemas.releases import RELEASED

PARQUET_TYPE = "application/vnd.apache.parquet"
_ALL_TABLES = "All tables of data/ in one DuckDB file, with views, full-text search and a comment on every column"
_VIEWS = "A small DuckDB file that holds no rows: views over the Parquet files of data/"


@dataclass(frozen=True, slots=True)
class Resource:
    """One data file of a release."""

    path: str  # in the release, with '/'
    name: str  # short, lower case, unique: data-quotes
    title: str
    media_type: str
    size: int
    sha256: str
    contract: Contract | None = None  # of the one table that it holds, where it holds one
    rows: int | None = None

    @property
    def is_table(self) -> bool:
        """One of the tables themselves, not a copy in another form or a list of changes."""
        return self.contract is not None and self.media_type == PARQUET_TYPE


def resources_from_folder(folder: Path, rows: Mapping[str, int]) -> list[Resource]:
    """The data files that lie in the folder: tables in the order of the contracts, their copies, databases, changes."""
    found = []
    for table, contract in RELEASED.items():
        found += [
            _resource(folder, path, f"data-{path.stem}", contract.row, PARQUET_TYPE, contract, rows.get(table))
            for path in _files(folder / DATA, f"{table}.parquet")
        ]
    for table, contract in RELEASED.items():
        title = f"{contract.row} (CSV, UTF-8, gzip)"
        found += [
            _resource(folder, path, f"csv-{table}", title, "application/gzip", contract, rows.get(table))
            for path in _files(folder / CSV, f"{table}.csv.gz")
        ]
    for name, title in ((DATABASE, _ALL_TABLES), (CATALOG, _VIEWS)):
        found += [_resource(folder, path, name.replace(".", "-"), title, "application/octet-stream") for path in _files(folder, name)]
    for path in _files(folder / CHANGES, "*.parquet"):
        found.append(_resource(folder, path, f"changes-{path.stem}", f"What changed in {path.stem} since the last release", PARQUET_TYPE))
    return found


def _resource(
    folder: Path, path: Path, name: str, title: str, media_type: str, contract: Contract | None = None, rows: int | None = None
) -> Resource:
    place, size = path.relative_to(folder).as_posix(), path.stat().st_size
    return Resource(place, name.replace("_", "-"), title, media_type, size, sha256_of(path), contract, rows)


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for path in folder.glob(pattern) if path.is_file())
