"""changes/: what each table has gained, changed and lost since the last release, row by row and counted by column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from flows.load.parquet import write_parquet
from schemas import TABLES
from schemas.contract import Contract, arrow_schema, codes, empty_table
from schemas.releases import RELEASED, changes_contract


@dataclass(frozen=True)
class TableChanges:
    """How much of one table changed."""

    before: int = 0  # rows of the last release
    after: int = 0
    kinds: dict[str, int] = field(default_factory=dict)  # rows by code of change_kinds, those that are there
    columns: dict[str, int] = field(default_factory=dict)  # changed rows by column with another value


def write_changes(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, TableChanges]:
    """`changes/<table>.parquet` of every table that changed, from the schemas `old` and `new` of `connection`."""
    old = {table for (table,) in connection.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'old'").fetchall()}
    changes = {}
    for table in TABLES:  # what a release adds to these tells itself since when
        changes[table] = _table_changes(connection, RELEASED[table], folder) if table in old else _new_table(connection, table)
    return changes


def is_empty(changes: dict[str, TableChanges]) -> bool:
    """Whether no row of any table changed."""
    return not any(change.kinds for change in changes.values())


def _new_table(connection: duckdb.DuckDBPyConnection, table: str) -> TableChanges:
    count = _count(connection, f"new.{table}")
    return TableChanges(after=count, kinds={"added": count} if count else {})


def _table_changes(connection: duckdb.DuckDBPyConnection, contract: Contract, folder: Path) -> TableChanges:
    table = contract.table
    connection.execute(f"CREATE OR REPLACE TEMP TABLE compared AS {_compared(connection, contract)}")
    found = dict(connection.execute("SELECT change, count(*) FROM compared GROUP BY change").fetchall())
    kinds = {kind: found[kind] for kind in codes("change_kinds") if kind in found}
    columns = dict(connection.execute("""SELECT name, count(*) FROM (SELECT unnest(changed_columns) AS name FROM compared)
        GROUP BY name ORDER BY count(*) DESC, name""").fetchall())  # fmt: skip
    if kinds:
        write_parquet(folder / f"{table}.parquet", changes_contract(contract), _changed_rows(connection, contract))
    return TableChanges(_count(connection, f"old.{table}"), _count(connection, f"new.{table}"), kinds, columns)


def _compared(connection: duckdb.DuckDBPyConnection, contract: Contract) -> str:
    """The keys of rows that differ. Values are compared by hash, so that no two copies of all texts are held at once."""
    table, key = contract.table, ", ".join(contract.key)
    there = {name for (name, *_) in connection.execute(f"DESCRIBE old.{table}").fetchall()}
    shared = [name for name in contract.names if name in there and name not in contract.key]
    hashes = "".join(f", hash({name}) AS {name}" for name in shared)
    differing = ", ".join(f"CASE WHEN o.{name} <> n.{name} THEN '{name}' END" for name in shared)
    names = f"[name FOR name IN [{differing}] IF name IS NOT NULL]" if shared else "[]::VARCHAR[]"
    first = contract.key[0]
    return f"""
        WITH o AS (SELECT {key}, true AS was{hashes} FROM old.{table}), n AS (SELECT {key}, true AS present{hashes} FROM new.{table}),
        taken AS ({_taken_down(contract, there)}), heirs AS (SELECT old_id, new_id, reason FROM new.id_changes)
        SELECT {key}, CASE WHEN was IS NULL THEN 'added' WHEN present THEN 'changed' WHEN taken IS NOT NULL THEN 'taken-down'
                WHEN heirs.reason = 'merged' THEN 'merged' WHEN heirs.reason IS NOT NULL THEN 'renamed' ELSE 'removed' END AS change,
            CASE WHEN was AND present THEN {names} END AS changed_columns,
            CASE WHEN present IS NULL AND taken IS NULL THEN heirs.new_id END AS new_id
        FROM o FULL JOIN n USING ({key}) LEFT JOIN taken USING ({key}) LEFT JOIN heirs ON heirs.old_id = {first}
        WHERE was IS NULL OR present IS NULL OR len({names}) > 0"""


def _taken_down(contract: Contract, there: set[str]) -> str:
    """Keys of the rows of the last release that go with what was taken down."""
    down = "(SELECT record_id FROM new.tombstones)"
    named = [f"{column.name} IN {down}" for column in contract.columns if column.name in there and (column.refers_to or column.unique)]
    if "event_id" in there and "document_id" not in there:
        named.append(f"event_id IN (SELECT event_id FROM old.events WHERE document_id IN {down})")
    return f"SELECT DISTINCT {', '.join(contract.key)}, true AS taken FROM old.{contract.table} WHERE {' OR '.join(named) or 'false'}"


def _changed_rows(connection: duckdb.DuckDBPyConnection, contract: Contract) -> Iterator[pa.Table]:
    wanted = changes_contract(contract)
    key = ", ".join(contract.key)
    batches = connection.sql(f"FROM compared LEFT JOIN new.{contract.table} USING ({key}) ORDER BY {key}").to_arrow_reader(20_000)
    yield empty_table(wanted)
    for batch in batches:
        yield pa.Table.from_batches([batch]).select(wanted.names).cast(arrow_schema(wanted))


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0
