from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.checks import faults_from_warehouse
from tests.release.synthetic import rows_of, write_rows


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "parquet", rows_of(3))


def test_tables_as_they_were_published_have_no_fault(parquet: Path) -> None:
    assert faults_from_warehouse(parquet.parent) == []


def test_a_column_that_is_missing_or_another_is_named_and_ends_the_check(parquet: Path) -> None:
    """As when the tables were built by an older version: their rows can't be held to what they lack."""
    path = parquet / "quotes.parquet"
    rows = pq.read_table(path)
    renamed = [{"kind": "form", "cue": "cue"}.get(name, name) for name in rows.column_names if name != "confidence"]
    pq.write_table(rows.drop_columns(["confidence"]).rename_columns(renamed), path)
    assert faults_from_warehouse(parquet.parent) == [
        "quotes: its columns are not those of the contract (it lacks kind; lacks confidence; has form, which the contract does not know); "
        "run `kenes build` again"
    ]


def test_a_column_of_another_type_is_named(parquet: Path) -> None:
    path = parquet / "sentences.parquet"
    rows = pq.read_table(path)
    place = rows.schema.get_field_index("char_end")
    pq.write_table(rows.set_column(place, "char_end", rows["char_end"].cast("int64")), path)
    (fault,) = faults_from_warehouse(parquet.parent)
    assert "char_end is int64 and must be int32" in fault


def test_a_table_that_is_not_there_is_named(parquet: Path) -> None:
    (parquet / "roles.parquet").unlink()
    (fault,) = faults_from_warehouse(parquet.parent)
    assert fault.startswith("roles: ")
    assert fault.endswith("is missing")
