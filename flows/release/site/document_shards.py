"""Every document with all its rows, as document.html reads it.

Rows are lists, for there are thirty of them to a document: their order is that of the `json_array`
calls here, and assets/document.js takes them apart by the same names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from flows.release.site.packed import digits_for, id_ranges, write_shards
from flows.release.site.titled import TITLE

PER_SHARD = 40  # documents: about 100 KB compressed, fetched in one go
PER_RANGE = 8_000  # documents put together in memory: some 100 MB

TOLD_ELSEWHERE = 5  # other documents named beside a quote; the count tells of the rest, the view `utterances` has all

# Of an utterance that a thousand documents quote, each names the same few: all pairs would be a million.
_RETOLD = f"""
CREATE OR REPLACE TEMP TABLE retold AS
WITH listed AS (SELECT document_id, {TITLE} AS title, publisher, published_edtf, published_from FROM documents),
spread AS (SELECT utterance_id, count(DISTINCT document_id) AS documents FROM quotes GROUP BY ALL HAVING documents > 1),
told AS (
    SELECT utterance_id, q.document_id, min(quote_id) AS quote_id, any_value(title) AS title,
        any_value(publisher) AS publisher, any_value(published_edtf) AS published_edtf, any_value(published_from) AS day
    FROM quotes AS q SEMI JOIN spread USING (utterance_id) JOIN listed USING (document_id) GROUP BY utterance_id, q.document_id
    QUALIFY row_number() OVER (PARTITION BY utterance_id ORDER BY day NULLS LAST, q.document_id) <= $shown + 1
)
SELECT q.quote_id, any_value(documents) - 1 AS others, list(json_array(t.document_id, t.quote_id, t.title, t.publisher, t.published_edtf)
    ORDER BY t.day NULLS LAST, t.document_id)[:$shown] AS elsewhere
FROM quotes AS q JOIN spread USING (utterance_id) JOIN told AS t ON t.utterance_id = q.utterance_id AND t.document_id <> q.document_id
GROUP BY q.quote_id
"""

_ROWS = """
CREATE OR REPLACE TEMP TABLE document_rows AS
WITH mention_rows AS (
    SELECT document_id, list(json_array(mention_id, entity_id, char_start, char_end, confidence, method)
        ORDER BY char_start, mention_id) AS mentions
    FROM mentions WHERE document_id >= $low AND document_id < $high GROUP BY document_id
), quote_rows AS (
    SELECT document_id, list(json_array(quote_id, kind, char_start, char_end, speaker_id, speaker_text, cue, confidence, method, text,
        speaker_confidence, coalesce(others, 0), coalesce(elsewhere, [])) ORDER BY char_start, quote_id) AS quotes
    FROM quotes LEFT JOIN retold USING (quote_id) WHERE document_id >= $low AND document_id < $high GROUP BY document_id
), parts AS (
    SELECT event_id, list(json_array(entity_id, role) ORDER BY role, entity_id) AS participants
    FROM participants SEMI JOIN (SELECT event_id FROM events WHERE document_id >= $low AND document_id < $high) USING (event_id)
    GROUP BY event_id
), event_rows AS (
    SELECT document_id, list(json_array(event_id, type, status, char_start, char_end, trigger, date_edtf, date_basis, place_id, confidence,
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
    connection.execute(_RETOLD, {"shown": TOLD_ELSEWHERE})
    for low, high in id_ranges("doc", documents, PER_RANGE):
        connection.execute(_ROWS, {"low": low, "high": high})
        rows = connection.execute("SELECT document_id, record FROM document_rows ORDER BY document_id")
        while batch := rows.fetchmany(500):
            yield from batch
    connection.execute("DROP TABLE document_rows; DROP TABLE retold")
