"""The copy of a release that is verified, opened for reading."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.issues import SetupError
from flows.release.facts import DATA, INDEX, SUMS
from schemas import SCHEMA_VERSION
from schemas.releases import RELEASED


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as index.json lists it."""

    path: str
    size: int
    sha256: str
    rows: int | None


@dataclass(frozen=True)
class Copy:
    """A folder that holds a release."""

    folder: Path
    index: dict[str, Any]

    @property
    def files(self) -> list[Listed]:
        """What index.json lists; an entry that lacks a value lists it as nothing, which no file equals."""
        entries = [entry for entry in self.index.get("files", []) if isinstance(entry, dict)]
        return [Listed(str(one.get("path")), one.get("bytes", -1), str(one.get("sha256")), one.get("rows")) for one in entries]

    @property
    def schema_is_known(self) -> bool:
        """Whether the contracts of this program are those of the release; a copy without a readable index is held to them too."""
        return bool(self.index.get("schema_version", SCHEMA_VERSION) == SCHEMA_VERSION)

    @property
    def counts(self) -> dict[str, int]:
        """Rows of each table as index.json tells them."""
        tables = [table for table in self.index.get("tables", []) if isinstance(table, dict)]
        return {str(table.get("name")): table.get("rows", -1) for table in tables}

    def data(self, table: str) -> Path:
        return self.folder / DATA / f"{table}.parquet"

    @property
    def tables(self) -> list[str]:
        """The tables of the contract that lie here."""
        return [table for table in RELEASED if self.data(table).is_file()]


def copy_from_folder(folder: Path) -> Copy:
    """Raises SetupError where the folder is no release at all."""
    if not folder.is_dir():
        raise SetupError(f"{folder}: no such folder. Name the folder of a release, as warehouse/releases/v2026.11.0.")
    if not (folder / INDEX).is_file() and not (folder / SUMS).is_file():
        raise SetupError(
            f"{folder}: holds neither {INDEX} nor {SUMS}, so it is no release. Name a folder as warehouse/releases/v2026.11.0."
        )
    return Copy(folder, _index(folder / INDEX))


def _index(path: Path) -> dict[str, Any]:
    """An index that is missing or unreadable is empty here; the check of the files names it."""
    try:
        index = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return index if isinstance(index, dict) else {}
