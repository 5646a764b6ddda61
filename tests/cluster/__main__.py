"""A build on a Dask cluster of two workers on this machine, one of which is killed in the middle, beside a build on local processes.

    python -m tests.cluster [--documents 240] [--pieces 1]

Fails unless all three builds (local, cluster, cluster with a killed worker) publish the same Parquet bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from tests.bench.generated import write_documents

PROJECT = Path(__file__).parents[2]


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler on the loopback address, and its two workers (a thread each, as a build's processes have)."""
    told = folder / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    log = (folder / "cluster.log").open("wb")
    scheduler = subprocess.Popen([*command, "--scheduler-file", str(told), "--no-dashboard"], stderr=log)
    until = time.monotonic() + 60
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.2)
    command = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(told), "--nthreads", "1", "--no-nanny"]
    options = ["--host", "127.0.0.1", "--no-dashboard", "--local-directory", str(folder)]
    workers = [subprocess.Popen([*command, *options], cwd=PROJECT, stderr=log) for _ in range(2)]
    try:
        yield json.loads(told.read_text())["address"], workers
    except BaseException:
        print((folder / "cluster.log").read_text()[-4000:], file=sys.stderr)
        raise
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def built(raw: Path, warehouse: Path, address: str | None, victim: subprocess.Popen[bytes] | None = None) -> float:
    """Wall seconds of the build; the victim is killed once the first parts are made."""
    command = [sys.executable, "-m", "flows", "build", "--raw", str(raw), "--warehouse", str(warehouse), "--batch", "40"]
    started = time.monotonic()
    build = subprocess.Popen([*command, *(["--cluster", address] if address else [])], cwd=PROJECT, stdout=subprocess.DEVNULL)
    rows = warehouse / ".store" / "rows"
    while build.poll() is None:
        if victim and victim.poll() is None and rows.is_dir() and len(list(rows.glob("[0-9a-f]*"))) >= 1:
            time.sleep(3)  # into the part that the worker is at now
            os.kill(victim.pid, signal.SIGKILL)
            print(f"  killed worker {victim.pid} after {time.monotonic() - started:.1f} s", flush=True)
        time.sleep(0.2)
    if build.returncode:
        raise SystemExit(f"the build into {warehouse} ended with status {build.returncode}")
    return time.monotonic() - started


def bytes_of(warehouse: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted((warehouse / "parquet").iterdir())}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--documents", type=int, default=240)
    arguments.add_argument("--pieces", type=int, default=1)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_documents(folder / "raw" / "generated", given.documents, pieces=given.pieces)
        with cluster(folder) as (address, workers):
            seconds = {"local processes": built(folder / "raw", folder / "local", None)}
            seconds["cluster of two workers"] = built(folder / "raw", folder / "cluster", address)
            seconds["cluster, one worker killed"] = built(folder / "raw", folder / "killed", address, workers[0])
            if workers[0].poll() is None:
                raise SystemExit("no worker was killed")
        for name, spent in seconds.items():
            print(f"{name:28}{spent:8.1f} s")
        same = bytes_of(folder / "local") == bytes_of(folder / "cluster") == bytes_of(folder / "killed")
        print("Parquet bytes: the same" if same else "Parquet bytes: DIFFERENT")
        raise SystemExit(0 if same else 1)


if __name__ == "__main__":
    main()
