"""Builds killed again and again over changing input: `python -m tests.torture [--kills 50] [--seed 1] [--keep DIR]`.

Each round changes some documents, starts a real build and kills one of its processes, or all, at a random moment. Then a
reader in a process of its own opens everything that is published. At the end the bytes are held against those of a build
from nothing. Exit status 1 when anything was wrong.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.torture.rounds import Round, Torture, columns


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kills", type=int, default=50)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--keep", type=Path, help="empty folder to work in, which stays")
    given = arguments.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory() as scratch:
        torture = Torture((given.keep or Path(scratch)).resolve(), random.Random(given.seed), given.kills)
        try:
            return tortured(torture)
        finally:
            torture.stopped()


def tortured(torture: Torture) -> int:
    """The whole run, told as it goes; the exit status."""
    begun = time.monotonic()
    print(f"undisturbed builds: {torture.measured()}", flush=True)
    print(columns(), flush=True)
    rounds: list[Round] = []
    while sum(round_.killed != "" for round_ in rounds) < torture.kills and len(rounds) < 2 * torture.kills:
        rounds.append(torture.round_())
        print(rounds[-1], flush=True)
    faults = [f"round {round_.number}: {fault}" for round_ in rounds for fault in round_.faults]
    faults += torture.ended()
    kills = [round_ for round_ in rounds if round_.killed]
    print(f"\n{len(kills)} kills in {time.monotonic() - begun:.0f} s")
    for title, counts in {
        "killed": Counter(round_.killed for round_ in kills),
        "stage": Counter(round_.stage for round_ in kills),
        "the build ended": Counter(round_.outcome for round_ in kills),
        "the reader saw": Counter(round_.seen for round_ in rounds),
    }.items():
        print(f"{title}: {', '.join(f'{count} {name}' for name, count in counts.most_common())}")
    print("\n".join(["FAULTS", *faults]) if faults else "no faults")
    return 1 if faults or len(kills) < torture.kills else 0


if __name__ == "__main__":
    sys.exit(main())
