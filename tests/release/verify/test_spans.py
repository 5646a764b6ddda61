from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.slow  # whole releases


def changed(folder: Path, table: str, **values: Any) -> str:
    """The first row of the table with other values; its key is returned."""
    path = folder / "data" / f"{table}.parquet"
    rows = pq.read_table(path)
    for name, value in values.items():
        column = [value, *rows[name].to_pylist()[1:]]
        rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), pa.array(column, rows.schema.field(name).type))
    pq.write_table(rows, path)
    return str(rows[rows.column_names[0]][0])


@pytest.mark.parametrize(
    ("table", "column"), [("mentions", "char_start"), ("roles", "char_end"), ("quotes", "speaker_char_start"), ("sentences", "char_end")]
)
def test_a_broken_span_is_named_by_table_and_row(copy, faults, table, column):
    key = changed(copy, table, **{column: 9_999})
    (fault,) = faults(copy, "spans")
    assert fault.place.startswith(f"data/{table}.parquet, {key}")


def test_a_span_moved_by_one_character_is_found(copy, faults):
    rows = pq.read_table(copy / "data" / "mentions.parquet").to_pylist()[0]
    key = changed(copy, "mentions", char_start=rows["char_start"] + 1, char_end=rows["char_end"] + 1)
    (fault,) = faults(copy, "spans")
    assert key in fault.place
    assert "the text from" in fault.what


def test_a_text_that_was_changed_is_found_by_what_it_proves(copy, faults):
    text = pq.read_table(copy / "data" / "documents.parquet")["text"][0].as_py()
    changed(copy, "documents", text=text.replace("Aida", "Anna"))
    assert len(faults(copy, "spans")) > 1


def test_a_text_of_another_length_than_its_raw_map_is_named(copy, faults):
    text = pq.read_table(copy / "data" / "documents.parquet")["text"][0].as_py()
    key = changed(copy, "documents", text=f"{text}.")
    assert [fault.place for fault in faults(copy, "spans")] == [f"data/documents.parquet, row 0, {key}, column raw_map"]


def test_spans_of_a_text_left_out_are_held_to_its_length(withheld_copy, faults):
    assert pq.read_table(withheld_copy / "data" / "documents.parquet")["text"].null_count == 3
    assert faults(withheld_copy, "spans") == []
    key = changed(withheld_copy, "mentions", char_end=9_999)
    (fault,) = faults(withheld_copy, "spans")
    assert key in fault.place


def test_words_of_a_text_left_out_are_as_long_as_their_span(withheld_copy, faults):
    key = changed(withheld_copy, "mentions", text="A longer name")
    (fault,) = faults(withheld_copy, "spans")
    assert key in fault.place


def test_a_value_of_no_code_list_is_named(copy, faults):
    key = changed(copy, "events", type="miracle")
    assert [fault.place for fault in faults(copy, "contract")] == [f"data/events.parquet, row 0, {key}, column type"]
