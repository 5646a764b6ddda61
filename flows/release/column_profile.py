"""How full the columns are: one row per column of the release, as quality/columns.csv."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.release.facts import DATA
from schemas.contract import COUNT, DAY, SHARE
from schemas.releases import RELEASED


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column: how many rows have a value, and between which numbers or days values lie. Never a text."""

    table: str
    column: str
    rows: int
    filled: int
    least: str = ""
    most: str = ""


def profiles_from_folder(folder: Path) -> list[ColumnProfile]:
    """Read a row group at a time."""
    found = []
    for table, contract in RELEASED.items():
        path = folder / DATA / f"{table}.parquet"
        if not path.is_file():
            continue
        with pq.ParquetFile(path) as file:
            for column in contract.columns:
                bounded = column.type in (COUNT, SHARE, DAY)
                found.append(_profile(table, column.name, file, bounded))
    return found


def _profile(table: str, column: str, file: pq.ParquetFile, bounded: bool) -> ColumnProfile:
    rows = filled = 0
    bounds: list[object] = []
    for number in range(file.num_row_groups):
        values: pa.ChunkedArray = file.read_row_group(number, columns=[column]).column(column)
        rows, filled = rows + len(values), filled + len(values) - values.null_count
        if bounded and values.null_count < len(values):
            bounds += pc.min_max(values).as_py().values()
    if not bounds:
        return ColumnProfile(table, column, rows, filled)
    return ColumnProfile(table, column, rows, filled, _told(min(bounds)), _told(max(bounds)))  # type: ignore[type-var]


def _told(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def profiles_csv(profiles: list[ColumnProfile]) -> str:
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(["table", "column", "rows", "filled", "least", "most"])
    writer.writerows([one.table, one.column, one.rows, one.filled, one.least, one.most] for one in profiles)
    return lines.getvalue()
