"""Answers from the published DuckDB file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.issues import SetupError
from flows.load.connection import connected
from flows.load.swap import DATABASE


@dataclass(frozen=True)
class Answer:
    """Rows of a query, with the names of their columns."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


def rows_from_query(warehouse: Path, sql: str, parameters: Sequence[object] = ()) -> Answer:
    """The answer to a question in SQL; the file is opened for reading only."""
    path = warehouse / DATABASE
    if not path.is_file():
        raise SetupError(f"{path} does not exist; run `kenes build` first, or name another folder by --warehouse")
    try:
        with connected(path, read_only=True) as connection:
            answer = connection.execute(sql, list(parameters))
            return Answer([column[0] for column in answer.description or []], answer.fetchall())
    except duckdb.Error as error:
        raise SetupError(f"DuckDB could not answer: {error}") from error
