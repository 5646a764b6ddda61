"""Chunks: folders of Parquet files named by their key, written once and never changed.

A chunk gets its name by rename after its bytes are on the disk: it is there whole or not at all, whoever is killed or loses power
when. Of two processes that write the same chunk either may win, for their bytes mean the same.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from flows.disk import flush, table_from_file

_UNDER_WAY = ".new-"


def has_chunk(room: Path, key: str, tables: Iterable[str]) -> bool:
    """Whether the chunk is there with these tables, each with a footer that can be read; a damaged one is removed, to be made again."""
    folder = room / key
    if not folder.is_dir():
        return False
    if all(_is_whole(folder / f"{table}.parquet") for table in tables):
        return True
    shutil.rmtree(folder, ignore_errors=True)
    return False


def _is_whole(path: Path) -> bool:
    try:
        pq.read_metadata(path)
    except (OSError, pa.ArrowException):
        return False
    return True


def write_chunk(room: Path, key: str, tables: dict[str, pa.Table]) -> None:
    """Write the tables as the chunk of that key."""
    draft = room / f"{_UNDER_WAY}{uuid4().hex}"
    draft.mkdir(parents=True)
    try:
        for name, table in tables.items():
            _write_file(draft / f"{name}.parquet", table)
        flush(draft)
        try:
            draft.rename(room / key)
        except OSError:
            if not (room / key).is_dir():
                raise
        flush(room)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write_file(path: Path, table: pa.Table) -> None:
    """Write one file in the place of another, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{_UNDER_WAY}{uuid4().hex}")
    try:
        _write_file(draft, table)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    flush(path.parent)


def chunk_table(room: Path, key: str, table: str, columns: list[str] | None = None) -> pa.Table:
    """A table of a chunk, or some of its columns. Read whole into memory: its file may be removed meanwhile."""
    return table_from_file(room / key / f"{table}.parquet", columns)


def keys_of_chunks(room: Path) -> list[str]:
    return sorted(path.name for path in room.iterdir() if not path.name.startswith(".")) if room.is_dir() else []


def prune(room: Path, wanted: Iterable[str]) -> None:
    """Remove every other chunk, and what killed builds left half-written."""
    kept = set(wanted)
    for path in room.iterdir() if room.is_dir() else ():
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def place(room: Path, key: str, table: str, target: Path) -> None:
    """The file of a chunk under another name: the same file where the system can give it a second name, else a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source = room / key / f"{table}.parquet"
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _write_file(path: Path, table: pa.Table) -> None:
    with path.open("wb") as file:
        # zstd level 1: it is read at every build and written only when it changes.
        pq.write_table(table, file, compression="zstd", compression_level=1)
        file.flush()
        os.fsync(file.fileno())
