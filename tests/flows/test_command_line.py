from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import PROJECT


def kenes(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A command as a user types it; where a fixture started Prefect's server, it reports there."""
    command = [sys.executable, "-m", "flows", *map(str, arguments)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=240, env={**os.environ, "COLUMNS": "200"})


@pytest.fixture
def without_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command starts a server of its own, whatever other tests started."""
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)


@pytest.mark.slow
@pytest.mark.usefixtures("without_server")
def test_a_build_prints_its_summary_and_ends_with_status_0(tmp_path: Path) -> None:
    done = kenes("build", "--warehouse", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "mentions" in done.stdout
    assert "5 documents" in done.stdout
    asked = kenes("query", "--warehouse", tmp_path, "select name from entities where type = 'person' order by 1")
    assert "Satybaldy Dauletalin" in asked.stdout


@pytest.mark.slow
@pytest.mark.usefixtures("build")  # its server
def test_a_refused_build_ends_with_status_1_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "raw" / "press").mkdir(parents=True)
    (tmp_path / "raw" / "press" / "empty.txt").touch()
    done = kenes("build", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "warehouse")
    assert done.returncode == 1
    assert "Nothing was published" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("build", "--raw", "nowhere"), "nowhere"),
        (("query", "--warehouse", "nowhere", "select 1"), "kenes build"),
        (("show", "--warehouse", "nowhere", "xyz-1"), "quo-"),
    ],
)
def test_a_wrong_call_ends_at_once_with_what_to_do(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    done = kenes(*(str(tmp_path / argument) if argument == "nowhere" else argument for argument in arguments))
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_key_in_corpus_toml_ends_before_anything_is_started(tmp_path: Path) -> None:
    (tmp_path / "raw" / "press").mkdir(parents=True)
    (tmp_path / "raw" / "press" / "corpus.toml").write_text("titel = 'x'")
    done = kenes("build", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "warehouse")
    assert done.returncode == 1
    assert "corpus.toml: unknown key 'titel'" in done.stderr
    assert not (tmp_path / "warehouse").exists()


@pytest.mark.slow
def test_two_builds_into_one_warehouse_do_not_run_together(tmp_path: Path) -> None:
    from filelock import FileLock

    (tmp_path / "raw" / "press").mkdir(parents=True)
    (tmp_path / "warehouse").mkdir()
    with FileLock(tmp_path / "warehouse" / ".lock"):
        done = kenes("build", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "warehouse")
    assert done.returncode == 1
    assert "another build is writing here" in done.stderr


def test_a_prefect_server_that_does_not_answer_is_named_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "raw" / "press").mkdir(parents=True)
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    done = kenes("build", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "warehouse")
    assert done.returncode == 1
    assert "PREFECT_API_URL is http://127.0.0.1:9/api" in done.stderr
