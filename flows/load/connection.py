"""Connections to DuckDB: bounded memory, and never a look for extensions outside the program."""

from __future__ import annotations

from pathlib import Path

import duckdb

from flows.issues import SetupError

# Enough for the joins of a million documents to run in memory; beyond it DuckDB goes to its scratch files.
MEMORY = "512MB"


def connected(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the database file at `path`, made if missing; scratch files lie beside it."""
    if not read_only and (sign := _unopenable(path)):
        raise SetupError(f"{path}: DuckDB can't write a file under a folder with {sign!r} in its name; give another by --warehouse.")
    connection = duckdb.connect(str(path), read_only=read_only, config=engine_settings(MEMORY))
    connection.execute("SET enable_progress_bar = false")  # it would be drawn into the output of whoever calls us
    return connection


def engine_settings(memory: str) -> dict[str, str | bool | int | float | list[str]]:
    """What every DuckDB of ours is told."""
    return {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "memory_limit": memory}


def _unopenable(path: Path) -> str | None:
    """DuckDB takes what follows '?' for settings of an address, and a backslash for a slash on every system."""
    return next((sign for sign in ("?", "\\") if sign in path.as_posix()), None)


def quoted(text: str) -> str:
    """The text as a literal of SQL, for statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"
