"""What must be on the disk before something else is told of it, files that take the place of others in one step, small Parquet files."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq


def flush(path: Path) -> None:
    """Have the disk hold what the file or folder holds, so that a power cut cannot leave a name without its bytes."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_text(path: Path, text: str) -> None:
    """Write a small file in the place of another: a reader finds the old one or the new one, after a power cut too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".fresh-{uuid4().hex}")  # the start of a build clears such names from its warehouse
    try:
        draft.write_text(text, encoding="utf-8")
        flush(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    flush(path.parent)


def table_from_file(path: Path, columns: list[str] | None = None) -> pa.Table:
    """A Parquet file, or some of its columns, in memory.

    pq.read_table takes it for a folder of many, which costs some milliseconds for each of thousands of small files.
    """
    with pq.ParquetFile(path) as file:
        return file.read(columns=columns, use_threads=False)
