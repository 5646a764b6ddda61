"""What a contract is: the columns of one table, told once.

Validation (pandera), the Arrow schema, Parquet metadata, DuckDB types and comments and the data
dictionary are all derived from it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import pandera.pyarrow as pandera

TEXT = pa.string()
TEXTS = pa.list_(pa.string())
COUNT = pa.int32()
COUNTS = pa.list_(pa.int32())
SHARE = pa.float64()
DAY = pa.date32()

_DUCKDB_TYPES = {TEXT: "VARCHAR", TEXTS: "VARCHAR[]", COUNT: "INTEGER", COUNTS: "INTEGER[]", SHARE: "DOUBLE", DAY: "DATE"}


@dataclass(frozen=True)
class Column:
    """One column: its name, Arrow type and meaning, and what a value must satisfy."""

    name: str
    type: pa.DataType
    description: str
    nullable: bool = False
    unique: bool = False
    codes: str | None = None  # name of the code list in schemas/codes that holds the allowed values
    pattern: str | None = None  # the whole value matches this regular expression
    at_least: float | None = None
    at_most: float | None = None
    refers_to: str | None = None  # table whose key the value names


@dataclass(frozen=True)
class Contract:
    """One table: what one row is, its key and its columns in published order."""

    table: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def swapped(self, table: str, row: str, swaps: dict[str, tuple[Column, ...]]) -> Contract:
        """The same contract with some columns replaced (or dropped, by an empty tuple)."""
        columns: list[Column] = []
        for column in self.columns:
            columns.extend(swaps.get(column.name, (column,)))
        key = tuple(name for name in self.key if any(column.name == name for column in columns))
        return replace(self, table=table, row=row, key=key, columns=tuple(columns))


@cache
def codes(name: str) -> dict[str, str]:
    """The values of a code list with their meanings, in the order of `schemas/codes/<name>.csv`."""
    with (files("schemas") / "codes" / f"{name}.csv").open("r", encoding="utf-8") as lines:
        return {row["code"]: row["meaning"] for row in csv.DictReader(lines)}


def arrow_schema(contract: Contract) -> pa.Schema:
    """The Arrow schema, with each column's description (and code list) as field metadata."""
    return pa.schema(
        [
            pa.field(
                column.name,
                column.type,
                nullable=column.nullable,
                metadata={"description": column.description} | ({"codes": column.codes} if column.codes else {}),
            )
            for column in contract.columns
        ],
        metadata={"table": contract.table, "description": contract.row},
    )


def empty_table(contract: Contract) -> pa.Table:
    return arrow_schema(contract).empty_table()


def table_from_rows(contract: Contract, rows: list[dict[str, Any]]) -> pa.Table:
    """An Arrow table of the contract's columns; a row's missing nullable values become null."""
    return pa.table({name: [row.get(name) for row in rows] for name in contract.names}, schema=arrow_schema(contract))


def duckdb_type(column: Column) -> str:
    return _DUCKDB_TYPES[column.type]


def pandera_schema(contract: Contract) -> pandera.DataFrameSchema:
    """The strict pandera schema of the contract: no other columns, types, nulls, codes, bounds, patterns."""
    import pandera.pyarrow as pandera

    def checks(column: Column) -> list[Any]:
        found: list[Any] = []
        if column.codes:
            found.append(pandera.Check.isin(list(codes(column.codes))))
        if column.pattern:
            found.append(pandera.Check.str_matches(f"^(?:{column.pattern})$"))
        if column.at_least is not None:
            found.append(pandera.Check.ge(column.at_least))
        if column.at_most is not None:
            found.append(pandera.Check.le(column.at_most))
        return found

    return pandera.DataFrameSchema(
        {
            column.name: pandera.Column(
                column.type,
                checks=checks(column),
                nullable=column.nullable,
                unique=column.unique,
                description=column.description,
            )
            for column in contract.columns
        },
        strict=True,
        name=contract.table,
        description=contract.row,
    )
