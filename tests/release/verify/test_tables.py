from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as pq

from flows.release.verify.verified import BY_CONTRACT
from tests.release.made import sealed


def test_a_row_count_that_the_index_tells_wrongly_is_named(copy, faults):
    told = json.loads((copy / "index.json").read_text(encoding="utf-8"))
    entry = next(file for file in told["files"] if file["path"] == "data/mentions.parquet")
    entry["rows"] += 1
    (copy / "index.json").write_text(json.dumps(told), encoding="utf-8")
    assert [fault.place for fault in faults(copy, "tables")] == ["data/mentions.parquet"]


def test_a_table_that_lost_a_row_is_named_even_where_the_hashes_were_made_anew(copy, faults):
    path = copy / "data" / "mentions.parquet"
    rows = pq.read_table(path)
    pq.write_table(rows.slice(1), path)
    assert {"data/mentions.parquet"} <= {fault.place for fault in faults(sealed(copy), "tables")}


def test_a_missing_table_is_named(copy, faults):
    (copy / "data" / "events.parquet").unlink()
    assert "data/events.parquet" in {fault.place for fault in faults(copy, "tables")}


def test_a_table_cut_short_is_named(copy, faults):
    path = copy / "data" / "documents.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    (fault,) = faults(copy, "tables")
    assert fault.place == "data/documents.parquet"
    assert "can't be read" in fault.what


def test_a_column_of_another_type_is_named(copy, faults):
    path = copy / "data" / "events.parquet"
    rows = pq.read_table(path)
    index = rows.schema.get_field_index("char_start")
    pq.write_table(rows.set_column(index, "char_start", rows["char_start"].cast(pa.int64())), path)
    assert [fault.place for fault in faults(copy, "tables")] == ["data/events.parquet, column char_start"]


def test_a_release_of_another_schema_is_not_held_to_the_contracts_of_this_one(copy, all_faults, checked_alone):
    checked_alone(*BY_CONTRACT)
    path = copy / "data" / "events.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["confidence"]), path)
    assert "contract" in all_faults(copy)
    told = json.loads((copy / "index.json").read_text(encoding="utf-8"))
    (copy / "index.json").write_text(json.dumps({**told, "schema_version": "0"}), encoding="utf-8")
    assert all_faults(copy) == {}
