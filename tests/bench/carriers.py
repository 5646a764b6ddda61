"""What carries the batches of a build best on one machine: this process alone, threads, processes.

    python -m tests.bench.carriers [--documents 600] [--pieces 1] [--at-once 2]

The plain functions of a build, without Prefect, on the same generated documents; CPU and memory are of all processes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.__main__ import measured
from tests.bench.generated import write_documents

BUILD = """
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from flows.settings import Settings
from flows.workers import process_pool
from tests.plain import plain_build
if __name__ == '__main__':
    raw, warehouse, carrier, count = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    carriers = {"alone": nullcontext, "threads": lambda: ThreadPoolExecutor(count), "processes": lambda: process_pool(count)}
    with carriers[carrier]() as pool:
        plain_build(Settings(raw, warehouse, count, documents_per_batch=100), pool)
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--documents", type=int, default=600)
    arguments.add_argument("--pieces", type=int, default=1, help="how many authored documents make up one: its length")
    arguments.add_argument("--at-once", type=int, default=2, help="batches under way")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "raw"
        write_documents(raw / "generated", given.documents, pieces=given.pieces)
        for carrier in ("alone", "threads", "processes"):
            warehouse = Path(scratch) / carrier
            run = measured([sys.executable, "-c", BUILD, str(raw), str(warehouse), carrier, str(given.at_once)])
            print(carrier, {figure: round(value, 1) for figure, value in run.items()}, flush=True)


if __name__ == "__main__":
    main()
