from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from flows.issues import SetupError
from flows.locking import LOCK, Holder, holder_of, locked

HOLDING = """
import sys, time
from pathlib import Path
from flows.locking import locked
with locked(Path(sys.argv[1]), "run-1"):
    print("held", flush=True)
    time.sleep(600)
"""


@contextmanager
def another_process_holds(folder: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen([sys.executable, "-c", HOLDING, str(folder)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def test_nobody_holds_a_warehouse_that_was_never_built_and_asking_leaves_nothing_there(tmp_path: Path) -> None:
    assert holder_of(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_the_holder_is_known_while_it_builds_and_not_after(tmp_path: Path) -> None:
    with locked(tmp_path, "run-1"):
        holder = holder_of(tmp_path)
    assert holder
    assert (holder.pid, holder.flow_run) == (os.getpid(), "run-1")
    assert holder.since
    assert holder_of(tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]


def test_a_second_build_is_told_which_process_builds_since_when(tmp_path: Path) -> None:
    with another_process_holds(tmp_path) as process:
        told = rf"another build is writing here \(process {process.pid}, since 20\d\d-.*, flow run run-1\); wait for it or give another"
        with pytest.raises(SetupError, match=told), locked(tmp_path):
            pass


def test_a_killed_build_holds_nothing_though_its_note_stays(tmp_path: Path) -> None:
    with another_process_holds(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert len(list(tmp_path.iterdir())) == 2
        assert holder_of(tmp_path) is None
        with locked(tmp_path):
            assert holder_of(tmp_path) == Holder(os.getpid(), holder_of(tmp_path).since, None)  # type: ignore[union-attr]


def test_a_build_that_told_nothing_of_itself_still_holds(tmp_path: Path) -> None:
    with FileLock(tmp_path / LOCK):
        assert holder_of(tmp_path) == Holder()
        with pytest.raises(SetupError, match="another build is writing here; wait"), locked(tmp_path):
            pass
