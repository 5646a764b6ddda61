from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.release.csv_files import harmless, write_csv


def written(tmp_path: Path, columns: dict[str, list[object]], **how: tuple[str, ...]) -> bytes:
    pq.write_table(pa.table(columns), tmp_path / "t.parquet", row_group_size=1)
    write_csv(tmp_path / "t.parquet", tmp_path / "t.csv.gz", **how)
    return gzip.decompress((tmp_path / "t.csv.gz").read_bytes())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert harmless(pa.chunked_array([[f'{start}HYPERLINK("x")', None, "a=b"]])).to_pylist() == [f'\'{start}HYPERLINK("x")', None, "a=b"]


def test_quotes_breaks_and_cyrillic_come_back_as_they_were(tmp_path: Path) -> None:
    values = ['он сказал "да"', "two\nlines", "a,b", "Қазақстан"]
    raw = written(tmp_path, {"text": values, "count": [1, 2, 3, -4]})
    assert raw.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["text"] for row in found] == values
    assert [row["count"] for row in found] == ["1", "2", "3", "-4"]


def test_lists_are_joined_and_their_formulas_harmless_too(tmp_path: Path) -> None:
    raw = written(tmp_path, {"aliases": [["=A1", "b"], [], ["c"]]}).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(raw))) == [["aliases"], ["'=A1 | b"], [""], ["c"]]


def test_a_table_without_rows_has_its_header(tmp_path: Path) -> None:
    assert written(tmp_path, {"a": pa.array([], pa.string()), "b": pa.array([], pa.int32())}).decode("utf-8-sig").strip() == '"a","b"'


def test_columns_are_left_out(tmp_path: Path) -> None:
    assert b"secret" not in written(tmp_path, {"a": ["1"], "text": ["secret"]}, left_out=("text",))


def test_the_same_rows_give_the_same_bytes_under_any_name(tmp_path: Path) -> None:
    written(tmp_path, {"a": ["1", "2"]})
    write_csv(tmp_path / "t.parquet", tmp_path / "other.csv.gz")
    assert (tmp_path / "t.csv.gz").read_bytes() == (tmp_path / "other.csv.gz").read_bytes()
