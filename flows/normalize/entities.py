"""LOCAL_MENTIONS of all documents -> ENTITIES: which keys are one thing, and what all documents tell of it.

DuckDB does the work over staged Parquet parts, out of core; only the distinct keys come to Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import duckdb
import pyarrow as pa

from flows.normalize.authority import Authority
from flows.normalize.entity_ids import KNOWN, ids_from_groups, own_id, with_earlier_keys
from flows.normalize.name_groups import Pair, groups_from_keys
from schemas import TABLES
from schemas.contract import TEXT, arrow_schema

KEY_IDS = pa.schema([("entity_key", TEXT), ("entity_id", TEXT)])

# Forms of names, their white space made plain, and in how many documents each stands (a form beside
# two others counts twice): the fullest name in each document, and what stands in the text. A title
# that stands for a person ('the Minister') shares no word with the name: no form.
_FORMS = """
CREATE OR REPLACE TEMP TABLE entity_forms AS
WITH written AS (
    SELECT entity_key, min(entity_type) AS type, entity_name, text, count(DISTINCT document_id) AS uses
    FROM read_parquet(?, hive_partitioning = false) GROUP BY entity_key, entity_name, text
), named AS (
    SELECT entity_key, type, uses,
        regexp_replace(trim(entity_name), '\\s+', ' ', 'g') AS name, regexp_replace(trim(text), '\\s+', ' ', 'g') AS surface
    FROM written
), forms AS (
    SELECT entity_key, type, uses, name AS form, true AS is_full FROM named
    UNION ALL
    SELECT entity_key, type, uses, surface, false FROM named
    WHERE type <> 'person' OR list_has_any(
        list_transform(regexp_extract_all(lower(surface), '\\pL{3,}'), lambda word: left(word, 4)),
        list_transform(regexp_extract_all(lower(name), '\\pL{3,}'), lambda word: left(word, 4)))
)
SELECT entity_key, min(type) AS type, form, is_full, sum(uses)::BIGINT AS uses FROM forms GROUP BY entity_key, form, is_full
"""

_NAMES_OF_KEYS = """
SELECT entity_key, name, first_published FROM
    (SELECT entity_key, arg_min(form, (-uses, form)) AS name FROM entity_forms WHERE is_full GROUP BY entity_key)
