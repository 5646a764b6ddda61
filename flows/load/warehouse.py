"""The DuckDB file: made afresh from the Parquet files, explained by comments, readable by old and small engines."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import duckdb

from flows.load.connection import connected, quoted
from flows.load.search import build_search
from flows.staging import pattern
from schemas import TABLES
from schemas.contract import Contract, codes, duckdb_type

# DuckDB 2.0 writes by default what older versions, and the engine in browsers, refuse to open.
STORAGE = "v1.0.0"


# DuckDB leaves bytes of its memory in the unused parts of compressed columns (duckdb/duckdb#23382), which both change from
# run to run and may be text that was to be left out; and the order of blocks is that in which threads end.
SAME_BYTES = "SET force_compression = 'uncompressed'; SET threads = 1; SET async_threads = 0;"


def build_warehouse(
    parquet: Path, target: Path, tables: dict[str, Contract] = TABLES, more_sql: str = "", same_bytes: bool = False
) -> None:
    """Write the file `target` from `parquet/<table>.parquet`; `more_sql` adds to macros and views.

    Without primary or foreign keys: the acceptance has checked them, and they only make the file
    larger and its loading slower. Its bytes differ from build to build unless `same_bytes`; those of Parquet never do.
    """
    scratch = target.with_suffix(".scratch")  # a database of its own for what does not fit into memory
    with connected(scratch) as connection:
        connection.execute(SAME_BYTES if same_bytes else "")
        connection.execute(f"ATTACH {quoted(str(target))} AS warehouse (STORAGE_VERSION '{STORAGE}'); USE warehouse")
        _at_once(connection, [statement for contract in tables.values() for statement in _table_statements(contract)])
        for table in tables:
            source = quoted(pattern(parquet / f"{table}.parquet"))
            connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM read_parquet({source}, hive_partitioning = false)")
        _load_codes(connection, tables)
        build_search(connection)
        explained = [(files("flows.load") / name).read_text(encoding="utf-8") for name in ("macros.sql", "views.sql")]
        _at_once(connection, [*explained, more_sql] if more_sql else explained)
        _explain_view_columns(connection, tables)
        connection.execute(f"USE {scratch.stem}; DETACH warehouse")
    scratch.unlink()


def _at_once(connection: duckdb.DuckDBPyConnection, statements: list[str]) -> None:
    """In one transaction: on its own, each of some two hundred comments would wait for the disk."""
    connection.execute("; ".join(["BEGIN", *(statement.strip().rstrip(";") for statement in statements), "COMMIT"]))


def _table_statements(contract: Contract) -> list[str]:
    columns = ", ".join(f"{column.name} {duckdb_type(column)}{'' if column.nullable else ' NOT NULL'}" for column in contract.columns)
    statements = [f"CREATE TABLE {contract.table} ({columns})", f"COMMENT ON TABLE {contract.table} IS {quoted(contract.row)}"]
    for column in contract.columns:
        listed = f" (one of the codes of list {column.codes})" if column.codes else ""
        statements.append(f"COMMENT ON COLUMN {contract.table}.{column.name} IS {quoted(column.description + listed)}")
    return statements


def _load_codes(connection: duckdb.DuckDBPyConnection, tables: dict[str, Contract]) -> None:
    """One table for all code lists, so that a new list is no new table."""
    connection.execute("""CREATE TABLE codes (list VARCHAR NOT NULL, code VARCHAR NOT NULL, meaning VARCHAR NOT NULL);
        COMMENT ON TABLE codes IS 'One allowed value of a coded column, and what it means';
        COMMENT ON COLUMN codes.list IS 'The code list; comments of coded columns name theirs';
        COMMENT ON COLUMN codes.code IS 'The value as it stands in the column';
        COMMENT ON COLUMN codes.meaning IS 'What it means'""")
    lists = sorted({column.codes for contract in tables.values() for column in contract.columns if column.codes})
    rows = ", ".join(f"({quoted(name)}, {quoted(code)}, {quoted(meaning)})" for name in lists for code, meaning in codes(name).items())
    connection.execute(f"INSERT INTO codes VALUES {rows}")


def _explain_view_columns(connection: duckdb.DuckDBPyConnection, tables: dict[str, Contract]) -> None:
    """A view's column that views.sql does not explain means what the contracts say of the column of that name."""
    meanings = {column.name: column.description for contract in reversed(tables.values()) for column in contract.columns}
    unexplained = connection.execute("""SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_views() AS views
        ON view_name = table_name AND views.database_name = duckdb_columns.database_name
        WHERE views.database_name = 'warehouse' AND NOT views.internal AND duckdb_columns.comment IS NULL""").fetchall()
    _at_once(connection, [f"COMMENT ON COLUMN {view}.{column} IS {quoted(meanings[column])}" for view, column in unexplained])
