"""How fast finders read, and what the network takes of a process that loads it.

    python -m flows.train.tagger.speed < TEXT     loads the network, reads the text, prints what that took as JSON

CPU seconds of all threads are counted, so that a finder that uses every core is not called fast for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a process that measures what loading takes must not have loaded it before
    from flows.train.tagger.examples import Example
    from flows.train.tagger.finders import Finder

_ROUNDS = 3  # the fastest counts: what else runs on the machine only ever slows
_LEAST = 0.2  # CPU seconds that a round should take, so that the clock's steps do not matter


def speed_table(finders: Mapping[str, Finder], examples: Sequence[Example]) -> str:
    """Words per CPU-second of each finder and of counting the words of the same texts, as Markdown."""
    words = sum(len(example.text.split()) for example in examples)
    baseline = words / cpu_seconds(lambda: sum(len(example.text.split()) for example in examples))
    lines = ["| finder | words per CPU-second | times the CPU of counting the words |", "|---|---|---|"]
    for name, finder in finders.items():
        found = words / cpu_seconds(lambda finder=finder: finder(examples))  # type: ignore[misc]
        lines.append(f"| {name} | {found:,.0f} | {baseline / found:,.0f} |")
    return "\n".join([*lines, f"| counting words | {baseline:,.0f} | 1 |", "", f"{words:,} words in {len(examples)} texts."])


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of doing it once, all threads together; the first time, which loads, is left out."""
    work()
    best = float("inf")
    for _ in range(_ROUNDS):
        times, started = 0, time.process_time()
        while times == 0 or time.process_time() - started < _LEAST:
            work()
            times += 1
        best = min(best, (time.process_time() - started) / times)
    return max(best, 1e-9)


def footprint(text: str) -> dict[str, Any]:
    """Seconds and megabytes that a fresh process needs to load the network and to read the text."""
    command = [sys.executable, "-m", "flows.train.tagger.speed"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def footprint_told(told: Mapping[str, Any]) -> str:
    """The footprint in one line."""
    return (
        f"A fresh process imports the runtime in {told['import_s']:.2f} s and loads the network in {told['load_s']:.2f} s; "
        f"memory {told['before_mb']:.0f} MB before loading, {told['loaded_mb']:.0f} MB after, at most {told['peak_mb']:.0f} MB "
        f"while it read {told['words']:,} words."
    )


def _own_footprint(text: str) -> dict[str, Any]:
    started = time.perf_counter()
    from flows.tagging import network

    imported, before = time.perf_counter(), _megabytes("VmRSS")
    network.shipped_run()
    network.tokenizer()
    network.settings()
    loaded, held = time.perf_counter(), _megabytes("VmRSS")
    network.tagged_from_texts([text])
    seconds = {"import_s": imported - started, "load_s": loaded - imported}
    return {**seconds, "before_mb": before, "loaded_mb": held, "peak_mb": _megabytes("VmHWM"), "words": len(text.split())}


def _megabytes(name: str) -> float:
    """Of this process, as Linux tells it; elsewhere not a number."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return float("nan")
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))


if __name__ == "__main__":
    print(json.dumps(_own_footprint(sys.stdin.read())))
