"""kenes.duckdb and catalog.duckdb of a release.

DuckDB writes whatever its memory held into the unused parts of blocks (duckdb/duckdb#23382): the bytes would change from run to run,
and could be a text that had to be left out. So the files are written by a process whose memory is zeroed before it is given out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from flows.load.connection import connected, quoted
from flows.load.warehouse import STORAGE, build_warehouse
from flows.release.facts import CATALOG, DATA, DATABASE
from flows.settings import PROJECT
from schemas.contract import Contract
from schemas.releases import RELEASED

# Read when a process starts: by DuckDB's own allocator, and by that of the C library (255 fills with its complement, zero).
ZEROED = {"DUCKDB_JE_MALLOC_CONF": "zero:true", "MALLOC_PERTURB_": "255"}


def write_databases(folder: Path) -> None:
    """The two files beside data/, in a process of their own."""
    paths = os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, **ZEROED, "PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, "-m", "flows.release.database", str(folder)], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise OSError(f"the DuckDB files of the release could not be written: {done.stderr.strip()[-500:]}")


def build_database(folder: Path) -> None:
    """The tables with comments, views, macros and search."""
    more = (files("flows.release") / "macros.sql").read_text(encoding="utf-8")
    build_warehouse(folder / DATA, folder / DATABASE, RELEASED, more, same_bytes=True)


def build_catalog(folder: Path) -> None:
    """Views over data/*.parquet, for a DuckDB that is started in the folder of the release."""
    here = Path.cwd()
    os.chdir(folder)  # a view keeps the path as it is written, and is bound when it is made
    try:
        scratch = Path("views.scratch")
        with connected(scratch) as connection:
            connection.execute("SET threads = 1; SET async_threads = 0")
            connection.execute(f"ATTACH {quoted(CATALOG)} AS views_only (STORAGE_VERSION '{STORAGE}'); USE views_only")
            statements = [statement for contract in RELEASED.values() for statement in _view(contract)]
            connection.execute("; ".join(["BEGIN", *statements, "COMMIT"]))
            connection.execute(f"USE {scratch.stem}; DETACH views_only")
        scratch.unlink()
    finally:
        os.chdir(here)


def _view(contract: Contract) -> list[str]:
    names = ", ".join(contract.names)
    source = quoted(f"{DATA}/{contract.table}.parquet")
    comments = [f"COMMENT ON COLUMN {contract.table}.{column.name} IS {quoted(column.description)}" for column in contract.columns]
    view = f"CREATE VIEW {contract.table} AS SELECT {names} FROM read_parquet({source}, hive_partitioning = false)"
    return [view, f"COMMENT ON VIEW {contract.table} IS {quoted(contract.row)}", *comments]


if __name__ == "__main__":
    build_database(Path(sys.argv[1]))
    build_catalog(Path(sys.argv[1]))
