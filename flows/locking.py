"""One build at a time in a warehouse, and who it is.

The lock is the kernel's: it ends with the process that holds it, however that ends. The note beside it only tells who holds it;
a killed build leaves its note, which nobody believes once the lock is free.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from flows.disk import write_text
from flows.issues import SetupError

LOCK, NOTE = ".lock", ".lock-holder.json"
# Who asks holds the lock for less than a millisecond, and who gets it writes the note as soon; a build waits that out.
_PATIENCE = 0.5


@dataclass(frozen=True, slots=True)
class Holder:
    """The build that is writing to a warehouse. What it did not tell is None."""

    pid: int | None = None
    since: str | None = None  # UTC, as 2026-11-22T16:04:05+00:00
    flow_run: str | None = None  # Prefect's id of the run

    def __str__(self) -> str:
        known = [f"process {self.pid}" if self.pid else "", f"since {self.since}" if self.since else ""]
        return ", ".join([*filter(None, known), *([f"flow run {self.flow_run}"] if self.flow_run else [])])


@contextmanager
def locked(warehouse: Path, flow_run: str | None = None) -> Iterator[None]:
    """Nobody else builds here meanwhile. Raises SetupError that names the holder when somebody does."""
    lock, note = FileLock(warehouse / LOCK), warehouse / NOTE
    try:
        lock.acquire(timeout=_PATIENCE, poll_interval=0.02)
    except Timeout as error:
        told = str(holder_of(warehouse) or "")
        what = f"another build is writing here{f' ({told})' if told else ''}; wait for it or give another --warehouse."
        raise SetupError(f"{warehouse}: {what}") from error
    try:
        note.unlink(missing_ok=True)
        write_text(note, json.dumps(asdict(Holder(os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"), flow_run))))
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def holder_of(warehouse: Path) -> Holder | None:
    """The build that holds the lock at this moment; None when none does, whatever an old note says."""
    if not (warehouse / LOCK).exists():
        return None
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with FileLock(warehouse / LOCK, timeout=0):
                return None
        except Timeout:  # a build, or for a moment somebody else who asks
            if holder := _read(warehouse / NOTE):
                return holder
        if time.monotonic() > until:
            return Holder()
        time.sleep(0.02)


def _read(note: Path) -> Holder | None:
    try:
        return Holder(**json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
