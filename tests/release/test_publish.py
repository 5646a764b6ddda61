from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from filelock import FileLock

from flows.issues import SetupError
from flows.release.publish import FaultyReleaseError, UnchangedError, release_from_warehouse, verify_draft
from flows.release.requested import Request
from flows.settings import PROJECT
from flows.summary import Summary
from tests.release.drafts import TODAY
from tests.release.made import corpus
from tests.release.synthetic import rows_of, write_rows

pytestmark = pytest.mark.slow


def asked(folder: Path, warehouse: Path, version: str | None = None) -> Request:
    return Request(warehouse, folder / "releases", PROJECT / "warehouse" / "queries", (corpus(),), version=version, today=TODAY)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    write_rows(folder / "parquet", rows_of(8))
    return folder


def bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_the_same_warehouse_and_version_give_the_same_release_byte_by_byte(warehouse: Path, tmp_path: Path) -> None:
    """kenes.duckdb, the site and every other file included."""
    one, other = (release_from_warehouse(asked(tmp_path / name, warehouse), Summary()).folder for name in ("a", "b"))
    first, second = bytes_of(one), bytes_of(other)
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []
    assert {"kenes.duckdb", "catalog.duckdb", "index.json", "SHA256SUMS", "README.md", "site/index.html"} <= first.keys()


def test_a_release_is_never_rewritten_and_not_repeated(warehouse: Path, tmp_path: Path) -> None:
    made = release_from_warehouse(asked(tmp_path, warehouse), Summary())
    before = bytes_of(tmp_path / "releases")
    with pytest.raises(SetupError, match="never rewritten"):
        release_from_warehouse(asked(tmp_path, warehouse, made.facts.version), Summary())
    with pytest.raises(UnchangedError):
        release_from_warehouse(asked(tmp_path, warehouse), Summary())
    assert bytes_of(tmp_path / "releases") == before


def test_two_releases_are_not_written_at_once(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    with FileLock(tmp_path / "releases" / ".lock"), pytest.raises(SetupError, match="another release"):
        release_from_warehouse(asked(tmp_path, warehouse), Summary())


def test_a_draft_that_does_not_stand_verification_is_not_published(warehouse: Path, tmp_path: Path) -> None:
    made = release_from_warehouse(asked(tmp_path, warehouse), Summary())
    draft = tmp_path / "releases" / ".draft" / "v2026.11.1"
    draft.parent.mkdir()
    made.folder.rename(draft)
    (draft / "data" / "quotes.parquet").write_bytes((draft / "data" / "quotes.parquet").read_bytes()[:-1] + b"x")
    object.__setattr__(made, "folder", draft)
    with pytest.raises(FaultyReleaseError, match=r"quotes\.parquet"):
        verify_draft(made, Summary())
    assert not draft.exists()
