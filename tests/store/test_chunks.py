from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pytest

from flows.store.chunks import chunk_table, has_chunk, keys_of_chunks, place, prune, write_chunk, write_file

ROWS = pa.table({"a": [1, 2]})


def test_a_chunk_is_there_with_all_its_tables_or_not_at_all(tmp_path: Path) -> None:
    write_chunk(tmp_path, "k", {"one": ROWS, "two": ROWS})
    assert has_chunk(tmp_path, "k", ("one", "two"))
    assert not has_chunk(tmp_path, "other", ("one",))
    assert chunk_table(tmp_path, "k", "two").equals(ROWS)


@pytest.mark.parametrize("damage", [b"", b"PAR1", b"PAR1" + bytes(100)])
def test_a_chunk_with_a_damaged_file_is_none_and_goes(tmp_path: Path, damage: bytes) -> None:
    write_chunk(tmp_path, "k", {"one": ROWS})
    (tmp_path / "k" / "one.parquet").write_bytes(damage)
    assert not has_chunk(tmp_path, "k", ("one",))
    assert keys_of_chunks(tmp_path) == []


def test_a_chunk_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_chunk(tmp_path, "k", {"one": ROWS})
    assert list(tmp_path.iterdir()) == []


def test_of_two_that_write_one_chunk_either_may_win(tmp_path: Path) -> None:
    write_chunk(tmp_path, "k", {"one": ROWS})
    write_chunk(tmp_path, "k", {"one": ROWS})
    assert [path.name for path in tmp_path.iterdir()] == ["k"]


def test_what_is_not_wanted_goes_with_what_a_killed_build_left_half_written(tmp_path: Path) -> None:
    for key in ("a", "b"):
        write_chunk(tmp_path, key, {"one": ROWS})
    (tmp_path / ".new-1").mkdir()
    prune(tmp_path, ["b"])
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_placed_file_outlives_its_chunk(tmp_path: Path) -> None:
    write_chunk(tmp_path / "store", "a", {"one": ROWS})
    place(tmp_path / "store", "a", "one", tmp_path / "stage" / "part-1.parquet")
    prune(tmp_path / "store", [])
    assert chunk_table(tmp_path, "stage", "part-1").equals(ROWS)


def test_a_file_takes_the_place_of_another_in_one_step(tmp_path: Path) -> None:
    write_file(tmp_path / "x.parquet", ROWS)
    write_file(tmp_path / "x.parquet", ROWS.slice(1))
    assert [path.name for path in tmp_path.iterdir()] == ["x.parquet"]
