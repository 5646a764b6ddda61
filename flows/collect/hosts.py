"""Whose turn it is: one request at a time to a host, none too soon after the last, none at all to a host in trouble."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from flows.collect.trouble import FailedError, LeftError

LONGEST_WAIT = 300.0  # a host that wants to be left alone for longer is asked again in the next run


@dataclass(slots=True)
class Host:
    """One host: when it may be asked again, and how it has been doing."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    failures: int = 0  # in a row
    left: str | None = None  # why it is not asked any more in this run


class Hosts:
    """All hosts of a run. `seconds`: how long the run may take."""

    def __init__(self, seconds: float, failures: int, retry_seconds: float, stop: threading.Event) -> None:
        self._until = monotonic() + seconds
        self._most_failures = failures
        self._retry_seconds = retry_seconds
        self.stop = stop
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    def of(self, host: str) -> Host:
        with self._lock:
            return self._hosts.setdefault(host, Host())

    @contextmanager
    def turn(self, name: str, delay: float) -> Iterator[None]:
        """The host is ours alone within the block, after its delay. Raises LeftError if it is not asked any more."""
        host = self.of(name)
        with host.lock:
            if host.left:
                raise LeftError(host.left)
            wait = max(0.0, host.free_at - monotonic())
            if monotonic() + wait > self._until:
                raise LeftError("the run's time is up (key 'run_minutes')")
            if self.stop.wait(wait):
                raise LeftError("the run was broken off")
            try:
                yield
            finally:
                host.free_at = max(host.free_at, monotonic() + delay)

    def note_success(self, name: str) -> None:
        self.of(name).failures = 0

    def note_failure(self, name: str, trouble: FailedError, tries: int) -> None:
        """After trouble the host is left alone: as long as it asks for, else longer each time, with some chance in it so
        that many collectors do not come back at once. In trouble too often, it is left for this run."""
        host = self.of(name)
        wait = self._retry_seconds * 2**tries * random.uniform(0.5, 1.0) if trouble.wait is None else trouble.wait
        host.free_at = max(host.free_at, monotonic() + wait)
        if trouble.is_host and tries == 0:  # one page that fails at each try is one failure
            host.failures += 1
        if wait > LONGEST_WAIT:
            host.left = f"the host wants to be left alone for {wait:.0f} s; the next run asks again"
        elif trouble.is_host and host.failures >= self._most_failures:
            host.left = f"the host failed {host.failures} times in a row (last: {trouble}); the next run asks again"
