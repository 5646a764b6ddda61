"""The first rows of each table, as its page shows them before any engine is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from schemas.contract import COUNTS, Contract

ROWS = 100
LONGEST = 160  # characters of a value shown; the download has all
PLACES = 3  # decimals of a share


@dataclass(frozen=True)
class Preview:
    """A table's first rows as text; null stays null."""

    contract: Contract
    rows: int
    shown: list[list[str | None]]

    @property
    def complete(self) -> bool:
        return self.rows == len(self.shown)


def preview_from_table(connection: duckdb.DuckDBPyConnection, contract: Contract, rows: int) -> Preview:
    columns = ", ".join(f"{column.name}[:60]" if column.type == COUNTS else column.name for column in contract.columns)
    answer = connection.execute(f"SELECT {columns} FROM {contract.table} LIMIT {ROWS}").fetchall()
    return Preview(contract, rows, [[text_of_value(value) for value in row] for row in answer])


def text_of_value(value: object) -> str | None:
    """A value as a cell of a page shows it, cut where it is long."""
    match value:
        case None:
            return None
        case list():
            text = " · ".join(str(item) for item in value)
        case float():
            text = f"{value:.{PLACES}f}".rstrip("0").rstrip(".")
        case date():
            text = value.isoformat()
        case _:
            text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
