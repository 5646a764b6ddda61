"""What a takedown removes from the tables, found before a row is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from flows.release.takedowns import Takedown

Span = tuple[int, int]


@dataclass(frozen=True)
class Removals:
    """The rows that go, and what is blotted out of those that stay."""

    documents: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()  # taken down, or no longer mentioned by any document that is left
    events: frozenset[str] = frozenset()
    silenced: frozenset[str] = frozenset()  # entities taken down: their quotes and roles go too
    names: tuple[str, ...] = ()  # names of several words of the entities taken down, longest first
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)  # by document: where they are mentioned
    recounted: pa.Table | None = None  # entities that lost mentions and have some left, with their new counts

    def __bool__(self) -> bool:
        return bool(self.documents or self.silenced)


def removals_from_takedowns(connection: duckdb.DuckDBPyConnection, takedowns: Sequence[Takedown]) -> Removals:
    """What the takedowns remove from the tables that `connection` has as views of their names."""
    named = [takedown.record_id for takedown in takedowns]
    if not named:
        return Removals()
    documents = _ids(connection, "SELECT document_id FROM documents WHERE document_id IN (SELECT unnest(?))", named)
    silenced = _ids(connection, "SELECT entity_id FROM entities WHERE entity_id IN (SELECT unnest(?))", named)
    gone = [sorted(documents), sorted(silenced)]
    recounted = connection.sql(_RECOUNTED, params=gone).to_arrow_table()
    unmentioned = frozenset(recounted.filter(pc.equal(recounted["mention_count"], 0))["entity_id"].to_pylist())
    return Removals(
        documents=documents,
        entities=silenced | unmentioned,
        events=_ids(connection, "SELECT event_id FROM events WHERE document_id IN (SELECT unnest(?))", sorted(documents)),
        silenced=silenced,
        names=_names(connection, silenced),
        spans=_spans(connection, silenced),
        recounted=recounted.filter(pc.greater(recounted["mention_count"], 0)),
    )


_RECOUNTED = """
WITH gone AS (SELECT unnest(?) AS document_id), silenced AS (SELECT unnest(?) AS entity_id),
affected AS (SELECT DISTINCT entity_id FROM mentions SEMI JOIN gone USING (document_id) ANTI JOIN silenced USING (entity_id)),
left_over AS (SELECT entity_id, document_id FROM mentions SEMI JOIN affected USING (entity_id) ANTI JOIN gone USING (document_id))
SELECT entity_id, count(document_id)::INTEGER AS mention_count, count(DISTINCT document_id)::INTEGER AS document_count,
    min(published_from) AS first_published, max(published_from) AS last_published
FROM affected LEFT JOIN left_over USING (entity_id) LEFT JOIN (SELECT document_id, published_from FROM documents) USING (document_id)
GROUP BY entity_id ORDER BY entity_id
"""


def _ids(connection: duckdb.DuckDBPyConnection, query: str, named: list[str]) -> frozenset[str]:
    return frozenset(record_id for (record_id,) in connection.execute(query, [named]).fetchall())


def _names(connection: duckdb.DuckDBPyConnection, entities: frozenset[str]) -> tuple[str, ...]:
    """One word alone ('Serik', 'Union') may mean somebody else: it is blotted out only where it is known to mean the entity."""
    rows = connection.execute("SELECT name, aliases FROM entities WHERE entity_id IN (SELECT unnest(?))", [sorted(entities)]).fetchall()
    names = {name for first, others in rows for name in (first, *others) if len(name.split()) > 1}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _spans(connection: duckdb.DuckDBPyConnection, entities: frozenset[str]) -> dict[str, tuple[Span, ...]]:
    found: dict[str, tuple[Span, ...]] = {}
    rows = connection.execute(_WHERE_NAMED, [sorted(entities)]).fetchall()
    for document_id, start, end in rows:
        found[document_id] = (*found.get(document_id, ()), (start, end))
    return found


_WHERE_NAMED = """
WITH silenced AS (SELECT unnest(?) AS entity_id)
SELECT document_id, char_start, char_end FROM mentions SEMI JOIN silenced USING (entity_id)
UNION SELECT document_id, speaker_char_start, speaker_char_end FROM quotes JOIN silenced ON speaker_id = entity_id
    WHERE speaker_char_start IS NOT NULL
ORDER BY ALL
"""
