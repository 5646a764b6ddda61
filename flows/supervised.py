"""A build ends with the `kenes serve` that scheduled it, however that ended: a new one must not find an old one's build at work.

The supervisor holds a lock for as long as it lives. The kernel lets go of it when the process ends, even when it is
killed, so whoever gets it knows that nobody serves any more. A worker that dies alone does not end its build: that
goes on, reports to the server by itself and is done.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from filelock import BaseFileLock, FileLock

# Path of the lock, for the processes that a supervisor starts.
SUPERVISOR = "KENES_SUPERVISOR"
# The new supervisor of a restart waits longer than this for the old one's build to see that it is alone.
SECONDS = 1.0
LOGS = "logs"
# Exit status "try again later". Nothing is cleaned up, as after any kill; the next build does it.
ALONE = 75


def supervisor_lock(home: Path) -> BaseFileLock:
    """The lock that a living `kenes serve` holds in its Prefect folder."""
    return FileLock(home / "serve.lock")


def live_with_supervisor() -> None:
    """From now on this process ends with the supervisor that started it by way of a worker, and outlives the worker.

    Without such a supervisor nothing is done.
    """
    if path := os.environ.get(SUPERVISOR):
        _leave_pipes(Path(path).parent / LOGS / "builds.log")
        threading.Thread(target=_wait_and_end, args=(Path(path),), daemon=True).start()


def _leave_pipes(log: Path) -> None:
    """What is printed goes to a file: the pipes end at the worker, and once that is dead each print would be an error."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(descriptor)


def _wait_and_end(path: Path) -> None:
    with FileLock(path, poll_interval=SECONDS, thread_local=False):
        os._exit(ALONE)
