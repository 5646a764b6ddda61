"""kenes.duckdb holds the same rows as data/, and the views of catalog.duckdb find them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from flows.load.connection import connected, quoted
from flows.release.facts import CATALOG, DATABASE
from flows.release.verify.copy_of_release import Copy
from flows.release.verify.finding import Fault, Finding
from flows.staging import pattern
from schemas.releases import RELEASED


def databases_finding(copy: Copy) -> Finding:
    faults = [*_database_faults(copy), *_catalog_faults(copy)]
    return Finding("databases", f"{DATABASE} holds the rows of data/, {CATALOG} finds them", faults)


def _database_faults(copy: Copy) -> Iterator[Fault]:
    """Rows by number and by the sum of their hashes, so that no order is needed and nothing is held in memory."""
    if not (copy.folder / DATABASE).is_file():
        yield Fault(DATABASE, "is missing")
        return
    with TemporaryDirectory() as scratch, connected(Path(scratch) / "compared.duckdb") as connection:
        connection.execute(f"ATTACH {quoted(str(copy.folder / DATABASE))} AS released (READ_ONLY)")
        for table in copy.tables:
            names = ", ".join(RELEASED[table].names)
            try:
                inside = _sum_of_rows(connection, f"(SELECT {names} FROM released.{table})")
                source = quoted(pattern(copy.data(table)))
                beside = _sum_of_rows(connection, f"(SELECT {names} FROM read_parquet({source}, hive_partitioning = false))")
            except duckdb.Error as error:
                yield Fault(f"{DATABASE}, table {table}", f"can't be read: {str(error).splitlines()[0]}")
                continue
            if inside[0] != beside[0]:
                yield Fault(f"{DATABASE}, table {table}", f"has {inside[0]:,} rows; data/{table}.parquet has {beside[0]:,}")
            elif inside != beside:
                yield Fault(f"{DATABASE}, table {table}", f"has other values than data/{table}.parquet")


def _sum_of_rows(connection: duckdb.DuckDBPyConnection, source: str) -> tuple[int, int]:
    ((count, total),) = connection.execute(f"SELECT count(*), coalesce(sum(hash(one)::HUGEINT), 0) FROM {source} AS one").fetchall()
    return count, total


def _catalog_faults(copy: Copy) -> Iterator[Fault]:
    """Its views name data/<table>.parquet, to be found from the folder of the release."""
    if not (copy.folder / CATALOG).is_file():
        yield Fault(CATALOG, "is missing")
        return
    with connected(copy.folder / CATALOG, read_only=True) as connection:
        connection.execute(f"SET file_search_path = {quoted(str(copy.folder.resolve()))}")
        views = {name for (name,) in connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
        for table in copy.tables:
            if table not in views:
                yield Fault(CATALOG, f"has no view {table}")
                continue
            try:
                connection.execute(f"SELECT count(*) FROM {table}").fetchall()
            except duckdb.Error as error:
                yield Fault(f"{CATALOG}, view {table}", f"can't be read: {str(error).splitlines()[0]}")
