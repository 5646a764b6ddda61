"""Answers from the published DuckDB file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from flows.issues import SetupError
from flows.load.connection import connected
from flows.load.swap import DATABASE, PARQUET, published
from schemas.contract import codes


@dataclass(frozen=True)
class Answer:
    """Rows of a query, with the names of their columns."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


def rows_from_query(warehouse: Path, sql: str, parameters: Sequence[object] = ()) -> Answer:
    """The answer to a question in SQL; the file is opened for reading only."""
    # Not by its link: a process that has the last build open would be given that one again, which DuckDB knows by the path.
    path = (warehouse / DATABASE).resolve()
    if not path.is_file():
        raise SetupError(f"{warehouse / DATABASE} does not exist; run `kenes build` first, or name another folder by --warehouse")
    try:
        with connected(path, read_only=True) as connection:
            answer = connection.execute(sql, list(parameters))
            if answer is None:  # no statement in it
                raise SetupError("The question is empty; ask something like: select * from documents")
            return Answer([column[0] for column in answer.description or []], answer.fetchall())
    except duckdb.Error as error:
        raise SetupError(f"DuckDB could not answer: {error}") from error


def issue_counts(warehouse: Path, refused: bool) -> dict[tuple[str, str], int]:
    """How many issues of each level and code the last build has, gravest first; of a refused build those it left."""
    folder = warehouse / "refused" if refused else (published(warehouse) or warehouse) / PARQUET
    path = folder / "issues.parquet"
    if not path.is_file():
        return {}
    table = pq.read_table(path, columns=["level", "code"]).group_by(["level", "code"]).aggregate([([], "count_all")])
    counts = {(row["level"], row["code"]): row["count_all"] for row in table.to_pylist()}
    gravest = list(reversed(codes("issue_levels")))
    return dict(sorted(counts.items(), key=lambda item: (gravest.index(item[0][0]), item[0][1])))
