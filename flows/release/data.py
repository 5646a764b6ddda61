"""data/: the tables of the build as Parquet, without what may not be published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.issues import SetupError
from flows.load.connection import quoted
from flows.load.parquet import write_parquet
from flows.release.removals import Removals
from flows.release.rights import Withheld
from flows.release.rows import Changed, released_rows
from flows.staging import pattern
from schemas import TABLES
from schemas.contract import arrow_schema, empty_table
from schemas.releases import RELEASED


def check_parquet(parquet: Path) -> None:
    """Raise SetupError unless `parquet` holds every table of the build as the contracts have it."""
    for table, contract in TABLES.items():
        path = parquet / f"{table}.parquet"
        if not path.is_file():
            raise SetupError(f"{path} does not exist; run `kenes build` first, or name another folder by --warehouse.")
        if not pq.read_schema(path).equals(arrow_schema(contract)):
            raise SetupError(f"{path}: its columns are not those of this version of Kenes; run `kenes build` again.")


def with_views(connection: duckdb.DuckDBPyConnection, folder: Path, schema: str, tables: Mapping[str, object] = TABLES) -> None:
    """Views `schema`.<table> over the Parquet files of a folder; a table that the folder lacks is left out."""
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for table in tables:
        path = folder / f"{table}.parquet"
        if path.is_file():
            source = quoted(pattern(path))
            connection.execute(f"CREATE OR REPLACE VIEW {schema}.{table} AS FROM read_parquet({source}, hive_partitioning = false)")


def write_tables(parquet: Path, data: Path, removals: Removals, withheld: Withheld, about: Mapping[str, str]) -> dict[str, int]:
    """The Parquet file of each table of the build; rows of each."""
    changed = Changed()
    written = {}
    for table in TABLES:  # documents are the first of them
        rows = (released_rows(table, group, removals, withheld, changed) for group in _groups(parquet / f"{table}.parquet"))
        written[table] = write_parquet(data / f"{table}.parquet", RELEASED[table], _or_empty(rows, table), about)
    return written


def write_query(connection: duckdb.DuckDBPyConnection, query: str, told: dict[str, str], path: Path, about: Mapping[str, str]) -> int:
    """The Parquet file of a table that a query makes, which may read the file that it takes the place of; rows of it."""
    table, draft = path.stem, path.with_suffix(".new")
    contract = RELEASED[table]
    batches = connection.sql(query, params=told).to_arrow_reader(20_000)
    rows = (pa.Table.from_batches([batch]).select(contract.names).cast(arrow_schema(contract)) for batch in batches)
    count = write_parquet(draft, contract, _or_empty(rows, table), about)
    draft.replace(path)
    return count


def _groups(path: Path) -> Iterator[pa.Table]:
    with pq.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield file.read_row_group(number)


def _or_empty(rows: Iterator[pa.Table], table: str) -> Iterator[pa.Table]:
    yield empty_table(RELEASED[table])
    yield from rows