JOIN (
    SELECT entity_key, min(published_from) AS first_published
    FROM (SELECT DISTINCT entity_key, document_id FROM read_parquet($mentions, hive_partitioning = false))
    LEFT JOIN (SELECT document_id, published_from FROM read_parquet($documents, hive_partitioning = false)) USING (document_id)
    GROUP BY entity_key
) USING (entity_key) ORDER BY entity_key
"""

# Keys of bodies under one short name and no other, each with a key that documents call by the same name: one document
# is enough where the name is in capitals, as acronyms are; others need two. Every document with the short name alone
# must name something else that documents of the full name name too: unions of two countries share acronyms.
_SHORT_NAMES = """
WITH bare AS (
    SELECT entity_key, is_full, uses, regexp_replace(form, '^(The|the|A|a|An|an) ', '') AS form
    FROM entity_forms WHERE type = 'organization'
), short AS (
    SELECT entity_key, any_value(form) AS form FROM bare WHERE NOT contains(entity_key, '#') AND NOT starts_with(entity_key, 'authority:')
    GROUP BY entity_key HAVING count(DISTINCT form) = 1 AND regexp_full_match(any_value(form), '\\S{3,}( \\S+)?')
), called AS (
    SELECT short.entity_key AS short, longer.entity_key AS longer FROM short
    JOIN bare longer ON longer.form = short.form AND longer.entity_key <> short.entity_key AND NOT longer.is_full GROUP BY ALL
    HAVING sum(longer.uses) > 1 OR regexp_full_match(any_value(short.form), '\\p{Lu}{3,10}')
), told AS (
    SELECT DISTINCT entity_key, document_id FROM read_parquet($mentions, hive_partitioning = false)
    WHERE entity_key IN (SELECT short FROM called UNION SELECT longer FROM called)
), beside AS (
    SELECT DISTINCT told.entity_key, document_id, other.entity_key AS other
    FROM told JOIN read_parquet($mentions, hive_partitioning = false) other USING (document_id) WHERE other.entity_key <> told.entity_key
), known AS (SELECT DISTINCT entity_key AS longer, other FROM beside), near AS (
    SELECT called.short, called.longer, told.document_id, count(known.other) > 0 AS is_near
    FROM called JOIN told ON told.entity_key = called.short
    LEFT JOIN beside ON beside.entity_key = called.short AND beside.document_id = told.document_id
    LEFT JOIN known ON known.longer = called.longer AND known.other = beside.other
    GROUP BY ALL
)
SELECT short, longer FROM near GROUP BY short, longer HAVING bool_and(is_near) ORDER BY ALL
"""

_TOLD_APART = """
WITH told AS (
    SELECT DISTINCT entity_key, document_id FROM read_parquet($mentions, hive_partitioning = false)
    WHERE entity_key IN (SELECT a FROM pairs UNION SELECT b FROM pairs)
)
SELECT DISTINCT a, b FROM pairs
JOIN told one ON one.entity_key = a JOIN told other ON other.entity_key = b AND other.document_id = one.document_id
"""

# The name: the authority's, else the form with most full words, then the one in most documents.
_ENTITIES = """
WITH forms AS (
    SELECT entity_id, type, form, is_full, sum(uses)::BIGINT AS uses
    FROM entity_forms JOIN key_ids USING (entity_key) GROUP BY ALL
), chosen AS (
    SELECT entity_id, min(type) AS type, arg_min(form, (-len(regexp_extract_all(form, '\\pL{3,}')), -uses, form))
        FILTER (is_full) AS name
    FROM forms GROUP BY entity_id
), named AS (
    SELECT chosen.entity_id, coalesce(known.type, chosen.type) AS type, coalesce(known.name, chosen.name) AS name, known.wikidata_id
    FROM chosen LEFT JOIN known USING (entity_id)
), spellings AS (
    SELECT entity_id, arg_min(form, (-uses, form)) AS alias
    FROM (SELECT entity_id, form, sum(uses)::BIGINT AS uses FROM forms GROUP BY ALL) GROUP BY entity_id, lower(form)
), aliases AS (
    SELECT entity_id, list(alias ORDER BY alias) AS aliases FROM spellings JOIN named USING (entity_id)
    WHERE lower(alias) <> lower(name) GROUP BY entity_id
), counted AS (
    SELECT entity_id, count(*)::INTEGER AS mention_count, count(DISTINCT document_id)::INTEGER AS document_count,
        min(published_from) AS first_published, max(published_until) AS last_published
    FROM read_parquet($mentions, hive_partitioning = false) JOIN key_ids USING (entity_key)
    JOIN (SELECT document_id, published_from, published_until FROM read_parquet($documents, hive_partitioning = false)) USING (document_id)
    GROUP BY entity_id
)
SELECT entity_id, type, name, coalesce(aliases, []) AS aliases, wikidata_id, mention_count, document_count, first_published, last_published
FROM named JOIN counted USING (entity_id) LEFT JOIN aliases USING (entity_id) ORDER BY entity_id
"""


@dataclass(frozen=True)
class Resolved:
    """The entities, the entity id of every key, and the ids that entities had or could have had before."""

    entities: pa.Table
    key_ids: pa.Table
    id_map: pa.Table


def entities_from_parts(
    con: duckdb.DuckDBPyConnection,
    mentions_glob: str,
    documents_glob: str,
    authority: Authority,
    before: Mapping[str, str] = MappingProxyType({}),
) -> Resolved:
    """The entities of all documents; `before` tells of each id that the last build knew which entity it meant."""
    files = {"mentions": mentions_glob, "documents": documents_glob}
    con.execute(_FORMS, [mentions_glob])
    keys = con.sql(_NAMES_OF_KEYS, params=files).to_arrow_table()
    names = dict(zip(keys["entity_key"].to_pylist(), keys["name"].to_pylist(), strict=True))
    groups = groups_from_keys(
        names, con.sql(_SHORT_NAMES, params={"mentions": mentions_glob}).fetchall(), authority, _pairs_told_apart(con, mentions_glob)
    )
    groups = with_earlier_keys(groups, authority, before)
    ids, former = ids_from_groups(groups, dict(zip(names, keys["first_published"].to_pylist(), strict=True)), before)
    key_ids = pa.table([list(ids), list(ids.values())], schema=KEY_IDS).sort_by("entity_key")
    con.register("key_ids", key_ids)
    con.register("known", _known_entities(ids, authority))
    entities = con.sql(_ENTITIES, params=files).to_arrow_table()
    for name in ("key_ids", "known"):
        con.unregister(name)
    con.execute("DROP TABLE entity_forms")
    id_map = pa.table([list(former), list(former.values())], schema=arrow_schema(TABLES["id_map"])).sort_by("former_id")
    return Resolved(entities.cast(arrow_schema(TABLES["entities"])), key_ids, id_map)


def _pairs_told_apart(con: duckdb.DuckDBPyConnection, mentions_glob: str) -> Callable[[list[Pair]], set[Pair]]:
    def told_apart(pairs: list[Pair]) -> set[Pair]:
        """The pairs of keys that one document names both: who writes two full names means two people."""
        con.register("pairs", pa.table({"a": pa.array([a for a, _ in pairs], TEXT), "b": pa.array([b for _, b in pairs], TEXT)}))
        found = con.sql(_TOLD_APART, params={"mentions": mentions_glob}).fetchall()
        con.unregister("pairs")
        return {(a, b) for a, b in found}

    return told_apart


def _known_entities(keys: Mapping[str, str], authority: Authority) -> pa.Table:
    """Type, name and Wikidata item of the entities that the authority knows."""
    known = {key: authority.things[key.removeprefix(KNOWN)] for key in keys if key.startswith(KNOWN)}
    rows = [
        {"entity_id": own_id(key), "type": thing.type, "name": thing.name, "wikidata_id": thing.wikidata_id} for key, thing in known.items()
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, TEXT) for name in ("entity_id", "type", "name", "wikidata_id")]))
