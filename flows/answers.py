"""The answer to a query as a person or a program wants it: a table on the terminal, CSV, or JSON lines."""

from __future__ import annotations

import csv
import json
import sys
from typing import Any

from flows.load.query import Answer


def printed_answer(answer: Answer, form: str) -> None:
    """Print the rows; lists are joined by '; ' where the form has none."""
    if form == "json":
        for row in answer.rows:
            print(json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False, default=str))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")  # shells would keep a carriage return in the last value
        writer.writerow(answer.columns)
        writer.writerows([_plain(value) for value in row] for row in answer.rows)
    else:
        _print_table(answer)


def _print_table(answer: Answer) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(row_styles=("", "dim"))
    for name in answer.columns:
        table.add_column(name, overflow="fold")
    for row in answer.rows:
        table.add_row(*(_plain(value) for value in row))
    Console(markup=False, highlight=False).print(table)
    print(f"{len(answer.rows):,} rows" if len(answer.rows) != 1 else "1 row")


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
