from __future__ import annotations

import pytest

from flows.issues import SetupError
from flows.load.swap import _finish_swap, check_writable, fresh_draft, recover, swap_in


def drafted(warehouse, text):
    draft = fresh_draft(warehouse)
    (draft / "parquet" / "documents.parquet").write_text(text)
    (draft / "kenes.duckdb").write_text(text)
    return draft


def content(warehouse):
    return [(warehouse / name).read_text() for name in ("parquet/documents.parquet", "kenes.duckdb")]


def test_a_build_replaces_the_last_one_and_leaves_nothing_else(tmp_path):
    for text in ("old", "new"):
        drafted(tmp_path, text)
        swap_in(tmp_path)
    assert content(tmp_path) == ["new", "new"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kenes.duckdb", "parquet"]


def test_a_build_killed_while_writing_is_cleared_away(tmp_path):
    drafted(tmp_path, "old")
    swap_in(tmp_path)
    drafted(tmp_path, "half")
    recover(tmp_path)
    assert content(tmp_path) == ["old", "old"]
    assert not (tmp_path / ".draft").exists()


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_a_build_killed_while_swapping_is_finished_at_the_next_start(tmp_path, step):
    drafted(tmp_path, "old")
    swap_in(tmp_path)
    draft = drafted(tmp_path, "new")
    (draft / "complete").touch()
    renames = [("parquet", ".old"), (".draft/parquet", "parquet"), (".draft/kenes.duckdb", "kenes.duckdb")]
    for source, target in renames[:step]:
        (tmp_path / source).replace(tmp_path / target)
    recover(tmp_path)
    assert content(tmp_path) == ["new", "new"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kenes.duckdb", "parquet"]


def test_finishing_twice_does_no_harm(tmp_path):
    drafted(tmp_path, "new")
    _finish_swap(tmp_path)
    recover(tmp_path)
    assert content(tmp_path) == ["new", "new"]


def test_a_warehouse_that_is_a_file_is_told_before_the_build_starts(tmp_path):
    (tmp_path / "warehouse").write_text("a file")
    with pytest.raises(SetupError, match=r"cannot write to the warehouse folder .*--warehouse"):
        check_writable(tmp_path / "warehouse")


def test_a_warehouse_of_the_kernel_is_not_writable_even_for_root():
    from pathlib import Path

    with pytest.raises(SetupError, match="cannot write"):
        check_writable(Path("/proc/warehouse"))


def test_checking_a_writable_warehouse_makes_the_folder_and_nothing_in_it(tmp_path):
    check_writable(tmp_path / "a" / "warehouse")
    assert list((tmp_path / "a" / "warehouse").iterdir()) == []
