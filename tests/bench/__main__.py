"""`make bench`: whole builds of generated documents, measured from outside.

    python -m tests.bench [--documents 1000 10000] [--pieces 1] [--keep DIR] [--no-plain]

For each size: the first build with Prefect as users run it, the same again with nothing changed and with one document in
a hundred changed, the same plain functions without Prefect, and as baselines of the same run the bare reading of the same files
(decode, strip marks, count words) and a build of one document that did not change, which is Prefect's start and little more. Memory is
the sum of the proportional set sizes of all processes of the build, looked at every tenth of a second to every other second.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from tests.bench.generated import change_documents, write_documents

PROJECT = Path(__file__).parents[2]
PLAIN = """
import sys
from pathlib import Path
from flows.settings import Settings
from flows.workers import process_pool
from tests.plain import plain_build
if __name__ == '__main__':
    settings = Settings(Path(sys.argv[1]), Path(sys.argv[2]))
    with process_pool(settings.workers) as pool:
        plain_build(settings, pool)
"""


TICKS = os.sysconf("SC_CLK_TCK")


def processes_of(pid: int) -> dict[int, tuple[float, float]]:
    """CPU seconds and megabytes (shared pages counted once) of a process and of all its descendants."""
    found = {}
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        memory = next(line for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
        found[pid] = (int(fields[11]) + int(fields[12])) / TICKS, int(memory.split()[1]) / 1024
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                found |= processes_of(int(child))
    except (OSError, StopIteration):
        pass  # it ended while we looked
    return found


def measured(command: list[str]) -> dict[str, float]:
    """Wall and CPU seconds of a command with all its processes, and the most memory they held together.

    CPU is what each process was last seen with, so up to a second or two of each is missed; the kernel's own sum leaves out
    workers whose parent does not wait for them.
    """
    peak = 0.0
    spent: dict[int, float] = {}
    with tempfile.TemporaryFile() as said:  # takes all that a long build says; a pipe that nobody reads would stop it when full
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=said)
        while process.poll() is None:
            looked = time.process_time()
            seen = processes_of(process.pid)
            spent |= {pid: cpu for pid, (cpu, _) in seen.items()}
            peak = max(peak, sum(memory for _, memory in seen.values()))
            # To add up the memory of large processes takes the kernel 30 ms; looking may take a fiftieth of one core, no more.
            time.sleep(max(0.1, 50 * (time.process_time() - looked)))
        run = {"wall_s": time.perf_counter() - started, "cpu_s": sum(spent.values()), "peak_mb": peak}
        if process.returncode:
            said.seek(0)
            raise SystemExit(said.read().decode("utf-8", "replace")[-2000:])
    print({figure: round(value, 1) for figure, value in run.items()}, file=sys.stderr, flush=True)
    return run


def baseline(folder: Path) -> float:
    """CPU seconds to read the files and count their words, doing nothing else with them."""
    started = time.process_time()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            len(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", data.decode("utf-8", "replace"))))
    return time.process_time() - started


def built(raw: Path, warehouse: Path) -> dict[str, float]:
    """`kenes build`, measured."""
    return measured([sys.executable, "-m", "flows", "build", "--raw", str(raw), "--warehouse", str(warehouse)])


def start(folder: Path) -> dict[str, float]:
    """A build of one document that did not change: what every build costs, however little it does."""
    (folder / "raw" / "one").mkdir(parents=True)
    (folder / "raw" / "one" / "note.txt").write_text("The union met the ministry in Astana on Monday.", encoding="utf-8")
    built(folder / "raw", folder / "warehouse")
    return built(folder / "raw", folder / "warehouse")


def figures(count: int, folder: Path, pieces: int, is_plain_wanted: bool) -> dict[str, Any]:
    """All figures of one size."""
    raw, warehouse = folder / "raw", folder / "warehouse"
    write_documents(raw / "generated", count, pieces=pieces)
    runs = {"start": start(folder / "start"), "first": built(raw, warehouse), "unchanged": built(raw, warehouse)}
    with duckdb.connect(str(warehouse / "kenes.duckdb"), read_only=True) as connection:
        ((documents, words, issues),) = connection.execute(
            "select count(*), sum(word_count), (select count(*) from issues) from documents"
        ).fetchall()
    bare = baseline(raw)
    if is_plain_wanted:
        runs["plain"] = measured([sys.executable, "-c", PLAIN, str(raw), str(folder / "plain")])
    changed = change_documents(raw / "generated", 0.01, pieces=pieces)
    runs["changed"] = built(raw, warehouse)
    first, again, one = runs["first"], runs["unchanged"], runs["changed"]
    return {
        "documents": documents,
        "words": int(words),
        "issues": issues,
        "documents_changed": changed,
        **{f"{name}_{figure}": round(value, 1) for name, run in runs.items() for figure, value in run.items()},
        "words_per_cpu_s": round(words / first["cpu_s"]),
        "baseline_cpu_s": round(bare, 2),
        "cpu_ratio_to_baseline": round(first["cpu_s"] / bare, 1),
        "unchanged_beside_start_s": round(again["wall_s"] - runs["start"]["wall_s"], 1),
        "changed_share_of_first_wall": round(one["wall_s"] / first["wall_s"], 3),
        "changed_share_of_first_cpu": round(one["cpu_s"] / first["cpu_s"], 3),
        **_shares_of_prefect(runs),
        "cores_busy": round(first["cpu_s"] / first["wall_s"], 2),
        "store_mb": round(sum(path.stat().st_size for path in (warehouse / ".store").rglob("*") if path.is_file()) / 2**20, 1),
        "published_mb": round(sum(path.stat().st_size for path in (warehouse / "current").resolve().rglob("*.*")) / 2**20, 1),
    }


def _shares_of_prefect(runs: dict[str, dict[str, float]]) -> dict[str, float]:
    if "plain" not in runs:
        return {}
    return {f"prefect_share_of_{figure}": round(1 - runs["plain"][figure] / runs["first"][figure], 3) for figure in ("wall_s", "cpu_s")}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000])
    arguments.add_argument("--pieces", type=int, default=1, help="how many authored documents make up one: its length")
    arguments.add_argument("--no-plain", action="store_true", help="leave out the functions without Prefect, which take as long again")
    arguments.add_argument("--keep", type=Path, help="folder to keep the generated files and warehouses in")
    given = arguments.parse_args()
    rows = []
    for count in given.documents:
        with tempfile.TemporaryDirectory() as scratch:
            folder = given.keep / str(count) if given.keep else Path(scratch)
            rows.append(figures(count, folder, given.pieces, not given.no_plain))
            print(json.dumps(rows[-1]), flush=True)
    for name in rows[0]:
        print(f"{name:24}" + "".join(f"{row[name]:>14,}" for row in rows))


if __name__ == "__main__":
    main()
