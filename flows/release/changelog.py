"""CHANGELOG.md: this release in words and titles, the earlier ones in counts (their titles may have been taken down since)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import duckdb

from flows.release.differences import TableChanges
from flows.release.facts import ReleaseFacts
from flows.release.markdown_text import markdown_text
from schemas.contract import codes
from schemas.releases import told_of_schema

NAMED = 20  # documents or names told of each kind; changes/ has all


@dataclass(frozen=True)
class Entry:
    """One release in the changelog."""

    version: str
    released: str
    previous: str | None
    schema_version: str
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)  # TableChanges of the tables that changed
    schema: list[str] = field(default_factory=list)
    taken_down: dict[str, int] = field(default_factory=dict)  # newly, by reason


def entry_from_changes(facts: ReleaseFacts, changes: dict[str, TableChanges], schema: list[str], taken_down: dict[str, int]) -> Entry:
    tables = {table: asdict(change) for table, change in changes.items() if change.kinds}
    return Entry(facts.version, facts.released.isoformat(), facts.previous, facts.schema_version, tables, schema, taken_down)


def markdown_from_entries(title: str, entries: list[Entry], told: list[str]) -> str:
    """The page, newest first; `told` are the lines that name what changed in the newest."""
    lines = [
        f"# Changes of {markdown_text(title)}\n",
        "Versions are year, month and number in the month. Ids stay what they are; `id_changes` and `id_map` tell what an id of an",
        "earlier release is called now. Every changed row is in `changes/`: "
        + ", ".join(f"`{kind}`" for kind in codes("change_kinds"))
        + ".\n",
    ]
    for number, entry in enumerate(entries):
        lines += _section(entry, told if number == 0 else [])
    return "\n".join(lines)


def told_from_changes(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The documents that came, changed or went and the entities that were merged, by title and name."""
    lines: list[str] = []
    for heading, query in _TOLD.items():
        rows = connection.execute(query).fetchall()
        if rows:
            lines += [f"\n{heading}\n", *(_line(*row) for row in rows[:NAMED])]
            if len(rows) > NAMED:
                lines.append(f"- and {len(rows) - NAMED:,} more")
    return lines


_GONE = """(FROM old.documents ANTI JOIN new.documents USING (document_id)) AS o LEFT JOIN new.tombstones ON record_id = document_id
    LEFT JOIN new.id_changes AS c ON c.old_id = document_id"""
_TOLD = {
    "Documents added:": """SELECT coalesce(n.title, n.raw_path), n.document_id, '' FROM new.documents AS n
        ANTI JOIN old.documents USING (document_id) WHERE document_id NOT IN (SELECT new_id FROM new.id_changes WHERE what = 'document')
        ORDER BY n.published_from NULLS LAST, n.document_id""",
    "Documents changed:": """SELECT coalesce(n.title, n.raw_path), document_id,
            CASE WHEN n.content_sha256 <> o.content_sha256 THEN 'the file itself is another' ELSE 'read otherwise' END
        FROM new.documents AS n JOIN old.documents AS o USING (document_id)
        WHERE n.content_sha256 <> o.content_sha256 OR n.text IS DISTINCT FROM o.text OR n.title IS DISTINCT FROM o.title
        ORDER BY n.published_from NULLS LAST, document_id""",
    "Documents removed:": f"""SELECT coalesce(o.title, o.raw_path), document_id, '' FROM {_GONE}
        WHERE record_id IS NULL AND c.old_id IS NULL ORDER BY 2""",
    "Files that lie elsewhere now:": f"""SELECT coalesce(o.title, o.raw_path), document_id, 'now ' || c.new_id FROM {_GONE}
        WHERE c.reason = 'moved' ORDER BY 2""",
    "Taken down (delete these from your copies too):": """SELECT '', record_id, reason FROM new.tombstones
        WHERE record_id NOT IN (SELECT record_id FROM old.tombstones) ORDER BY record_id""",
    "Entities merged:": """SELECT o.name, o.entity_id, 'now ' || n.name || ' (' || n.entity_id || ')' FROM new.id_changes AS c
        JOIN old.entities AS o ON o.entity_id = c.old_id JOIN new.entities AS n ON n.entity_id = c.new_id WHERE c.reason = 'merged'
        ORDER BY n.name, o.name, o.entity_id""",
}


def _line(title: str, record_id: str, note: str) -> str:
    name = f"{markdown_text(title)}, " if title else ""
    return f"- {name}`{record_id}`{': ' + markdown_text(note) if note else ''}"


def _section(entry: Entry, told: list[str]) -> Iterator[str]:
    yield f"## {entry.version} ({entry.released})\n"
    if entry.previous is None:
        yield "The first release.\n"
        return
    yield f"Compared with {entry.previous}.\n"
    if entry.schema:
        about = told_of_schema(entry.schema_version) or {}
        yield f"**Schema version {entry.schema_version}**: {about.get('what_changed', '')}. What to do: {about.get('what_to_do', '')}.\n"
        yield from (f"- {change}" for change in entry.schema)
        yield ""
    if entry.taken_down:
        yield "Taken down: " + ", ".join(f"{count} ({reason})" for reason, count in entry.taken_down.items()) + ".\n"
    yield from _table(entry) if entry.tables else ["No row of any table changed.\n"]
    yield from told
    yield ""


def _table(entry: Entry) -> Iterator[str]:
    kinds = [kind for kind in codes("change_kinds") if any(kind in table["kinds"] for table in entry.tables.values())]
    yield f"| table | rows before | rows now | {' | '.join(kinds)} | columns changed |"
    yield "|---|---:|---:|" + "---:|" * len(kinds) + "---|"
    for table, told in entry.tables.items():
        counts = " | ".join(f"{told['kinds'][kind]:,}" if kind in told["kinds"] else "" for kind in kinds)
        columns = ", ".join(f"{name} {count:,}" for name, count in told["columns"].items())
        yield f"| {table} | {told['before']:,} | {told['after']:,} | {counts} | {columns} |"
