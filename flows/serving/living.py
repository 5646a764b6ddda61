"""Which flow runs still have a process on this machine. A process tells its run by the variable Prefect starts it with,
so that a process number that was given to another program since is no sign of life."""

from __future__ import annotations

import subprocess
from pathlib import Path

_RUN = b"PREFECT__FLOW_RUN_ID="
_PROC = Path("/proc")


def has_process(run: str, pid: int | None) -> bool:
    """Whether the run's own process lives; while its number is not known yet, whether any process is of this run."""
    if not (_PROC / "self" / "environ").exists():
        return pid is not None and _is_prefect(pid)
    if pid is not None:
        return run_of_process(pid) == run
    return bool(processes_of_run(run))


def processes_of_run(run: str) -> list[int]:
    """Every process of the run: its own and the workers that it started."""
    return [int(folder.name) for folder in _PROC.iterdir() if folder.name.isdigit() and run_of_process(int(folder.name)) == run]


def run_of_process(pid: int) -> str | None:
    """The flow run that a process works for; None for another program's, another user's, one that has ended."""
    try:
        environment = (_PROC / str(pid) / "environ").read_bytes()
    except OSError:
        return None
    return next((entry[len(_RUN) :].decode() for entry in environment.split(b"\0") if entry.startswith(_RUN)), None)


def _is_prefect(pid: int) -> bool:
    """Where there is no /proc (macOS): the number lives and belongs to a Prefect process."""
    shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "prefect" in shown.stdout
