"""The ledger of files: what each was when it was last hashed, so that a build reads only what differs."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from flows.extract.corpus import RawFile
from flows.store.chunks import write_file

# A file that is written twice within one tick of the clock looks the same after: what changed this shortly before it was hashed is
# hashed again (git calls such entries racily clean). Two seconds are the coarsest clock of a file system in use (FAT).
RACY_NS = 2_000_000_000

LEDGER = pa.schema(
    [
        pa.field("raw_path", pa.string(), nullable=False),
        pa.field("size", pa.int64(), nullable=False),
        pa.field("modified", pa.int64(), nullable=False),
        pa.field("changed", pa.int64(), nullable=False),
        pa.field("content_sha256", pa.string(), nullable=False),
        pa.field("hashed_at", pa.int64(), nullable=False),
    ],
    metadata={"description": "One file of raw/ as it was when it was last hashed; times in nanoseconds since 1970"},
)


class Entry(NamedTuple):
    """A file as it was when it was hashed; times in nanoseconds since 1970."""

    size: int
    modified: int
    changed: int
    content_sha256: str
    hashed_at: int


def ledger_from_file(path: Path) -> dict[str, Entry]:
    """The entry of each raw path; none where there is no ledger or it can't be read: then all files are hashed again."""
    try:
        table = pq.read_table(path, schema=LEDGER)
    except (OSError, pa.ArrowException):
        return {}
    columns = [table[name].to_pylist() for name in LEDGER.names]
    return {row[0]: Entry(*row[1:]) for row in zip(*columns, strict=True)}


def write_ledger(path: Path, entries: dict[str, Entry]) -> None:
    columns = zip(*((raw_path, *entry) for raw_path, entry in sorted(entries.items())), strict=True) if entries else [()] * len(LEDGER)
    write_file(path, pa.table([list(column) for column in columns], schema=LEDGER))


def entries_from_files(
    files: Iterable[RawFile], known: dict[str, Entry], told: Callable[[RawFile], object] = lambda file: None
) -> dict[str, Entry]:
    """The entry of each file, hashed where the known one does not prove that it is the same; `told` is called with each that is hashed.

    A file that can't be read has no entry, and is left to its reader to complain of.
    """
    found = {}
    for file in files:
        name = printable(file.raw_path)
        entry = known.get(name)
        if entry is None or entry[:3] != (file.size, file.modified, file.changed) or max(entry[1:3]) > entry.hashed_at - RACY_NS:
            told(file)
            entry = _hashed(file)
        if entry:
            found[name] = entry
    return found


def _hashed(file: RawFile) -> Entry | None:
    now = time.time_ns()
    try:
        # Without O_NONBLOCK a pipe that took the file's place would hold the build for ever.
        with os.fdopen(os.open(file.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return None
            return Entry(file.size, file.modified, file.changed, file_digest(stream, "sha256").hexdigest(), now)
    except (OSError, ValueError):
        return None


def printable(raw_path: str) -> str:
    """Names of files may be no Unicode, which no table can hold."""
    return raw_path.encode("utf-8", "backslashreplace").decode("utf-8")
