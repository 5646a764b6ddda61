"""The release before: what a new one is compared with."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from flows.release.changelog import Entry
from flows.release.data import with_views
from flows.release.facts import CHANGES, DATA, INDEX, ReleaseFacts
from schemas.contract import Contract, duckdb_type
from schemas.releases import RELEASED

ENTRIES = f"{CHANGES}/changelog.json"


def with_previous(connection: duckdb.DuckDBPyConnection, previous: Path | None) -> None:
    """The schema `old`: the tables of the previous release; those that ids are followed through are empty where it lacks them."""
    connection.execute("CREATE SCHEMA old")
    for table in ("documents", "mentions", "id_map", "id_changes", "tombstones", "history"):
        connection.execute(f"CREATE VIEW old.{table} AS {_no_rows(RELEASED[table])}")
    if previous:
        with_views(connection, previous / DATA, "old", RELEASED)


def entries_of(previous: Path | None) -> list[Entry]:
    """The changelog of the previous release, newest first."""
    path = previous / ENTRIES if previous else None
    return [Entry(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))] if path and path.is_file() else []


def is_told_alike(previous: Path, facts: ReleaseFacts) -> bool:
    """Whether the previous release was made by the same code, from corpora with the same rights, for the same address."""
    index = json.loads((previous / INDEX).read_text(encoding="utf-8"))
    corpora = [{**corpus, "languages": tuple(corpus["languages"])} for corpus in index["corpora"]]
    alike = index["code_version"] == facts.code_version and index["homepage"] == facts.homepage
    return alike and corpora == [vars(corpus) for corpus in facts.corpora]


def _no_rows(contract: Contract) -> str:
    columns = ", ".join(f"NULL::{duckdb_type(column)} AS {column.name}" for column in contract.columns)
    return f"SELECT {columns} WHERE false"
