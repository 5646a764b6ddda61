"""Every key once, and every reference to a row that is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from flows.load.connection import connected, quoted
from flows.release.verify.copy_of_release import Copy
from flows.release.verify.finding import Fault, Finding
from flows.staging import pattern
from schemas.contract import Contract
from schemas.releases import RELEASED

SHOWN = 20  # rows named of each kind; the count tells the rest


def keys_finding(copy: Copy) -> Finding:
    """Asked of the Parquet files in SQL, so that memory stays small however many rows there are."""
    references = [(table, column.name, column.refers_to) for table in copy.tables for column in RELEASED[table].columns if column.refers_to]
    # An issue may name a document that was never published.
    references = [one for one in references if one[0] != "issues" and one[2] in copy.tables]
    with TemporaryDirectory() as scratch, connected(Path(scratch) / "keys.duckdb") as connection:
        for table in copy.tables:
            source = quoted(pattern(copy.data(table)))
            connection.execute(f"CREATE VIEW {table} AS FROM read_parquet({source}, hive_partitioning = false)")
        faults = [fault for table in copy.tables for fault in _repeated(connection, RELEASED[table])]
        for table, column, target in references:
            faults += _dangling(connection, RELEASED[table], column, str(target))
    return Finding("keys", f"{len(copy.tables)} keys and {len(references)} references between tables", faults)


def _repeated(connection: duckdb.DuckDBPyConnection, contract: Contract) -> Iterator[Fault]:
    key = ", ".join(contract.key)
    found = connection.execute(f"SELECT {key}, count(*) FROM {contract.table} GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT {SHOWN}")
    for *values, count in found.fetchall():
        yield Fault(f"data/{contract.table}.parquet, {'/'.join(map(str, values))}", f"{key} stands {count} times and must stand once")


def _dangling(connection: duckdb.DuckDBPyConnection, contract: Contract, column: str, target: str) -> Iterator[Fault]:
    key = ", ".join(f"child.{name}" for name in contract.key)
    found = connection.execute(
        f"SELECT {key}, child.{column} FROM {contract.table} AS child ANTI JOIN {target} AS parent "
        f"ON child.{column} = parent.{RELEASED[target].key[0]} WHERE child.{column} IS NOT NULL ORDER BY ALL LIMIT {SHOWN}"
    )
    for *values, named in found.fetchall():
        yield Fault(f"data/{contract.table}.parquet, {'/'.join(map(str, values))}, column {column}", f"{named} names no row of {target}")
