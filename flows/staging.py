"""The tables of a build under way: one folder per table, one Parquet part per batch, all under the warehouse's .work."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.disk import table_from_file

# Of the file that a row was read from (`filename` of read_parquet), in SQL; null where a part has a name instead.
PART_NUMBER = "try_cast(regexp_extract(filename, 'part-([0-9]+)[.]parquet$', 1) AS INTEGER)"


def fresh_stage(work: Path) -> Path:
    """An empty staging folder; what a killed build left there goes."""
    if work.exists():
        shutil.rmtree(work)
    work.mkdir(parents=True)
    return work


def write_part(stage: Path, name: str, part: str, table: pa.Table) -> None:
    """One part of a table; zstd level 1, because it is read back within the minute."""
    folder = stage / name
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, folder / f"part-{part}.parquet", compression="zstd", compression_level=1)


def write_whole(stage: Path, name: str, table: pa.Table) -> None:
    """A table that is one file: what a global step found."""
    pq.write_table(table, stage / f"{name}.parquet", compression="zstd", compression_level=1)


def read_part(stage: Path, name: str, part: str) -> pa.Table:
    return table_from_file(stage / name / f"part-{part}.parquet")


def read_whole(stage: Path, name: str) -> pa.Table:
    return table_from_file(stage / f"{name}.parquet")


def parts_of(stage: Path, name: str) -> list[str]:
    """The parts of a table in the order of their documents."""
    return sorted(path.stem.removeprefix("part-") for path in (stage / name).glob("part-*.parquet"))


def read_parts(stage: Path, name: str) -> list[pa.Table]:
    return [read_part(stage, name, part) for part in parts_of(stage, name)]


def pattern(path: Path) -> str:
    """The path for DuckDB's read_parquet, which takes `*`, `?` and `[` for wildcards, in a folder's name too."""
    return re.sub(r"[*?\[]", r"[\g<0>]", str(path))


def parts_pattern(folder: Path) -> str:
    """All parts of a table, for read_parquet."""
    return f"{pattern(folder)}/*.parquet"


def remove_stage(work: Path) -> None:
    shutil.rmtree(work, ignore_errors=True)
