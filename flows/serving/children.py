"""A child process of the supervisor: started again when it dies, ever later if it dies at once, ended with patience."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

# A child that lived this long has started well; its next death is news, not the same fault again.
SOUND_SECONDS = 60.0
LONGEST_PAUSE = 60.0
# Under this the child's log is appended to at the next start; over it, it becomes the one `.1` that is kept.
LOG_BYTES = 10 * 2**20


def pause_before_start(deaths: int) -> float:
    """Seconds to wait after so many deaths in a row: 1, 2, 4 … up to a minute."""
    return float(min(LONGEST_PAUSE, 2 ** (deaths - 1))) if deaths else 0.0


@dataclass
class Child:
    """One process kept alive. `say` tells a person of its deaths."""

    name: str
    arguments: Sequence[str]
    environment: dict[str, str]
    log: Path
    say: Callable[[str], None]
    pass_fds: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    _started: float = 0.0
    _not_before: float = field(default=0.0)

    def start(self) -> None:
        """In a process group of its own, so that Ctrl+C reaches the supervisor alone, which ends all in order."""
        _rolled(self.log)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                # -P: a folder of the user's that is named like a module must not be run in its place.
                [sys.executable, "-P", "-m", "flows.serving.child", *self.arguments],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=self.pass_fds,
                env=self.environment,
                start_new_session=True,
            )
        self._started = monotonic()

    def keep_alive(self) -> None:
        """Look after it: a dead one is started again when its pause is over."""
        if self.process is None:
            if monotonic() >= self._not_before:
                self.start()
            return
        status = self.process.poll()
        if status is None:
            return
        self.deaths = 1 if monotonic() - self._started > SOUND_SECONDS else self.deaths + 1
        pause = pause_before_start(self.deaths)
        self.say(f"The {self.name} ended ({_ending(status)}); it is started again in {pause:.0f} s. Its log: {self.log}")
        self._not_before = monotonic() + pause
        self._let_go()

    def kill(self) -> None:
        """End it now; `keep_alive` starts it again."""
        if self.process:
            self.process.kill()

    def end(self, seconds: float) -> None:
        """End it for good: asked first, killed after so many seconds."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._let_go()

    def _let_go(self) -> None:
        if self.process and self.process.stdin:
            self.process.stdin.close()
        self.process = None


def _ending(status: int) -> str:
    return f"killed by signal {-status}" if status < 0 else f"status {status}"


def _rolled(log: Path) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_name(log.name + ".1"))
