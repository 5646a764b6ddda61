"""Every table re-read from its first page to its last: it can be read, has the columns of the contract and as many rows as told."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.release.facts import DATA, INDEX
from flows.release.verify.copy_of_release import Copy
from flows.release.verify.finding import Fault, Finding
from schemas.contract import arrow_schema
from schemas.releases import RELEASED

FIELD_BYTES = 2**31 - 1  # a text may be longer than the 128 KB that the csv module allows by default


def tables_finding(copy: Copy) -> Finding:
    """Every Parquet and CSV file of the release."""
    expected = RELEASED if copy.schema_is_known else copy.counts
    missing = [f"{DATA}/{table}.parquet" for table in expected if not copy.data(table).is_file()]
    faults = [Fault(path, "is missing; it is a table of the release") for path in missing]
    rows = 0
    paths = [path for path in sorted(copy.folder.rglob("*")) if path.name.endswith((".parquet", ".csv.gz")) and path.is_file()]
    told = {file.path: file.rows for file in copy.files}
    for path in paths:
        place = path.relative_to(copy.folder).as_posix()
        try:
            count = _parquet_rows(path) if path.suffix == ".parquet" else _csv_rows(path)
        except (OSError, EOFError, ValueError, csv.Error, pa.ArrowException) as error:
            faults.append(Fault(place, f"can't be read: {_first_line(error)}"))
            continue
        rows += count
        if told.get(place) is not None and told[place] != count:
            faults.append(Fault(place, f"has {count:,} rows; {INDEX} says {told[place]:,}"))
        if path.parent == copy.folder / DATA and copy.counts.get(path.stem, count) != count:
            faults.append(Fault(f"{INDEX}, table {path.stem}", f"says {copy.counts[path.stem]:,} rows; {place} has {count:,}"))
    faults += _schema_faults(copy) if copy.schema_is_known else []
    return Finding("tables", f"{len(paths)} Parquet and CSV files, {rows:,} rows read", faults)


def _parquet_rows(path: Path) -> int:
    """Rows that are there, not those that the file's footer promises."""
    rows = 0
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        for number in range(file.num_row_groups):
            try:
                rows += file.read_row_group(number).num_rows
            except (OSError, pa.ArrowException) as error:
                raise ValueError(f"row group {number}: {_first_line(error)}") from error
    return rows


def _csv_rows(path: Path) -> int:
    csv.field_size_limit(FIELD_BYTES)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return max(sum(1 for _ in csv.reader(lines)) - 1, 0)


def _schema_faults(copy: Copy) -> Iterator[Fault]:
    for table in copy.tables:
        try:
            found = pq.read_schema(copy.data(table))
        except (OSError, pa.ArrowException):
            continue  # told by the reading above
        expected = arrow_schema(RELEASED[table])
        for name in sorted({*found.names, *expected.names}):
            place = f"data/{table}.parquet, column {name}"
            if name not in expected.names:
                yield Fault(place, "is no column of the contract")
            elif name not in found.names:
                yield Fault(place, "is missing")
            elif found.field(name).type != expected.field(name).type:
                yield Fault(place, f"is {found.field(name).type}; the contract says {expected.field(name).type}")


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
