from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest

from flows.serving.living import has_process, processes_of_run
from flows.serving.stuck import Missing

RUN, OTHER = uuid4(), uuid4()


def test_a_run_is_dead_when_its_process_has_been_gone_for_the_grace_time() -> None:
    missing, dead = Missing({}).look([RUN], 100.0, 20.0)
    assert dead == set()
    missing, dead = missing.look([RUN], 119.0, 20.0)
    assert dead == set()
    _, dead = missing.look([RUN], 120.0, 20.0)
    assert dead == {RUN}


def test_a_run_whose_process_was_seen_again_begins_anew() -> None:
    missing, _ = Missing({}).look([RUN, OTHER], 100.0, 20.0)
    missing, _ = missing.look([OTHER], 110.0, 20.0)
    _, dead = missing.look([RUN, OTHER], 125.0, 20.0)
    assert dead == {OTHER}


def test_without_a_grace_time_a_missing_run_is_dead_at_once() -> None:
    assert Missing({}).look([RUN], 5.0, 0.0)[1] == {RUN}


needs_proc = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="asks /proc which run a process works for")


@needs_proc
def test_a_process_is_known_by_its_run_and_not_by_its_number() -> None:
    run = str(uuid4())
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, env={**os.environ, "PREFECT__FLOW_RUN_ID": run})
    try:
        until = time.monotonic() + 5
        while not has_process(run, process.pid) and time.monotonic() < until:  # between fork and exec it bears our variables
            time.sleep(0.01)
        assert has_process(run, process.pid)
        assert has_process(run, None)
        assert processes_of_run(run) == [process.pid]
        assert not has_process(str(uuid4()), process.pid)
        assert not has_process(run, os.getpid())
    finally:
        process.kill()
        process.wait()
    assert not has_process(run, process.pid)
    assert not has_process(run, None)
