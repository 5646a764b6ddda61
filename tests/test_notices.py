from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from flows.notices import Notice, notice_of_run, notify, notify_or_say

NOTICE = notice_of_run("refused", "press: 3 documents; at least 5 are expected.", "/srv/warehouse", "calm-otter")


def test_a_notice_says_what_happened_why_and_what_to_do() -> None:
    assert NOTICE.subject == "Kenes published nothing: the build was refused"
    assert "at least 5 are expected" in NOTICE.text
    assert "/srv/warehouse/refused" in NOTICE.todo


def test_the_command_gets_the_notice_in_variables_and_as_json(tmp_path: Path) -> None:
    told = tmp_path / "told"
    assert notify(NOTICE, f'printf "%s|%s" "$KENES_SUBJECT" "$KENES_REASON" > {told}.txt; cat > {told}.json') is None
    assert (tmp_path / "told.txt").read_text() == f"{NOTICE.subject}|{NOTICE.reason}"
    message = json.loads((tmp_path / "told.json").read_text())
    assert message["ended_as"] == "refused"
    assert message["text"] == NOTICE.text


def test_words_of_a_document_in_the_reason_are_not_run_as_a_command(tmp_path: Path) -> None:
    notice = notice_of_run("failed", f"$(touch {tmp_path}/harm) `touch {tmp_path}/harm`", "w", "run")
    assert notify(notice, f'printf "%s" "$KENES_REASON" > {tmp_path}/told') is None
    assert [path.name for path in tmp_path.iterdir()] == ["told"]


def test_a_command_that_fails_is_told_of_and_harms_nothing() -> None:
    fault = notify(NOTICE, "echo no such host >&2; exit 3")
    assert fault == "the notification command ended with status 3: no such host"


def test_a_command_that_hangs_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    begun = time.monotonic()
    fault = notify(NOTICE, f"(sleep 1; touch {tmp_path}/late) & sleep 20", seconds=0.3)
    assert fault is not None
    assert "was stopped" in fault
    assert time.monotonic() - begun < 1
    time.sleep(1)
    assert not (tmp_path / "late").exists()


def test_a_command_that_reads_nothing_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    long = Notice("failed", "s", "r" * 100_000, "t", "w", "run")
    assert notify(long, "exec 0<&-; true") is None


def test_without_a_command_nothing_is_done(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("KENES_NOTIFY", raising=False)
    notify_or_say(NOTICE)
    assert capsys.readouterr().err == ""
