"""A finished build takes the place of the last one by rename; a killed one is finished or cleared at the next start.

warehouse/.draft is the build being written. Once everything in it is on the disk it gets the file
`complete`; from then on only renames are left, each of which may be done again after a crash. The
DuckDB file is replaced in one step. The Parquet folder takes two renames (POSIX cannot replace a
folder that is not empty), so for some microseconds there is none; a reader sees the old tables, no
table or the new tables, never half of one. A symbolic link would close that gap but is refused by
Windows without rights, and is followed or lost differently by every copying tool.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from flows.issues import SetupError

PARQUET, DATABASE = "parquet", "kenes.duckdb"


def check_writable(warehouse: Path) -> None:
    """Raise SetupError, before hours of work, where a build could not be published."""
    try:
        warehouse.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writable-", dir=warehouse) as folder:
            (Path(folder) / "a").write_bytes(b"kenes")
            (Path(folder) / "a").rename(Path(folder) / "b")
    except OSError as error:
        raise SetupError(f"cannot write to the warehouse folder {warehouse}: {error.strerror}; give another by --warehouse") from error


def recover(warehouse: Path) -> None:
    """Finish the swap of a build that was complete when it was killed, clear away one that was not.

    Only the holder of the build's lock may call this: it takes any draft for a dead one.
    """
    if (warehouse / ".draft" / "complete").exists():
        _finish_swap(warehouse)
    shutil.rmtree(warehouse / ".draft", ignore_errors=True)


def fresh_draft(warehouse: Path) -> Path:
    """An empty folder for the build, on the file system of the warehouse so that a rename suffices."""
    draft = warehouse / ".draft"
    shutil.rmtree(draft, ignore_errors=True)
    (draft / PARQUET).mkdir(parents=True)
    return draft


def swap_in(warehouse: Path) -> None:
    """The draft takes the place of the last build."""
    draft = warehouse / ".draft"
    for path in sorted(draft.rglob("*")):
        _flush(path)
    (draft / "complete").touch()
    _flush(draft / "complete")
    _flush(draft)
    _finish_swap(warehouse)


def _finish_swap(warehouse: Path) -> None:
    draft, old = warehouse / ".draft", warehouse / ".old"
    if (draft / PARQUET).exists():
        if (warehouse / PARQUET).exists():
            shutil.rmtree(old, ignore_errors=True)
            (warehouse / PARQUET).rename(old)
        (draft / PARQUET).rename(warehouse / PARQUET)
    if (draft / DATABASE).exists():
        (draft / DATABASE).replace(warehouse / DATABASE)
    _flush(warehouse)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(draft)


def _flush(path: Path) -> None:
    """Have the disk hold what the file or folder holds, so that a power cut cannot leave a name without its bytes."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
