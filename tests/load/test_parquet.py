from __future__ import annotations

import itertools

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.load import parquet
from flows.load.parquet import row_groups, write_parquet
from schemas import TABLES
from schemas.contract import table_from_rows

QUALITY = TABLES["quality"]
ROWS = table_from_rows(QUALITY, [{"gold_set": "g", "measure": f"m{n}", "gold_count": n, "predicted_count": 0} for n in range(50)])


def cut(table, cuts):
    places = sorted({0, table.num_rows, *cuts})
    return [table.slice(first, last - first) for first, last in itertools.pairwise(places)]


@settings(max_examples=25)
@given(st.lists(st.integers(0, 50)))
def test_the_bytes_do_not_depend_on_how_rows_were_batched(tmp_path_factory, cuts):
    folder = tmp_path_factory.mktemp("parquet")
    write_parquet(folder / "whole.parquet", QUALITY, [ROWS])
    write_parquet(folder / "cut.parquet", QUALITY, cut(ROWS, cuts))
    assert (folder / "whole.parquet").read_bytes() == (folder / "cut.parquet").read_bytes()


@given(st.lists(st.text(max_size=30), max_size=40), st.lists(st.integers(0, 40)), st.integers(1, 9), st.integers(1, 100))
def test_row_groups_hold_all_rows_in_order_and_are_full_but_the_last(texts, cuts, most_rows, most_bytes):
    table = pa.table({"text": pa.array(texts, pa.string())})
    rows, size, parquet.GROUP_ROWS, parquet.GROUP_BYTES = parquet.GROUP_ROWS, parquet.GROUP_BYTES, most_rows, most_bytes
    try:
        groups = list(row_groups(cut(table, [place for place in cuts if place <= len(texts)])))
    finally:
        parquet.GROUP_ROWS, parquet.GROUP_BYTES = rows, size
    assert [text for group in groups for text in group.column("text").to_pylist()] == texts
    for group in groups[:-1]:
        sizes = [len(text.encode()) for text in group.column("text").to_pylist()]
        assert (len(sizes) == most_rows) or sum(sizes) >= most_bytes
        assert len(sizes) <= most_rows
        assert sum(sizes[:-1]) < most_bytes


def test_a_file_says_what_its_table_and_columns_mean(tmp_path):
    write_parquet(tmp_path / "quality.parquet", QUALITY, [ROWS])
    schema = pq.read_schema(tmp_path / "quality.parquet")
    assert schema.metadata == {b"table": b"quality", b"description": QUALITY.row.encode(), b"schema_version": b"1"}
    assert schema.field("measure").metadata[b"description"] == b"What was measured"


def test_a_table_without_rows_is_a_file_with_columns(tmp_path):
    assert write_parquet(tmp_path / "quality.parquet", QUALITY, []) == 0
    assert pq.read_table(tmp_path / "quality.parquet").column_names == QUALITY.names
