from __future__ import annotations

import duckdb

from tests.release.verify.test_spans import changed


def test_a_database_with_other_values_than_the_files_is_named(copy, faults):
    changed(copy, "entities", name="Somebody else")
    assert [fault.place for fault in faults(copy, "databases")] == ["kenes.duckdb, table entities"]


def test_a_database_that_lost_a_row_is_named(copy, faults):
    with duckdb.connect(str(copy / "kenes.duckdb")) as connection:
        connection.execute("DELETE FROM roles")
    assert [fault.what for fault in faults(copy, "databases")] == ["has 0 rows; data/roles.parquet has 1"]


def test_a_missing_catalog_is_named(copy, faults):
    (copy / "catalog.duckdb").unlink()
    assert [fault.place for fault in faults(copy, "databases")] == ["catalog.duckdb"]
