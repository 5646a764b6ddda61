"""One round of the torture: change, build, kill, read; and what is looked at before and after all rounds."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.torture.collection import Collection, State
from tests.torture.processes import PROJECT, kill_group, kill_one, left_over, of_session, started

HANGS = 180.0  # seconds after which a build that lost a process is told to hang; it takes some 20
ORPHANS = 10.0  # seconds in which workers and server must notice that the build is gone
IN_PUBLICATION = 0.3  # share of the kills that wait for the draft
_WIDTHS = (5, 17, 7, 12, 10, 14, 8, 34)


def columns() -> str:
    return _line("round", "killed", "at s", "stage", "build", "reader saw", "took s", "changed before")


def _line(*values: object) -> str:
    return "  ".join(f"{value!s:<{width}}" for value, width in zip(values, _WIDTHS, strict=True)).rstrip()


@dataclass
class Round:
    """One build and what became of it."""

    number: int
    changed: str
    killed: str = ""  # "" where the build ended before
    at: float = 0.0
    stage: str = ""
    outcome: str = ""
    seen: str = ""
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        told = _line(
            self.number, self.killed or "(ended before)", f"{self.at:.2f}", self.stage, self.outcome, self.seen,
            f"{self.seconds:.1f}", self.changed,
        )  # fmt: skip
        return "\n".join([told, *(f"      FAULT {fault}" for fault in self.faults)])


class Torture:
    """A warehouse that is built and killed in `folder`."""

    def __init__(self, folder: Path, chance: random.Random, kills: int) -> None:
        self.folder, self.chance, self.kills = folder, chance, kills
        self.raw, self.warehouse, self.home = folder / "raw", folder / "warehouse", folder / "prefect"
        self.home.mkdir(parents=True)
        self.collection = Collection(self.raw, chance)
        self._published: State = {}
        self._length = self._drafting = 0.0
        self._rounds = 0
        self._running: subprocess.Popen[str] | None = None

    def measured(self) -> str:
        """Two builds that nobody disturbs: the first, and one of a change, by which the moments of the kills are chosen."""
        lengths = []
        for _ in range(2):
            begun = time.monotonic()
            build = self._build(self.warehouse)
            while not self._is_drafted() and build.poll() is None:
                time.sleep(0.005)
            drafted = time.monotonic()
            if build.wait():
                raise SystemExit(self._log())
            lengths.append(time.monotonic() - begun)
            self._drafting = time.monotonic() - drafted
            self._length = lengths[-1]
            self._published = self.collection.state
            found = self._read()
            if faults := [*found["faults"], *self._other_documents(found["documents"])]:
                raise SystemExit("\n".join(faults))
            self.collection.change()
        return f"{', '.join(f'{length:.1f} s' for length in lengths)}; from the draft to the end {self._drafting:.1f} s"

    def round_(self) -> Round:
        """Change, build, kill, read."""
        self._rounds += 1
        round_ = Round(self._rounds, self.collection.change())
        begun = time.monotonic()
        before = (self.warehouse / "current").readlink()
        build = self._build(self.warehouse)
        if self._waited(build, round_, self._rounds):
            round_.at = time.monotonic() - begun
            round_.stage = self._stage(before)
            round_.killed = self._kill(build.pid)
        try:
            round_.outcome = f"status {build.wait(HANGS)}"
        except subprocess.TimeoutExpired:
            round_.faults.append(f"the build hangs: {sorted(of_session(build.pid).values())}")
            kill_group(build.pid)
            build.wait()
        if not round_.killed and build.returncode:
            round_.faults.append("nobody disturbed this build, and yet it failed")
        if left := left_over(build.pid, ORPHANS):
            round_.faults.append(f"left over: {', '.join(sorted(left.values()))}")
        self._look(round_, build.returncode)
        if round_.faults:
            round_.faults.append(f"the build's last words: {self._log()[-400:]}")
        round_.seconds = time.monotonic() - begun
        return round_

    def ended(self) -> list[str]:
        """Faults after the last, undisturbed build: in what it left, and beside builds from nothing."""
        if self._build(self.warehouse).wait():
            return [f"the undisturbed build at the end: {self._log()}"]
        self._published = self.collection.state
        found = self._read()
        faults = [*found["faults"], *self._other_documents(found["documents"])]
        faults += [f"left in the warehouse: {path}" for path in self._litter()]
        nothing, given = self.folder / "from-nothing", self.folder / "with-ids"
        given.mkdir()
        shutil.copytree(self.warehouse / "current" / "parquet", given / "parquet")
        for name, warehouse in {"from nothing, ids as published": given, "from nothing, ids anew": nothing}.items():
            if self._build(warehouse).wait():
                faults.append(f"{name}: {self._log()}")
                continue
            other = _different(self.warehouse, warehouse)
            print(f"beside a build {name}: {'the same bytes' if not other else 'other bytes in ' + ', '.join(other)}", flush=True)
            if other and warehouse == given:
                faults.append(f"{name}: other bytes in {', '.join(other)}")
        return faults

    def stopped(self) -> None:
        """No build of ours goes on when the run is broken off."""
        if self._running and self._running.poll() is None:
            kill_group(self._running.pid)

    def _build(self, warehouse: Path) -> subprocess.Popen[str]:
        self._running = started(self.raw, warehouse, self.home)
        return self._running

    def _log(self) -> str:
        return (self.folder / "build.log").read_text()

    def _waited(self, build: subprocess.Popen[str], round_: Round, number: int) -> bool:
        """Wait for the moment; False if the build ended before."""
        publication = self.chance.random() < IN_PUBLICATION
        share = (number % self.kills + self.chance.random()) / self.kills  # spread over the whole length, in no order
        share = (share * 7.0) % 1.0
        moment = time.monotonic() + (HANGS if publication else share * self._length)
        while time.monotonic() < moment and build.poll() is None:
            if publication and self._is_drafted():
                moment, publication = time.monotonic() + self.chance.random() * self._drafting, False
            time.sleep(0.001 if publication else 0.005)
        return build.poll() is None

    def _is_drafted(self) -> bool:
        return any(self.warehouse.glob("builds/.draft*"))

    def _stage(self, before: Path) -> str:
        if (self.warehouse / "current").readlink() != before:
            return "published"
        if self._is_drafted():
            return "publication"
        return "work" if any(self.warehouse.glob(".lock-holder.json")) and (self.warehouse / ".work").exists() else "start"

    def _kill(self, session: int) -> str:
        living = of_session(session)
        kinds = sorted(set(living.values()) - {"other"})
        what = self.chance.choice(["all", "all", "main", *kinds])
        if what == "all" or what not in kinds:
            kill_group(session)
            return f"all {len(living)}"
        kill_one(self.chance.choice(sorted(pid for pid, kind in living.items() if kind == what)))
        return what

    def _look(self, round_: Round, status: int) -> None:
        """Hold what a reader sees to the last published documents, or to those of this build."""
        found = self._read()
        round_.faults += found["faults"]
        wanted = self.collection.state
        if found["documents"] == wanted:
            round_.seen = f"new {found['build']}"
            self._published = wanted
        elif status == 0:
            round_.faults += ["the build ended well, but", *self._other_documents(found["documents"], wanted)]
        else:
            round_.seen = f"last {found['build']}"
            round_.faults += self._other_documents(found["documents"])

    def _other_documents(self, documents: State, wanted: State | None = None) -> list[str]:
        differences = sorted(set(documents.items()) ^ set((wanted or self._published).items()))
        return [f"other documents than were built: {differences[:6]}"] if differences else []

    def _read(self) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.torture.reader", str(self.warehouse)]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
        if done.returncode:
            return {"build": "", "documents": {}, "faults": [f"the reader failed: {done.stderr[-600:]}"]}
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def _litter(self) -> list[str]:
        """What a build that ended well must not leave: drafts, half removed builds, scratch, folders of dead servers."""
        patterns = {self.warehouse: (".work*", ".fresh*", ".writable*", ".draft*", ".lock-holder*"), self.warehouse / "builds": (".*",)}
        found = [path for folder, names in patterns.items() for name in names for path in folder.glob(name)]
        return [str(path.relative_to(self.folder)) for path in [*found, *self.home.glob("build-*")]]


def _different(one: Path, other: Path) -> list[str]:
    hashes = [{path.name: sha256(path.read_bytes()).hexdigest() for path in (folder / "parquet").iterdir()} for folder in (one, other)]
    return sorted(name for name in hashes[0].keys() | hashes[1].keys() if hashes[0].get(name) != hashes[1].get(name))
