from __future__ import annotations

import gzip
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from flows.ids import mint_id
from flows.release.site.packed import HEX_DIGITS, digits_for, digits_of, id_ranges, write_json, write_shards


@given(st.integers(0, 2_000_000), st.integers(1, 500))
def test_as_few_digits_as_keep_shards_small(records: int, per_shard: int) -> None:
    digits = digits_for(records, per_shard)
    assert digits == HEX_DIGITS or records <= per_shard * 16**digits
    assert digits == 0 or records > per_shard * 16 ** (digits - 1)


@given(st.text(), st.integers(0, 20_000))
def test_every_id_lies_in_one_range(name: str, records: int) -> None:
    record_id = mint_id("doc", name)
    assert sum(low <= record_id < high for low, high in id_ranges("doc", records, 1_000)) == 1


def test_records_of_a_shard_are_one_object(tmp_path: Path) -> None:
    ids = sorted(mint_id("ent", number) for number in range(40))
    write_shards(tmp_path, 1, [(record_id, json.dumps({"id": record_id})) for record_id in ids])
    read = {path.name.partition(".")[0]: json.loads(gzip.decompress(path.read_bytes())) for path in tmp_path.iterdir()}
    assert {record_id: {"id": record_id} for record_id in ids} == {key: value for shard in read.values() for key, value in shard.items()}
    assert all(digits_of(record_id, 1) == shard for shard, records in read.items() for record_id in records)


def test_the_same_value_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_json(tmp_path / f"{name}.json.gz", ["кеңес"])
    assert (tmp_path / "one.json.gz").read_bytes() == (tmp_path / "other.json.gz").read_bytes()
