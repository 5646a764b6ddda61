"""Every document with all its rows, as document.html reads it.

Rows are lists, for there are thirty of them to a document: their order is that of the `json_array`
calls here, and assets/document.js takes them apart by the same names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from flows.release.site.packed import digits_for, id_ranges, write_shards

PER_SHARD = 40  # documents: about 100 KB compressed, fetched in one go
PER_RANGE = 8_000  # documents put together in memory: some 100 MB

_ROWS = """
CREATE OR REPLACE TEMP TABLE document_rows AS
WITH mention_rows AS (
    SELECT document_id, list(json_array(mention_id, entity_id, char_start, char_end, confidence, method)
        ORDER BY char_start, mention_id) AS mentions
    FROM mentions WHERE document_id >= $low AND document_id < $high GROUP BY document_id
), quote_rows AS (
    SELECT document_id, list(json_array(quote_id, kind, char_start, char_end, speaker_id, speaker_text, cue, confidence, method, text)
        ORDER BY char_start, quote_id) AS quotes
    FROM quotes WHERE document_id >= $low AND document_id < $high GROUP BY document_id
), parts AS (
    SELECT event_id, list(json_array(entity_id, role) ORDER BY role, entity_id) AS participants
    FROM participants SEMI JOIN (SELECT event_id FROM events WHERE document_id >= $low AND document_id < $high) USING (event_id)
    GROUP BY event_id
), event_rows AS (
    SELECT document_id, list(json_array(event_id, type, status, char_start, char_end, trigger, date_edtf, place_id, confidence,
        coalesce(participants, [])) ORDER BY char_start, event_id) AS events
    FROM events LEFT JOIN parts USING (event_id) WHERE document_id >= $low AND document_id < $high GROUP BY document_id
), role_rows AS (
    SELECT document_id, list(json_array(role_id, person_id, char_start, char_end, title, organization_id, confidence)
        ORDER BY char_start, role_id) AS roles
    FROM roles WHERE document_id >= $low AND document_id < $high GROUP BY document_id
), sentence_rows AS (
    SELECT document_id, list([char_start, char_end] ORDER BY sentence_index) AS sentences
    FROM sentences WHERE document_id >= $low AND document_id < $high GROUP BY document_id
), named AS (
    SELECT document_id, entity_id FROM mentions WHERE document_id >= $low AND document_id < $high
    UNION SELECT document_id, speaker_id FROM quotes WHERE document_id >= $low AND document_id < $high
    UNION SELECT document_id, place_id FROM events WHERE document_id >= $low AND document_id < $high
    UNION SELECT document_id, unnest([person_id, organization_id]) FROM roles WHERE document_id >= $low AND document_id < $high
    UNION SELECT document_id, entity_id FROM participants JOIN events USING (event_id) WHERE document_id >= $low AND document_id < $high
), entity_rows AS (
    SELECT document_id, list(json_array(entity_id, name, type) ORDER BY entity_id) AS entities
    FROM named JOIN entities USING (entity_id) GROUP BY document_id
)
SELECT d.document_id, to_json({
    'title': title, 'publisher': publisher, 'author': author, 'source_url': source_url, 'corpus': corpus, 'language': language,
    'published_edtf': published_edtf, 'raw_path': raw_path, 'content_sha256': content_sha256, 'duplicate_of': duplicate_of,
    'word_count': word_count, 'text': text, 'sentences': sentences, 'entities': entities, 'mentions': mentions, 'quotes': quotes,
    'events': events, 'roles': roles}) AS record
FROM documents AS d LEFT JOIN mention_rows USING (document_id) LEFT JOIN quote_rows USING (document_id)
LEFT JOIN event_rows USING (document_id) LEFT JOIN role_rows USING (document_id)
LEFT JOIN sentence_rows USING (document_id) LEFT JOIN entity_rows USING (document_id)
WHERE d.document_id >= $low AND d.document_id < $high
"""


def write_documents(folder: Path, connection: duckdb.DuckDBPyConnection, documents: int) -> int:
    """Write the shards; return how many digits of an id name its shard."""
    digits = digits_for(documents, PER_SHARD)
    write_shards(folder, digits, _records(connection, documents))
    return digits


def _records(connection: duckdb.DuckDBPyConnection, documents: int) -> Iterator[tuple[str, str]]:
    for low, high in id_ranges("doc", documents, PER_RANGE):
        connection.execute(_ROWS, {"low": low, "high": high})
        rows = connection.execute("SELECT document_id, record FROM document_rows ORDER BY document_id")
        while batch := rows.fetchmany(500):
            yield from batch
    connection.execute("DROP TABLE document_rows")
