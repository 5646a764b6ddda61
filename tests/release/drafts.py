"""Releases of synthetic warehouses without their copies in other forms: data, changes and changelog alone."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pyarrow.parquet as pq

from flows.release.checksums import write_index
from flows.release.compared import Compared, write_compared
from flows.release.facts import CorpusFacts
from flows.release.latest import flip_latest
from flows.release.requested import Request
from flows.release.takedowns import Takedown
from flows.release.version import next_version, versions_in
from flows.summary import Summary
from tests.release.synthetic import Rows, rows_of, write_rows

TODAY = date(2026, 11, 22)
CODE = "0.1.0+3f2a9c1b7d4e"  # told, for somebody may edit the sources between two releases of a test


def unchanged(rows: Rows) -> None:
    """The rows as they are made."""


def released(
    folder: Path,
    change: Callable[[Rows], object] = unchanged,
    documents: int = 6,
    takedowns: tuple[Takedown, ...] = (),
    closed: tuple[str, ...] = (),
) -> tuple[Path, Compared]:
    """The next release into `folder`/releases of a warehouse whose rows a function may change first."""
    releases = folder / "releases"
    if not releases.exists() and change is unchanged and not takedowns and not closed:
        kept, told = _first(documents)
        shutil.copytree(kept, releases)
        return releases / told.facts.version, told
    return _released(folder, releases, change, documents, takedowns, closed)


@cache
def _first(documents: int) -> tuple[Path, Compared]:
    """The releases that most tests begin with, made once; for copying only."""
    folder = Path(mkdtemp(prefix="kenes-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder / "releases", _released(folder, folder / "releases", unchanged, documents, (), ())[1]


def _released(
    folder: Path,
    releases: Path,
    change: Callable[[Rows], object],
    documents: int,
    takedowns: tuple[Takedown, ...],
    closed: tuple[str, ...],
) -> tuple[Path, Compared]:
    version = next_version(versions_in(releases), TODAY)
    write_rows(folder / f"warehouse-{version}" / "parquet", rows_of(documents), change)
    corpora = tuple(CorpusFacts(name, name, republish_text=name not in closed) for name in ("news", "press"))
    asked = Request(folder / f"warehouse-{version}", releases, folder, corpora, takedowns, today=TODAY, code_version=CODE)
    release = releases / version
    (releases / ".draft" / "data").mkdir(parents=True)
    told = write_compared(asked, version, releases / ".draft", Summary())
    (releases / ".draft").rename(release)
    write_index(release, told.facts)
    flip_latest(releases, version, takedowns)
    return release, told


def rows_in(release: Path, table: str, folder: str = "data") -> list[dict[str, Any]]:
    return list(pq.read_table(release / folder / f"{table}.parquet").to_pylist())
