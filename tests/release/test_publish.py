from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from flows.issues import SetupError
from flows.release.publish import (
    FaultyReleaseError,
    Release,
    UnchangedError,
    drafted_release,
    locked,
    release_from_warehouse,
    verify_draft,
)  # fmt: skip
from flows.release.requested import Request
from flows.settings import PROJECT
from flows.summary import Summary
from tests.release.drafts import CODE, TODAY
from tests.release.made import corpus
from tests.release.synthetic import rows_of, write_rows

pytestmark = pytest.mark.slow


def asked(folder: Path, warehouse: Path, version: str | None = None) -> Request:
    return Request(
        warehouse, folder / "releases", PROJECT / "warehouse" / "queries", (corpus(),), version=version, today=TODAY, code_version=CODE
    )


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    write_rows(folder / "parquet", rows_of(8))
    return folder


@pytest.fixture(scope="module")
def made(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release; for reading only."""
    return release_from_warehouse(asked(tmp_path_factory.mktemp("made"), warehouse), Summary())


def bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_the_same_warehouse_and_version_give_the_same_release_byte_by_byte(made: Release, warehouse: Path, tmp_path: Path) -> None:
    """kenes.duckdb, the site and every other file included."""
    with locked(tmp_path / "releases"):
        draft = drafted_release(asked(tmp_path, warehouse), Summary()).folder
    first, second = bytes_of(made.folder), bytes_of(draft)
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []
    assert {"kenes.duckdb", "catalog.duckdb", "index.json", "SHA256SUMS", "README.md", "site/index.html"} <= first.keys()


def test_a_release_is_never_rewritten_and_not_repeated(made: Release, warehouse: Path) -> None:
    releases = made.folder.parent
    before = bytes_of(releases)
    with pytest.raises(SetupError, match="never rewritten"):
        release_from_warehouse(asked(releases.parent, warehouse, made.facts.version), Summary())
    with pytest.raises(UnchangedError):
        release_from_warehouse(asked(releases.parent, warehouse), Summary())
    assert bytes_of(releases) == before


def test_two_releases_are_not_written_at_once(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    with FileLock(tmp_path / "releases" / ".lock"), pytest.raises(SetupError, match="another release"):
        release_from_warehouse(asked(tmp_path, warehouse), Summary())


def test_a_draft_that_does_not_stand_verification_is_not_published(made: Release, tmp_path: Path) -> None:
    draft = Path(shutil.copytree(made.folder, tmp_path / "releases" / ".draft" / made.folder.name))
    (draft / "data" / "quotes.parquet").write_bytes((draft / "data" / "quotes.parquet").read_bytes()[:-1] + b"x")
    with pytest.raises(FaultyReleaseError, match=r"quotes\.parquet"):
        verify_draft(replace(made, folder=draft), Summary())
    assert not draft.exists()
