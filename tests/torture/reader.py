"""What a reader finds in a warehouse: `python -m tests.torture.reader WAREHOUSE` prints it as JSON."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from flows.checks import faults_from_warehouse
from flows.load.swap import published
from flows.locking import holder_of
from schemas import TABLES

MARK = re.compile(r"Notice (\d+) in version (\d+)")


def found_in_warehouse(warehouse: Path) -> dict[str, Any]:
    """The published build, all its files opened: its documents, and everything that is wrong with it."""
    folder = published(warehouse)
    if folder is None:
        return {"build": "", "documents": {}, "faults": ["nothing is published"]}
    tables = {table: pq.read_table(folder / "parquet" / f"{table}.parquet") for table in TABLES}
    faults = list(faults_from_warehouse(folder))
    with duckdb.connect(str(folder / "kenes.duckdb"), read_only=True) as connection:
        for table, rows in tables.items():
            ((inside,),) = connection.execute(f"select count(*) from {table}").fetchall()
            if inside != rows.num_rows:
                faults.append(f"{table}: {inside} rows in DuckDB, {rows.num_rows} in Parquet")
        inside = dict(connection.execute("select raw_path, title || ' ' || text from documents").fetchall())
    documents = {row["raw_path"]: _mark(f"{row['title']} {row['text']}") for row in tables["documents"].to_pylist()}
    if documents != {path: _mark(text) for path, text in inside.items()}:
        faults.append("DuckDB holds other documents than Parquet")
    links = {name: (warehouse / name).resolve() for name in ("parquet", "kenes.duckdb")}
    faults += [f"{name} leads to {path}" for name, path in links.items() if path != folder / name]
    if holder := holder_of(warehouse):
        faults.append(f"still locked: {holder}")
    return {"build": folder.name, "documents": documents, "faults": faults, "rows": {name: rows.num_rows for name, rows in tables.items()}}


def _mark(text: str) -> str:
    found = MARK.search(text)
    return f"{found[1]}.{found[2]}" if found else "?"


if __name__ == "__main__":
    print(json.dumps(found_in_warehouse(Path(sys.argv[1]))))
