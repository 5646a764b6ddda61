"""How the columns of the tables differ from those of the last release."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq

from flows.issues import SetupError
from flows.release.facts import DATA, INDEX
from schemas import SCHEMA_VERSION
from schemas.contract import arrow_schema
from schemas.releases import RELEASED, told_of_schema


def schema_changes(previous: Path) -> list[str]:
    """One sentence for each table or column that is new, gone or of another type."""
    found = [f"table {path.stem} is gone" for path in sorted((previous / DATA).glob("*.parquet")) if path.stem not in RELEASED]
    for table, contract in RELEASED.items():
        path = previous / DATA / f"{table}.parquet"
        if not path.is_file():
            found.append(f"table {table} is new")
            continue
        old, new = pq.read_schema(path), arrow_schema(contract)
        found += [f"column {table}.{name} is gone" for name in old.names if name not in new.names]
        found += [f"column {table}.{name} is new" for name in new.names if name not in old.names]
        for name in new.names:
            if name in old.names and old.field(name).type != new.field(name).type:
                found.append(f"column {table}.{name} is {new.field(name).type}, was {old.field(name).type}")
    return found


def check_schema_version(previous: Path, changes: list[str]) -> None:
    """Raises SetupError where the schema changed and its version did not, or nobody said what a user has to do."""
    before = json.loads((previous / INDEX).read_text(encoding="utf-8"))["schema_version"]
    if changes and before == SCHEMA_VERSION:
        raise SetupError(
            f"The schema differs from that of {previous.name} ({'; '.join(changes)}), but both are version {SCHEMA_VERSION}: "
            "raise SCHEMA_VERSION in schemas/__init__.py and add a line to schemas/schema_changes.csv."
        )
    if told_of_schema(SCHEMA_VERSION) is None:
        raise SetupError(f"schemas/schema_changes.csv has no line for schema version {SCHEMA_VERSION}: say what users have to do.")
