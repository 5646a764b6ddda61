from __future__ import annotations

from pathlib import Path

import pytest

from flows.issues import SetupError
from flows.load.connection import connected


def test_no_connection_looks_for_extensions(tmp_path: Path) -> None:
    with connected(tmp_path / "a.duckdb") as connection:
        told = connection.execute("SELECT value FROM duckdb_settings() WHERE name LIKE 'auto%_known_extensions'").fetchall()
    assert [str(value).lower() for (value,) in told] == ["false", "false"]


@pytest.mark.parametrize("name", ["new?", "a\\b"])
def test_a_folder_that_duckdb_cannot_write_to_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(SetupError, match="--warehouse"):
        connected(tmp_path / name / "a.duckdb")
