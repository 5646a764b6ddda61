"""The tables of a release, and what they say that the last release did not: changes/, CHANGELOG.md, takedowns.csv."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from flows.load.connection import connected
from flows.release.changelog import entry_from_changes, markdown_from_entries, told_from_changes
from flows.release.differences import TableChanges, is_empty, write_changes
from flows.release.facts import CHANGES, DATA, TAKEDOWNS, ReleaseFacts
from flows.release.gathered_facts import facts_from_tables
from flows.release.latest import latest_version
from flows.release.previous import ENTRIES, entries_of, is_told_alike, with_previous
from flows.release.requested import Request
from flows.release.schema_changes import check_schema_version, schema_changes
from flows.release.tables import Tables, write_all_tables
from flows.release.takedowns import csv_from_takedowns
from flows.summary import Summary


@dataclass(frozen=True)
class Compared:
    """The tables as written, beside those of the last release."""

    facts: ReleaseFacts
    changes: dict[str, TableChanges] | None  # None for the first release
    says_nothing_new: bool
    notes: list[str]


def write_compared(request: Request, version: str, draft: Path, summary: Summary) -> Compared:
    """data/, changes/, CHANGELOG.md and takedowns.csv in the folder `draft`, which has an empty data/."""
    name = latest_version(request.releases)
    previous = request.releases / name if name else None
    schema = schema_changes(previous) if previous else []
    if previous:
        check_schema_version(previous, schema)
    (draft / CHANGES).mkdir()
    with connected(draft / ".scratch.duckdb") as connection:
        with summary.timed("data"):
            with_previous(connection, previous)
            tables = write_all_tables(connection, request, version, draft / DATA, name)
            facts = facts_from_tables(connection, request, version, name, tables.rows)
        with summary.timed("changes"):
            changes = write_changes(connection, draft / CHANGES) if previous else None
            _write_told(connection, draft, facts, changes, schema, tables, previous)
    (draft / ".scratch.duckdb").unlink()
    alike = previous is not None and not schema and not tables.newly_down and is_told_alike(previous, facts)
    return Compared(facts, changes, alike and is_empty(changes or {}), tables.notes)


def _write_told(
    connection: duckdb.DuckDBPyConnection,
    draft: Path,
    facts: ReleaseFacts,
    changes: dict[str, TableChanges] | None,
    schema: list[str],
    tables: Tables,
    previous: Path | None,
) -> None:
    """The changelog, what the next one is made from, and the takedowns that stand."""
    reasons = [takedown.reason for takedown in tables.takedowns if takedown.record_id in tables.newly_down]
    entry = entry_from_changes(facts, changes or {}, schema, {reason: reasons.count(reason) for reason in sorted(set(reasons))})
    entries = [entry, *entries_of(previous)]
    told = told_from_changes(connection) if previous else []
    (draft / "CHANGELOG.md").write_text(markdown_from_entries(facts.title, entries, told), encoding="utf-8")
    (draft / ENTRIES).write_text(json.dumps([asdict(each) for each in entries], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (draft / TAKEDOWNS).write_text(csv_from_takedowns(tables.takedowns), encoding="utf-8")
