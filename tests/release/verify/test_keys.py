from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from flows.ids import mint_id
from tests.release.verify.test_spans import changed


def test_a_key_that_stands_twice_is_named(copy, faults):
    path = copy / "data" / "roles.parquet"
    rows = pq.read_table(path)
    pq.write_table(pa.concat_tables([rows, rows]), path)
    (fault,) = faults(copy, "keys")
    assert rows["role_id"][0].as_py() in fault.place


def test_a_reference_to_nothing_is_named(copy, faults):
    nobody = mint_id("ent", "nobody")
    key = changed(copy, "quotes", speaker_id=nobody)
    (fault,) = faults(copy, "keys")
    assert key in fault.place
    assert fault.what == f"{nobody} names no row of entities"
