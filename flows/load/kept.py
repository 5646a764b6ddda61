"""The rows that passed every check, part by part in published order, through pandera as the last gate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandera.errors
import pyarrow as pa
import pyarrow.compute as pc

from flows.disk import table_from_file
from flows.issues import Issue, RefusedBuildError
from flows.load.breach import emptied, without_rows
from flows.load.connection import quoted
from flows.load.parquet import row_groups
from flows.staging import parts_pattern
from schemas import TABLES
from schemas.contract import arrow_schema, pandera_schema

GOES_WITH = {"duplicate_of": ("duplicate_similarity",)}  # columns that mean nothing without another
COUNTED = ("mention_count", "document_count", "first_published", "last_published")
ISSUES_AT_A_TIME = 20_000


def kept_tables(connection: duckdb.DuckDBPyConnection, folder: Path, table: str) -> Iterator[pa.Table]:
    """The publishable rows of a table, a row group at a time; `folder` and `connection` are those of Accepted.

    Whole row groups, because pandera takes a tenth of a second for a table however short.
    """
    gate = pandera_schema(TABLES[table])
    for rows in row_groups(_kept_parts(connection, folder, table)):
        try:
            yield gate.validate(rows)
        except (pandera.errors.SchemaError, pandera.errors.SchemaErrors) as error:
            message = f"rows of {table} passed the row checks but break the contract: {str(error)[:500]}"
            raise RefusedBuildError([Issue("fatal", "contract-broken", message, table_name=table)]) from error


def kept_issues(connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[pa.Table]:
    """All issues, equal ones once, in the order of their files (as flows.issues orders them)."""
    source = quoted(parts_pattern(folder / "issues"))
    issues = connection.sql(f"""SELECT DISTINCT ON (issue_id) * FROM read_parquet({source}, hive_partitioning = false)
        ORDER BY coalesce(raw_path, ''), code, issue_id""").to_arrow_reader(ISSUES_AT_A_TIME)
    for batch in issues:
        yield pa.Table.from_batches([batch]).select(TABLES["issues"].names).cast(arrow_schema(TABLES["issues"]))


def _kept_parts(connection: duckdb.DuckDBPyConnection, folder: Path, table: str) -> Iterator[pa.Table]:
    found = "SELECT part_no FROM emptied WHERE table_name = $table UNION SELECT part_no FROM refused WHERE table_name = $table"
    touched = {part for (part,) in connection.execute(found, {"table": table}).fetchall()}  # few, as a rule: the others pass unasked
    for path in sorted((folder / table).glob("part-[0-9]*.parquet")):
        part, rows = int(path.stem.removeprefix("part-")), table_from_file(path)
        kept = _kept_rows(connection, table, part, rows) if part in touched else rows
        yield _recounted(connection, kept) if table == "entities" else kept


def _kept_rows(connection: duckdb.DuckDBPyConnection, table: str, part: int, rows: pa.Table) -> pa.Table:
    for name, numbers in connection.execute(
        "SELECT column_name, list(row_no) FROM emptied WHERE table_name = ? AND part_no = ? GROUP BY column_name ORDER BY column_name",
        [table, part],
    ).fetchall():
        for column in (name, *GOES_WITH.get(name, ())):
            rows = emptied(rows, column, numbers)
    refused = connection.execute("SELECT row_no FROM refused WHERE table_name = ? AND part_no = ?", [table, part]).fetchall()
    if refused:
        rows = without_rows(rows, [number for (number,) in refused])
    return rows


def _recounted(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> pa.Table:
    """Entities with the counts of what is published; those staged counted refused mentions too."""
    ids = rows.column("entity_id").to_pylist()
    counts = connection.sql("SELECT * FROM entity_counts WHERE entity_id IN (SELECT unnest(?))", params=[ids]).to_arrow_table()
    places = pc.index_in(rows.column("entity_id"), value_set=counts.column("entity_id").combine_chunks())
    for name in COUNTED:
        rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), counts.column(name).take(places))
    return rows
