"""Which id of an earlier release stands for what now.

Ids of rows are stable, but entities, happenings and utterances are joined from rows, and a better build may join otherwise; files
may move. What became of an id is read from the rows that bore it: those are in both releases.
"""

from __future__ import annotations

# Each `found` has (old_id, new_id, what, reason). An entity that this build itself knows the former id of (id_map) needs no guess;
# of others the heir is the one that has most of the mentions that are left, if it has more than half of them.
_FOUND = """
WITH shared(what, old_id, new_id) AS (
    SELECT 'entity', o.entity_id, n.entity_id FROM old.mentions AS o JOIN new.mentions AS n USING (mention_id)
    UNION ALL SELECT 'happening', o.happening_id, n.happening_id FROM old.events AS o JOIN new.events AS n USING (event_id)
    UNION ALL SELECT 'utterance', o.utterance_id, n.utterance_id FROM old.quotes AS o JOIN new.quotes AS n USING (quote_id)
), current_ids(record_id) AS (
    SELECT entity_id FROM new.entities UNION SELECT document_id FROM new.documents
    UNION SELECT happening_id FROM new.events UNION SELECT utterance_id FROM new.quotes
), old_ids(record_id) AS (
    SELECT entity_id FROM old.entities UNION SELECT document_id FROM old.documents
    UNION SELECT happening_id FROM old.events UNION SELECT utterance_id FROM old.quotes
), told AS (
    SELECT former_id AS old_id, entity_id AS new_id, 'entity' AS what FROM new.id_map
    WHERE former_id IN (FROM old_ids) AND former_id NOT IN (FROM current_ids)
), counted AS (
    SELECT what, old_id, new_id, count(*) AS rows, sum(count(*)) OVER (PARTITION BY old_id) AS of_rows
    FROM shared WHERE old_id NOT IN (FROM current_ids) AND old_id NOT IN (SELECT old_id FROM told) GROUP BY what, old_id, new_id
), moved AS (
    SELECT min(o.document_id) AS old_id, min(n.document_id) AS new_id, 'document' AS what
    FROM (FROM old.documents WHERE document_id NOT IN (FROM current_ids)) AS o
    JOIN (FROM new.documents WHERE document_id NOT IN (FROM old_ids)) AS n USING (content_sha256)
    GROUP BY content_sha256 HAVING count(*) = 1
), heirs AS (
    FROM told UNION ALL SELECT old_id, new_id, what FROM counted WHERE 2 * rows > of_rows UNION ALL FROM moved
)
SELECT old_id, new_id, what, CASE
    WHEN what = 'document' THEN 'moved'
    WHEN new_id IN (FROM old_ids) OR count(*) OVER (PARTITION BY new_id) > 1 THEN 'merged'
    ELSE 'renamed' END AS reason, $version AS since
FROM heirs
"""

# An id that changed before leads on to what its heir is now called; where the heir is gone too, there is nothing to lead to, but
# where it was taken down: the tombstone is what there is to say of all its former ids, in this release and in later ones.
ID_CHANGES = f"""
WITH found AS ({_FOUND}), earlier AS (
    SELECT e.old_id, coalesce(f.new_id, e.new_id) AS new_id, e.what, e.reason, e.since
    FROM old.id_changes AS e LEFT JOIN found AS f ON f.old_id = e.new_id
), current_ids(record_id) AS (
    SELECT entity_id FROM new.entities UNION SELECT document_id FROM new.documents
    UNION SELECT happening_id FROM new.events UNION SELECT utterance_id FROM new.quotes
), down AS (
    SELECT f.old_id, f.new_id, CASE WHEN o.table_name = 'documents' THEN 'document' ELSE 'entity' END,
        CASE WHEN o.table_name = 'documents' THEN 'moved' ELSE 'renamed' END, $version
    FROM former_ids AS f JOIN new.tombstones AS o ON o.record_id = f.old_id JOIN new.tombstones AS n ON n.record_id = f.new_id
    WHERE f.old_id NOT IN (SELECT old_id FROM earlier)
)
FROM (FROM found UNION ALL FROM earlier UNION ALL FROM down)
WHERE new_id IN (FROM current_ids UNION SELECT record_id FROM new.tombstones) AND old_id NOT IN (FROM current_ids) ORDER BY old_id
"""

