"""queries/: example questions, and what this release answers to them."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from flows.issues import SetupError
from flows.load.connection import connected
from flows.release.facts import ANSWERS, DATABASE, QUERIES

SHOWN = 50  # rows of an answer that are kept; row_count tells of all


def write_answers(queries: Path, folder: Path) -> None:
    """Copy the questions of `queries` and write queries/answers.json. Raises SetupError where a question has no answer."""
    (folder / QUERIES).mkdir(exist_ok=True)
    answers = []
    with connected(folder / DATABASE, read_only=True) as connection:
        connection.execute("SET threads = 1")  # rows that compare as equal keep one order
        for path in sorted(queries.glob("*.sql")):
            sql = path.read_text(encoding="utf-8")
            (folder / QUERIES / path.name).write_text(sql, encoding="utf-8")
            answers.append(answer_from_sql(connection, path.stem, sql))
    (folder / ANSWERS).write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def answer_from_sql(connection: duckdb.DuckDBPyConnection, name: str, sql: str) -> dict[str, Any]:
    """The question, the query and the first rows of its answer."""
    try:
        found = connection.execute(sql)
        rows = found.fetchall()
    except duckdb.Error as error:
        raise SetupError(f"The example query {name}.sql is not answered: {error}") from error
    return {
        "name": name,
        "question": question_from_sql(sql),
        "sql": sql,
        "columns": [column[0] for column in found.description or []],
        "rows": [[_plain(value) for value in row] for row in rows[:SHOWN]],
        "row_count": len(rows),
    }


def question_from_sql(sql: str) -> str:
    """The comment that the file begins with."""
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
