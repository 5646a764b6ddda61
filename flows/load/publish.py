"""What was accepted becomes the warehouse: Parquet files, the DuckDB file, both swapped in at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from flows.issues import Issue, RefusedBuildError
from flows.load.accept import Accepted, opened
from flows.load.kept import kept_issues, kept_tables
from flows.load.parquet import write_parquet
from flows.load.swap import DATABASE, PARQUET, drafted, swap_in
from flows.load.warehouse import build_warehouse
from flows.settings import KEEP_BUILDS
from schemas import TABLES
from schemas.contract import empty_table

Measure = Callable[[Path], pa.Table]


def publish(accepted: Accepted, warehouse: Path, quality: Measure | None = None, keep: int = KEEP_BUILDS) -> dict[str, int]:
    """Write and swap in the build, or only its issues where it is refused; rows of each table published.

    `quality` makes the table of that name from the folder of the other tables. The newest `keep` builds stay.
    """
    with _refusal_told(accepted, warehouse):
        if accepted.fatal:
            raise RefusedBuildError(accepted.fatal)
        with drafted(warehouse) as draft:
            rows = write_tables(accepted, draft / PARQUET, quality)
            build_warehouse(draft / PARQUET, draft / DATABASE)
            swap_in(warehouse, draft, keep)
    shutil.rmtree(warehouse / "refused", ignore_errors=True)
    return rows


def write_tables(accepted: Accepted, folder: Path, quality: Measure | None = None) -> dict[str, int]:
    """The Parquet file of each table, in `folder`; `quality` last, since it is measured on the others."""
    rows = {}
    with opened(accepted) as connection:
        for table, contract in TABLES.items():
            if table != "quality":
                found = kept_issues(connection, accepted.folder) if table == "issues" else kept_tables(connection, accepted.folder, table)
                rows[table] = write_parquet(folder / f"{table}.parquet", contract, found)
    measured = quality(folder) if quality else empty_table(TABLES["quality"])
    return rows | {"quality": write_parquet(folder / "quality.parquet", TABLES["quality"], [measured])}


@contextmanager
def _refusal_told(accepted: Accepted, warehouse: Path) -> Iterator[None]:
    """A build that cannot be published leaves the last one as it is, and its issues beside it."""
    try:
        yield
    except RefusedBuildError as refusal:
        raise RefusedBuildError([*refusal.issues, *_issues_written(accepted, warehouse)]) from refusal
    except (OSError, duckdb.Error) as error:  # a full disk is an error of many names in DuckDB
        message = f"the build could not be written to {warehouse}: {error}; the last build is as it was"
        raise RefusedBuildError([Issue("fatal", "warehouse-unwritten", message), *_issues_written(accepted, warehouse)]) from error


def _issues_written(accepted: Accepted, warehouse: Path) -> list[Issue]:
    """Write the issues of a refused build, and say where; a full disk may not even take those."""
    path = warehouse / "refused" / "issues.parquet"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with opened(accepted) as connection:
            write_parquet(path, TABLES["issues"], kept_issues(connection, accepted.folder))
    except (OSError, duckdb.Error) as error:
        shutil.rmtree(path.parent, ignore_errors=True)  # half a file would mislead, and its room is needed
        return [Issue("fatal", "issues-unwritten", f"its issues could not be written to {path}: {error}")]
    return [Issue("fatal", "build-refused", f"nothing was published; all issues are in {path}")]