# The build's map of former ids, and what only releases know.
ID_MAP = """
SELECT former_id, entity_id FROM new.id_map
UNION SELECT old_id, new_id FROM new.id_changes WHERE what = 'entity' AND old_id NOT IN (SELECT former_id FROM new.id_map)
ORDER BY former_id
"""

NO_CHANGES = "SELECT '' AS old_id, '' AS new_id, '' AS what, '' AS reason, '' AS since WHERE false"

_CURRENT = """
SELECT document_id AS record_id, 'documents' AS table_name FROM new.documents UNION ALL SELECT entity_id, 'entities' FROM new.entities
UNION ALL SELECT quote_id, 'quotes' FROM new.quotes UNION ALL SELECT event_id, 'events' FROM new.events
"""

HISTORY = f"""
SELECT record_id, coalesce(n.table_name, h.table_name) AS table_name, coalesce(h.first_release, $version) AS first_release,
    CASE WHEN n.record_id IS NULL THEN coalesce(h.last_release, $previous) END AS last_release
FROM ({_CURRENT}) AS n FULL JOIN old.history AS h USING (record_id) ORDER BY table_name, record_id
"""

# What former ids are called in the tables to be released, before anything is taken down from them. The surest source first: the
# map of this build, those of the last release, then the rows that both have.
FORMER_IDS = """
CREATE OR REPLACE TEMP TABLE former_ids AS
WITH here(record_id) AS (SELECT entity_id FROM main.entities UNION ALL SELECT document_id FROM main.documents),
shared AS (
    SELECT o.entity_id AS old_id, n.entity_id AS new_id, count(*) AS rows, sum(count(*)) OVER (PARTITION BY o.entity_id) AS of_rows
    FROM old.mentions AS o JOIN main.mentions AS n USING (mention_id) GROUP BY o.entity_id, n.entity_id
), moved AS (
    SELECT min(o.document_id) AS old_id, min(n.document_id) AS new_id
    FROM (FROM old.documents WHERE document_id NOT IN (FROM here)) AS o
    JOIN (FROM main.documents WHERE document_id NOT IN (SELECT document_id FROM old.documents)) AS n USING (content_sha256)
    GROUP BY content_sha256 HAVING count(*) = 1
), told(old_id, new_id, step) AS (
    SELECT former_id, entity_id, 1 FROM main.id_map
    UNION ALL SELECT old_id, new_id, 2 FROM old.id_changes
    UNION ALL SELECT former_id, entity_id, 3 FROM old.id_map
    UNION ALL SELECT old_id, new_id, 4 FROM shared WHERE 2 * rows > of_rows
    UNION ALL SELECT old_id, new_id, 4 FROM moved
)
SELECT old_id, arg_min(new_id, step) AS new_id FROM told WHERE old_id NOT IN (FROM here) GROUP BY old_id
"""

# Every id that means what the ids `$named` mean: those that they lead to, and those under which an earlier release gave it. What was
# taken down under one stays down under all, and who holds an older copy is told the id that stands there.
FAMILIES = """
WITH RECURSIVE heirs(named, record_id) AS (
    SELECT named, named FROM (SELECT unnest($named) AS named)
    UNION SELECT named, new_id FROM heirs JOIN former_ids ON old_id = record_id
), relatives(named, record_id) AS (
    FROM heirs UNION SELECT named, old_id FROM relatives JOIN former_ids ON new_id = record_id
)
FROM relatives WHERE (named, record_id) IN (FROM heirs) OR record_id IN (SELECT record_id FROM old.history) ORDER BY ALL
"""
