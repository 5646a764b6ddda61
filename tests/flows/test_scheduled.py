from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.locking import locked
from flows.status.record import runs_from_warehouse
from tests.flows.conftest import Build


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, build: Build) -> Path:
    """A folder with one document, and a command that keeps what it is told in `told`."""
    (tmp_path / "raw" / "press").mkdir(parents=True)
    (tmp_path / "raw" / "press" / "a.txt").write_text("The Federation of Trade Unions held its congress in Astana on 5 May 2023.\n" * 3)
    monkeypatch.setenv("KENES_NOTIFY", f"cat > {tmp_path}/told")
    return tmp_path


def ended(folder: Path) -> tuple[str, str]:
    """Name and message of the state that a scheduled run ends in."""
    from flows.scheduled import scheduled_build

    state = scheduled_build(str(folder / "raw"), str(folder / "warehouse"), workers=1, return_state=True)
    return state.name, state.message


@pytest.mark.slow
def test_a_build_that_is_refused_ends_refused_with_its_reason_and_somebody_is_told(folder: Path) -> None:
    assert ended(folder)[0] == "Completed"
    assert not (folder / "told").exists()
    (folder / "raw" / "press" / "corpus.toml").write_text("[expect]\ndocuments = { min = 5 }")
    name, message = ended(folder)
    assert name == "Refused"
    assert "expects at least 5" in message
    told = json.loads((folder / "told").read_text())
    assert (told["ended_as"], told["reason"]) == ("refused", message)
    assert [run.ended_as for run in runs_from_warehouse(folder / "warehouse")] == ["published", "refused"]


@pytest.mark.slow
def test_wrong_settings_fail_the_run_with_the_file_and_the_key(folder: Path) -> None:
    (folder / "warehouse").mkdir()
    (folder / "raw" / "press" / "corpus.toml").write_text("titel = 'Press'")
    name, message = ended(folder)
    assert name == "Failed"
    assert "corpus.toml: unknown key 'titel'" in message
    assert "Traceback" not in message
    assert [run.ended_as for run in runs_from_warehouse(folder / "warehouse")] == ["failed"]


@pytest.mark.slow
def test_a_warehouse_that_another_build_writes_fails_the_run_and_leaves_its_history_alone(folder: Path) -> None:
    (folder / "warehouse").mkdir()
    with locked(folder / "warehouse"):
        name, message = ended(folder)
    assert name == "Failed"
    assert "another build is writing here" in message
    assert runs_from_warehouse(folder / "warehouse") == []
