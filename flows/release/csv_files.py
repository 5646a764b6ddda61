"""csv/: the flat tables for spreadsheets, one gzip file each.

A value that a spreadsheet would run as a formula gets an apostrophe before it; the file begins with a byte order mark, without which
Excel reads Cyrillic letters as Latin ones. Lists are joined by " | ". Texts of documents are in data/ alone.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from schemas.contract import TEXT
from schemas.releases import RELEASED

LEFT_OUT = {"documents": ("text", "raw_map")}  # too long for a cell
NOT_FLAT = ("sentences", "history")  # offsets and ids for programs
BETWEEN = " | "
# What begins a formula in Excel, LibreOffice or Google Sheets (the list of OWASP's page on CSV injection), in wide letters too.
FORMULA = r"^(?:[=+\-@\t\r\n＝＋－＠])"


def write_csv_files(data: Path, folder: Path) -> None:
    """`folder`/<table>.csv.gz of every flat table."""
    for table in RELEASED:
        if table not in NOT_FLAT:
            write_csv(data / f"{table}.parquet", folder / f"{table}.csv.gz", LEFT_OUT.get(table, ()))


def write_csv(parquet: Path, path: Path, left_out: tuple[str, ...] = ()) -> None:
    """One table as CSV; without the hour and the name of the file, which gzip would note."""
    with path.open("wb") as target, gzip.GzipFile("", "wb", 6, target, mtime=0) as file:
        file.write(b"\xef\xbb\xbf")
        for number, rows in enumerate(_groups(parquet, left_out)):
            options = pa_csv.WriteOptions(include_header=number == 0, quoting_style="needed")
            sink = pa.BufferOutputStream()
            pa_csv.write_csv(rows, sink, options)
            file.write(sink.getvalue())


def harmless(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """The texts, an apostrophe before those that begin like a formula."""
    return pc.if_else(pc.match_substring_regex(values, FORMULA), pc.binary_join_element_wise("'", values, ""), values)


def _groups(parquet: Path, left_out: tuple[str, ...]) -> Iterator[pa.Table]:
    with pq.ParquetFile(parquet) as file:
        names = [name for name in file.schema_arrow.names if name not in left_out]
        yield _flat(file.schema_arrow.empty_table().select(names))  # the header, where there are no rows
        for number in range(file.num_row_groups):
            yield _flat(file.read_row_group(number, columns=names))


def _flat(rows: pa.Table) -> pa.Table:
    columns = {}
    for name in rows.column_names:
        values = rows[name]
        if pa.types.is_list(values.type):
            values = pa.chunked_array([pc.binary_join(chunk, BETWEEN) for chunk in values.chunks], TEXT)
        columns[name] = harmless(values) if values.type == TEXT else values
    return pa.table(columns)
