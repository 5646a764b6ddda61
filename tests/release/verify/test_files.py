from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FILES = ("data/quotes.parquet", "csv/entities.csv.gz", "kenes.duckdb", "README.md", "index.json", "SHA256SUMS", "queries/answers.json")


@pytest.mark.parametrize("path", FILES)
def test_a_flipped_byte_is_found_and_its_file_named(copy, faults, path):
    flipped(copy / path, (copy / path).stat().st_size // 2)
    assert any(fault.place.startswith(path) or path in fault.what for fault in faults(copy, "files"))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whichever_byte_is_flipped_the_copy_is_faulty(copy, faults, data):
    paths = sorted(path for path in copy.rglob("*") if path.is_file() and path.stat().st_size)
    path = data.draw(st.sampled_from(paths))
    before = path.read_bytes()
    try:
        flipped(path, data.draw(st.integers(0, len(before) - 1)))
        assert faults(copy, "files")
    finally:
        path.write_bytes(before)


def flipped(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(bytes(content))


def test_a_missing_file_is_named(copy, faults):
    (copy / "csv" / "quotes.csv.gz").unlink()
    assert {fault.place for fault in faults(copy, "files")} == {"csv/quotes.csv.gz"}


def test_a_file_that_does_not_belong_is_named(copy, faults):
    (copy / "data" / "more.parquet").write_bytes(b"")
    assert [fault.place for fault in faults(copy, "files")] == ["data/more.parquet"]


def test_a_sum_that_leads_out_of_the_folder_is_not_followed(copy, faults):
    sums = copy / "SHA256SUMS"
    sums.write_text(f"{'0' * 64}  ../../secret\n" + sums.read_text(encoding="utf-8"), encoding="utf-8")
    assert [fault.place for fault in faults(copy, "files")] == ["SHA256SUMS, line 1"]


def test_an_index_that_tells_another_size_is_named(copy, faults):
    told = json.loads((copy / "index.json").read_text(encoding="utf-8"))
    told["files"][0]["bytes"] += 1
    (copy / "index.json").write_text(json.dumps(told), encoding="utf-8")
    assert told["files"][0]["path"] in {fault.place for fault in faults(copy, "files")}
