"""LOCAL_EVENTS of all documents -> which reports tell one happening.

Two reports are of one happening when their type is the same, their dates can be the same day and
they share who took part or a place, or when they name the same numbered event, or the same law and
year. A day is told exactly or, more weakly, by its month; what is told more vaguely and names
nothing is a happening of its own. Two events of one document are never one happening.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from flows.ids import mint_id
from flows.normalize.clusters import clusters_from_edges
from schemas.contract import TEXT

HAPPENINGS = pa.schema([("event_id", TEXT), ("happening_id", TEXT)])

# Each event is linked to one event of its group only (a star, not all pairs): a happening that a
# thousand documents report costs a thousand links. The rules, surest first:
#   1: same type and day, a participant shared.
#   2: same type, day and place, and this report names no participants.
#   3: same type, participant and place, and this report knows the month only.
#   4: same type and numbered named event ('XXVI Congress'), and no contradiction of dates.
#   5: same type, law and year, and no contradiction of dates: a law can be amended again another year.
_DATED = """
CREATE OR REPLACE TEMP TABLE dated_events AS
SELECT row_number() OVER (ORDER BY event_id) AS number, event_id, document_id, type, date_from, date_from = date_until AS is_day,
    place.entity_id AS place_id, date_trunc('month', date_from) AS month, date_until,
    date_from = date_until OR (date_from = date_trunc('month', date_from) AND date_until = last_day(date_from)) AS is_near,
    named.entity_id AS named_id, type IN ('adoption', 'proposal') AS is_law,
    CASE WHEN type NOT IN ('adoption', 'proposal') THEN 0 WHEN year(date_from) = year(date_until) THEN year(date_from) END AS year
FROM read_parquet(?, hive_partitioning = false)
LEFT JOIN key_ids place ON place.entity_key = place_key LEFT JOIN key_ids named ON named.entity_key = named_key
WHERE is_near OR named_id IS NOT NULL
"""

_TAKERS = """
CREATE OR REPLACE TEMP TABLE takers AS
SELECT DISTINCT number, entity_id FROM (SELECT event_id, entity_key FROM read_parquet(?, hive_partitioning = false))
JOIN dated_events USING (event_id) JOIN key_ids USING (entity_key)
"""

_LINKS = """
WITH by_participant AS (
    SELECT number, min(number) OVER (PARTITION BY type, date_from, entity_id) AS first, 1 AS rule
    FROM dated_events JOIN takers USING (number) WHERE is_day
), placed AS (
    SELECT *, number IN (SELECT number FROM takers) AS is_taken FROM dated_events WHERE place_id IS NOT NULL
), by_place AS (
    SELECT number, is_taken, 2 AS rule,
        first_value(number) OVER (PARTITION BY type, date_from, place_id ORDER BY is_taken DESC, number) AS first
    FROM placed WHERE is_day
), by_month AS (
    SELECT number, is_day, 3 AS rule,
        first_value(number) OVER (PARTITION BY type, month, entity_id, place_id ORDER BY is_day DESC, number) AS first
    FROM placed JOIN takers USING (number) WHERE is_near
), by_name AS (
    SELECT number, date_from, date_until, CASE WHEN is_law THEN 5 ELSE 4 END AS rule,
        first_value(number) OVER named AS first,
        first_value(date_from) OVER named AS first_from, first_value(date_until) OVER named AS first_until
    FROM dated_events WHERE named_id IS NOT NULL AND year IS NOT NULL
    WINDOW named AS (PARTITION BY type, named_id, year ORDER BY coalesce(is_day, false) DESC, number)
)
SELECT first, number, rule FROM by_participant WHERE first <> number
UNION SELECT first, number, rule FROM by_place WHERE first <> number AND NOT is_taken
UNION SELECT first, number, rule FROM by_month WHERE first <> number AND NOT is_day
UNION SELECT first, number, rule FROM by_name
    WHERE first <> number AND coalesce(date_from <= first_until, true) AND coalesce(date_until >= first_from, true)
ORDER BY rule, first, number
"""

# Documents of the linked events, and of every event the first event of its happening.
_LINKED = "SELECT number, document_id FROM dated_events WHERE number IN (SELECT first FROM links UNION SELECT number FROM links)"
_HAPPENINGS = """
SELECT event_id, coalesce(first_event_id, event_id) AS first_event_id
FROM (SELECT event_id FROM read_parquet(?, hive_partitioning = false)) LEFT JOIN (
    SELECT event.event_id, first.event_id AS first_event_id FROM joined
    JOIN dated_events event ON event.number = joined.number JOIN dated_events first ON first.number = joined.first
) USING (event_id) ORDER BY event_id
"""


def happenings_from_parts(con: duckdb.DuckDBPyConnection, events_glob: str, participants_glob: str, key_ids: pa.Table) -> pa.Table:
    """The happening of every event; its id is minted from the id of its first event."""
    con.register("key_ids", key_ids)
    con.execute(_DATED, [events_glob])
    con.execute(_TAKERS, [participants_glob])
    links = con.sql(_LINKS).to_arrow_table()
    con.register("links", links)
    documents = dict(con.sql(_LINKED).fetchall())
    edges = zip(links["first"].to_pylist(), links["number"].to_pylist(), strict=True)
    clusters = clusters_from_edges(
        edges, lambda one, other: {documents[event] for event in one}.isdisjoint({documents[event] for event in other})
    )
    members = [{"number": event, "first": cluster[0]} for cluster in clusters for event in cluster]
    con.register("joined", pa.Table.from_pylist(members, schema=pa.schema([("number", pa.int64()), ("first", pa.int64())])))
    first = con.sql(_HAPPENINGS, params=[events_glob]).to_arrow_table()
    for name in ("key_ids", "links", "joined"):
        con.unregister(name)
    con.execute("DROP TABLE dated_events; DROP TABLE takers")
    happening_ids = [mint_id("hap", event_id) for event_id in first["first_event_id"].to_pylist()]
    return pa.table([first["event_id"], pa.array(happening_ids, TEXT)], schema=HAPPENINGS)
