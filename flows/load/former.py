"""A warehouse of the former layout (parquet/ and kenes.duckdb were a real folder and file) is taken over without a moment without it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def former_build(warehouse: Path, draft: Path) -> bool:
    """Make `draft` the published build of a warehouse of the former layout, by hard links; False where there is none.

    A build that was killed between its two renames is finished by that: what it had not renamed yet lies in .draft.
    """
    half = warehouse / ".draft"
    found = [half / name if (half / "complete").exists() and (half / name).exists() else warehouse / name for name in _NAMES]
    if not any(found[0].glob("*.parquet")):
        return False
    shutil.copytree(found[0], draft / found[0].name, copy_function=_linked)
    if found[1].is_file():
        _linked(str(found[1]), str(draft / found[1].name))
    return True


def remove_former(warehouse: Path) -> None:
    """What killed builds of the former layout left; only once `former_build` is published."""
    for name in (".draft", ".old"):
        shutil.rmtree(warehouse / name, ignore_errors=True)


_NAMES = ("parquet", "kenes.duckdb")


def _linked(source: str, target: str) -> None:
    """A second name for the file; a copy where the file system has no such thing."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
