"""A real `kenes serve` for tests and for the demonstration, and what its Prefect server says of its runs."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from flows.serving.living import run_of_process
from flows.settings import PROJECT


@dataclass
class Service:
    """A running service; `lines` is what it printed."""

    process: subprocess.Popen[bytes]
    port: int
    output: Path

    @property
    def lines(self) -> list[str]:
        return self.output.read_text(encoding="utf-8").splitlines()

    def runs(self, flow: str = "kenes") -> list[dict[str, Any]]:
        """The runs of a flow that are not merely planned, oldest first."""
        state = {"type": {"not_any_": ["SCHEDULED"]}}
        asked = {"sort": "EXPECTED_START_TIME_ASC", "flows": {"name": {"any_": [flow]}}, "flow_runs": {"state": state}}
        return self.ask("flow_runs/filter", asked)

    def ask(self, path: str, body: dict[str, Any]) -> Any:
        request = Request(f"http://127.0.0.1:{self.port}/api/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def children(self, kind: str) -> list[int]:
        """The numbers of the server or of the worker."""
        return [pid for pid, command in processes_under(self.process.pid) if f"flows.serving.child\0{kind}" in command]

    def builds(self) -> list[int]:
        """The numbers of the processes of a run under way."""
        running = {run["id"] for run in self.runs() if run["state_type"] in ("RUNNING", "PENDING")}
        return [pid for pid in process_numbers() if run_of_process(pid) in running]


def process_numbers() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]


def processes_under(parent: int) -> list[tuple[int, str]]:
    """Number and command of every child process."""
    found = []
    for pid in process_numbers():
        try:
            above = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
            if above == parent:
                found.append((pid, Path(f"/proc/{pid}/cmdline").read_text()))
        except OSError:
            continue
    return found


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def service(folder: Path, *options: str, port: int = 0, **environment: str) -> Iterator[Service]:
    """`kenes serve` on folder/raw and folder/warehouse, its Prefect in folder/prefect; ended at the end, if it still lives."""
    port = port or free_port()
    places = ("--raw", str(folder / "raw"), "--warehouse", str(folder / "warehouse"), "--port", str(port), "--workers", "1")
    output = folder / "serve.out"
    with output.open("ab") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows", "serve", *places, *options],
            cwd=PROJECT,
            stdout=lines,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PREFECT_HOME": str(folder / "prefect"), **environment},
        )
    try:
        yield Service(process, port, output)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def wait_until(holds: Callable[[], Any], seconds: float, what: str) -> Any:
    """What `holds` gives, once it gives something; an assertion fails after so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if found := holds():
                return found
        except OSError:  # the server does not answer yet, or is being started again
            pass
        time.sleep(0.25)
    raise AssertionError(f"waited {seconds:.0f} s in vain: {what}")
