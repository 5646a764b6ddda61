"""Documents that are copies, or near copies, of an earlier one (global step, over all parts)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from flows.shingles import shingles_from_text, similarity
from flows.staging import parts_pattern

# Two reports of one agency text with another headline and last paragraph have about 0.8; two reports of one
# happening in other words under 0.3.
LEAST_SIMILARITY = 0.8

DUPLICATES = pa.schema([("document_id", pa.string()), ("duplicate_of", pa.string()), ("duplicate_similarity", pa.float64())])

# Each document is held against the first document of each of its buckets, so that a thousand copies cost a
# thousand comparisons and not a million. First is who was published first; undated documents come after dated
# ones, and the path decides the rest.
_PAIRS = """
create temp table pairs as
with ranked as (
    select document_id, row_number() over (order by published_from nulls last, raw_path) as place
    from read_parquet($documents, hive_partitioning = false)
), buckets as (
    select document_id, unnest(bands) as hash, generate_subscripts(bands, 1) as band
    from read_parquet($signatures, hive_partitioning = false)
), pairs as (
    select ranked.document_id, ranked.place,
           first(ranked.document_id order by ranked.place) over bucket as original,
           min(ranked.place) over bucket as original_place
    from buckets join ranked using (document_id)
    window bucket as (partition by hash, band)
)
select distinct document_id, place, original, original_place from pairs where document_id <> original
"""

# What was packed into files is unpacked once, and not for every some thousand pairs again; what is too much for memory spills.
_COMPARED = """
create temp table compared as select document_id, text from read_parquet($documents, hive_partitioning = false)
where document_id in (select document_id from pairs union all select original from pairs)
"""

_TEXTS = "select document_id, text from compared where document_id in (select unnest($wanted::varchar[]))"

PAIRS_AT_ONCE = 2000  # their texts are in memory together


def duplicates_from_parts(connection: duckdb.DuckDBPyConnection, documents: Path, signatures: Path) -> pa.Table:
    """One row per document that repeats an earlier one (DUPLICATES); an original is never itself a copy."""
    paths = {"documents": parts_pattern(documents), "signatures": parts_pattern(signatures)}
    connection.execute(_PAIRS, paths)
    connection.execute(_COMPARED, {"documents": paths["documents"]})
    pairs = connection.execute("select * from pairs order by place, original_place").fetchall()
    found: dict[str, tuple[str, float]] = {}
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        chunk = pairs[start : start + PAIRS_AT_ONCE]
        wanted = sorted({row[0] for row in chunk} | {_original(row[2], found) for row in chunk} | {row[2] for row in chunk})
        texts = dict(connection.execute(_TEXTS, {"wanted": wanted}).fetchall())
        found.update(_confirmed(chunk, texts, found))
    rows = [
        {"document_id": copy, "duplicate_of": original, "duplicate_similarity": share} for copy, (original, share) in sorted(found.items())
    ]
    return pa.Table.from_pylist(rows, schema=DUPLICATES)


def _original(document: str, found: dict[str, tuple[str, float]]) -> str:
    return found[document][0] if document in found else document


def _confirmed(
    pairs: list[tuple[str, int, str, int]], texts: dict[str, str], found: dict[str, tuple[str, float]]
) -> Iterator[tuple[str, tuple[str, float]]]:
    confirmed = dict(found)
    shingles: dict[str, set[str]] = {}
    for copy, _, candidate, _ in pairs:
        original = _original(candidate, confirmed)
        if copy in confirmed or original == copy:
            continue
        for document in (copy, original):
            if document not in shingles:
                shingles[document] = shingles_from_text(texts[document])
        share = similarity(shingles[copy], shingles[original])
        if share >= LEAST_SIMILARITY:
            confirmed[copy] = (original, round(share, 4))
            yield copy, confirmed[copy]
