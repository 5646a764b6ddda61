"""The processes of a build, by the session that it was started in, and their end by SIGKILL."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).parents[2]

# What stands in the command line of each kind, looked for in this order.
KINDS = {"resource tracker": "resource_tracker", "fork": "forkserver", "server": "flows.server"}


def started(raw: Path, warehouse: Path, home: Path) -> subprocess.Popen[str]:
    """A real build by the command line, in a session of its own."""
    command = [sys.executable, "-m", "flows", "build", "--raw", str(raw), "--warehouse", str(warehouse), "--workers", "2"]
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"} | {"PREFECT_HOME": str(home)}
    with (home.parent / "build.log").open("w") as log:
        return subprocess.Popen(command, cwd=PROJECT, env=environment, start_new_session=True, text=True, stdout=log, stderr=log)


def of_session(session: int) -> dict[int, str]:
    """Its living processes and what each is."""
    found: dict[int, tuple[str, int]] = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] not in "ZX":
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " "), int(fields[1])
        except (OSError, ValueError):
            continue  # it ended while we looked
    kinds = {pid: _kind(pid == session, command) for pid, (command, _) in found.items()}
    # A worker is forked by the fork server, with its command line.
    return {pid: "worker" if kind == "fork" and kinds.get(found[pid][1]) == "fork" else kind for pid, kind in kinds.items()}


def _kind(first: bool, command: str) -> str:
    return "main" if first else next((kind for kind, sign in KINDS.items() if sign in command), "other")


def kill_group(session: int) -> None:
    os.killpg(session, signal.SIGKILL)


def kill_one(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def left_over(session: int, patience: float) -> dict[int, str]:
    """The processes that have not ended by themselves after `patience` seconds; they are ended now."""
    until = time.monotonic() + patience
    while (left := of_session(session)) and time.monotonic() < until:
        time.sleep(0.1)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    return left
