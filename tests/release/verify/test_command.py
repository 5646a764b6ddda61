from __future__ import annotations

import shutil

import pytest

from flows.issues import SetupError
from flows.release.verify.command import verify_release
from tests.load.conftest import doc

pytestmark = pytest.mark.slow  # whole releases


@pytest.fixture
def takedowns(tmp_path):
    def written(*ids):
        path = tmp_path / "takedowns.csv"
        path.write_text("id,date,reason\n" + "".join(f"{one},2026-03-02,personal-data\n" for one in ids), encoding="utf-8")
        return path

    return written


def test_a_whole_copy_has_no_fault(whole, capsys):
    assert verify_release(whole) == 0
    said = capsys.readouterr().out
    assert "Release v2026.3.0 in" in said
    assert "FAULTY" not in said
    assert said.splitlines()[-1] == "Whole: 12 checks, no fault."


def test_a_whole_copy_without_texts_has_no_fault(withheld):
    assert verify_release(withheld) == 0


def test_a_faulty_copy_is_told_with_the_place(copy, capsys):
    (copy / "data" / "quotes.parquet").unlink()
    assert verify_release(copy) == 1
    assert "data/quotes.parquet: is missing" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"\xff\x00 nothing that can be read", b"[1]"])
def test_no_damage_ends_the_report(copy, all_faults, content):
    damaged = {"data/documents.parquet", "kenes.duckdb", "catalog.duckdb", "datapackage.json", "croissant.json", "CITATION.cff"}
    for path in damaged:
        (copy / path).write_bytes(content)
    found = all_faults(copy)
    assert {fault.place for fault in found["files"]} >= damaged
    assert {"tables", "spans", "databases", "questions", "agreement", "data package", "croissant"} <= found.keys()


def test_signs_of_a_damaged_file_do_not_reach_the_terminal(copy, capsys):
    (copy / "data" / "\x1b[31m\u202e.txt").write_text("", encoding="utf-8")
    assert verify_release(copy) == 1
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_a_folder_that_is_no_release_is_told(tmp_path):
    with pytest.raises(SetupError, match="so it is no release"):
        verify_release(tmp_path)


def test_an_old_copy_that_is_whole_learns_what_to_delete(whole, takedowns, capsys):
    assert verify_release(whole, takedowns(doc(0))) == 3
    assert f"delete {doc(0)}" in capsys.readouterr().out


def test_a_faulty_copy_still_learns_what_to_delete(copy, takedowns, capsys):
    shutil.rmtree(copy / "csv")
    assert verify_release(copy, takedowns(doc(2))) == 1
    assert f"delete {doc(2)}" in capsys.readouterr().out
