"""Every entity with what is known of it, as entity.html reads it.

Of a country that a hundred thousand documents name, the page shows the latest and counts the rest; the
SQL console has all. Lists are in the order that assets/entity.js takes apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from flows.release.site.packed import digits_for, id_ranges, write_shards
from flows.release.site.titled import TITLE

PER_SHARD = 200  # entities: about 50 KB compressed
PER_RANGE = 20_000  # entities put together in memory
SHOWN = 30  # quotes, events, documents and neighbours of one entity on its page: what a reader scrolls through

# Each is cut to the rows a page shows before anything is put together.
_LISTS = {
    "entity_quotes": """
        SELECT speaker_id AS entity_id, json_array(quote_id, q.document_id, kind, words, published_edtf, title) AS item,
            row_number() OVER (
                PARTITION BY speaker_id ORDER BY published_from DESC NULLS LAST, q.document_id, char_start, quote_id) AS place
        FROM (SELECT *, CASE WHEN length(text) > 600 THEN text[:600] || '…' ELSE text END AS words FROM quotes) AS q
        JOIN listed USING (document_id) WHERE speaker_id IS NOT NULL""",
    "entity_events": """
        SELECT entity_id, json_array(event_id, v.document_id, type, date_edtf, role, status,
                substring(text, char_start + 1, least(char_end - char_start, 400))) AS item,
            row_number() OVER (PARTITION BY entity_id ORDER BY date_from DESC NULLS LAST, event_id, role) AS place
        FROM (SELECT entity_id, event_id, role FROM participants
            UNION ALL SELECT place_id, event_id, 'place' FROM events WHERE place_id IS NOT NULL)
        JOIN events AS v USING (event_id) JOIN documents USING (document_id)""",
    "entity_offices": """
        SELECT person_id AS entity_id, json_array(min(title), organization_id, min(published_from), max(published_from),
                count(DISTINCT document_id), arg_min(document_id, role_id), min(role_id)) AS item,
            row_number() OVER (PARTITION BY person_id ORDER BY min(published_from) NULLS LAST, min(title), organization_id) AS place
        FROM roles JOIN (SELECT document_id, published_from FROM documents) USING (document_id)
        GROUP BY person_id, organization_id, lower(title)""",
    "entity_officers": """
        SELECT organization_id AS entity_id, json_array(min(title), person_id, min(published_from), max(published_from),
                count(DISTINCT document_id), arg_min(document_id, role_id), min(role_id)) AS item,
            row_number() OVER (
                PARTITION BY organization_id ORDER BY max(published_from) DESC NULLS LAST, min(title), person_id) AS place
        FROM roles JOIN (SELECT document_id, published_from FROM documents) USING (document_id)
        WHERE organization_id IS NOT NULL GROUP BY organization_id, person_id, lower(title)""",
    "entity_documents": """
        SELECT entity_id, json_array(document_id, title, published_edtf, publisher, named) AS item,
            row_number() OVER (PARTITION BY entity_id ORDER BY published_from DESC NULLS LAST, named DESC, document_id) AS place
        FROM named_in JOIN listed USING (document_id)""",
}  # fmt: skip

_NEIGHBOURS = """
CREATE OR REPLACE TEMP TABLE entity_neighbours AS
WITH pairs AS (
    SELECT x.entity_id, y.entity_id AS other, count(*) AS together
    FROM named_in AS x JOIN named_in AS y USING (document_id)
    WHERE x.entity_id >= $low AND x.entity_id < $high AND x.entity_id <> y.entity_id GROUP BY ALL
)
SELECT entity_id, json_array(other, together) AS item, other,
    row_number() OVER (PARTITION BY entity_id ORDER BY together DESC, mention_count, other) AS place
FROM pairs JOIN (SELECT entity_id AS other, mention_count FROM entities) USING (other)
QUALIFY place <= $shown
"""

_RECORDS = """
WITH {lists},
linked AS ({linked}),
names AS (SELECT linked.entity_id, list(json_array(other, name, type) ORDER BY other) AS items
    FROM linked JOIN entities AS e ON e.entity_id = other GROUP BY linked.entity_id)
SELECT e.entity_id, to_json({{'name': name, 'type': type, 'aliases': aliases, 'wikidata_id': wikidata_id, 'mention_count': mention_count,
    'document_count': document_count, 'first_published': first_published, 'last_published': last_published,
    'quote_count': coalesce(quote_count, 0), 'event_count': coalesce(event_count, 0), {fields}, 'names': names.items}})
FROM entities AS e {joins} LEFT JOIN names USING (entity_id)
LEFT JOIN counted_quotes USING (entity_id) LEFT JOIN counted_events USING (entity_id)
WHERE e.entity_id >= $low AND e.entity_id < $high ORDER BY e.entity_id
"""


def write_entities(folder: Path, connection: duckdb.DuckDBPyConnection, entities: int) -> int:
    """Write the shards; return how many digits of an id name its shard."""
    _cut_lists(connection)
    digits = digits_for(entities, PER_SHARD)
    write_shards(folder, digits, _records(connection, entities))
    return digits


def _cut_lists(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"""
        CREATE TEMP TABLE listed AS
            SELECT document_id, {TITLE} AS title, publisher, published_edtf, published_from FROM documents;
        CREATE TEMP TABLE named_in AS
            SELECT entity_id, document_id, count(*) AS named FROM mentions GROUP BY ALL ORDER BY entity_id, document_id;
        CREATE TEMP TABLE counted_quotes AS SELECT speaker_id AS entity_id, count(*) AS quote_count FROM quotes GROUP BY speaker_id;
        CREATE TEMP TABLE counted_events AS SELECT entity_id, count(DISTINCT event_id) AS event_count FROM (
            SELECT entity_id, event_id FROM participants UNION ALL SELECT place_id, event_id FROM events) GROUP BY entity_id""")
    for name, rows in _LISTS.items():
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM ({rows}) WHERE place <= {SHOWN} ORDER BY entity_id, place")


def _records(connection: duckdb.DuckDBPyConnection, entities: int) -> Iterator[tuple[str, str]]:
    tables = [*_LISTS, "entity_neighbours"]
    query = _RECORDS.format(
        lists=", ".join(
            f"{table}_list AS (SELECT entity_id, list(item ORDER BY place) AS {table.removeprefix('entity_')} FROM {table} "
            "WHERE entity_id >= $low AND entity_id < $high GROUP BY entity_id)"
            for table in tables
        ),
        linked=" UNION ".join(
            f"SELECT entity_id, item ->> '$[{position}]' AS other FROM {table} WHERE entity_id >= $low AND entity_id < $high"
            for table, position in (("entity_offices", 1), ("entity_officers", 1), ("entity_neighbours", 0))
        ),
        fields=", ".join(f"'{field}': {field}" for field in (table.removeprefix("entity_") for table in tables)),
        joins=" ".join(f"LEFT JOIN {table}_list USING (entity_id)" for table in tables),
    )
    for low, high in id_ranges("ent", entities, PER_RANGE):
        connection.execute(_NEIGHBOURS, {"low": low, "high": high, "shown": SHOWN})
        rows = connection.execute(query, {"low": low, "high": high})
        while batch := rows.fetchmany(1_000):
            yield from batch
