"""Releases of synthetic warehouses without their copies in other forms: data, changes and changelog alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
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


def released(
    folder: Path,
    change: Callable[[Rows], object] = lambda rows: None,
    documents: int = 6,
    takedowns: tuple[Takedown, ...] = (),
    closed: tuple[str, ...] = (),
) -> tuple[Path, Compared]:
    """The next release into `folder`/releases of a warehouse whose rows a function may change first."""
    releases = folder / "releases"
    version = next_version(versions_in(releases), TODAY)
    write_rows(folder / f"warehouse-{version}" / "parquet", rows_of(documents), change)
    corpora = tuple(CorpusFacts(name, name, republish_text=name not in closed) for name in ("news", "press"))
    asked = Request(folder / f"warehouse-{version}", releases, folder, corpora, takedowns, today=TODAY)
    release = releases / version
    (releases / ".draft" / "data").mkdir(parents=True)
    told = write_compared(asked, version, releases / ".draft", Summary())
    (releases / ".draft").rename(release)
    write_index(release, told.facts)
    flip_latest(releases, version, takedowns)
    return release, told


def rows_in(release: Path, table: str, folder: str = "data") -> list[dict[str, Any]]:
    return list(pq.read_table(release / folder / f"{table}.parquet").to_pylist())
