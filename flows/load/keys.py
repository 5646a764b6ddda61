"""Local rows become published rows: keys give way to the ids that only all documents together could tell."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from flows.load.links import Links
from schemas import TABLES
from schemas.contract import Column, arrow_schema
from schemas.handoffs import LOCAL_TABLES


def published_from_local(local: dict[str, pa.Table], links: Links) -> dict[str, pa.Table]:
    """The part's rows in the columns of the public contract, in the order given.

    A key that no entity has stays as it is: the acceptance then finds a reference to nothing and
    says which.
    """
    happening = _looked_up(local["events"].column("event_id"), links.happenings, "event_id", "happening_id")
    utterance = _looked_up(local["quotes"].column("quote_id"), links.utterances, "quote_id", "utterance_id")
    documents = local["documents"]
    for name in ("duplicate_of", "duplicate_similarity"):
        found = _looked_up(documents.column("document_id"), links.duplicates, "document_id", name)
        documents = documents.set_column(documents.schema.get_field_index(name), documents.schema.field(name), found)
    made = {"events": {"happening_id": happening}, "quotes": {"utterance_id": utterance}}
    tables = {"documents": pa.table(documents.columns, schema=arrow_schema(TABLES["documents"]))}
    for table in LOCAL_TABLES:
        columns = [_column(local[table], column, links, made.get(table, {})) for column in TABLES[table].columns]
        tables[table] = pa.table(columns, schema=arrow_schema(TABLES[table]))
    tables["participants"] = _first_of_each(tables["participants"], TABLES["participants"].key)
    return tables


def _column(rows: pa.Table, column: Column, links: Links, made: dict[str, pa.ChunkedArray]) -> pa.ChunkedArray:
    if column.name in made:
        return made[column.name]
    if column.refers_to != "entities":
        return rows.column(column.name)
    keys = rows.column(column.name.removesuffix("_id") + "_key")
    return pc.coalesce(_looked_up(keys, links.key_ids, "entity_key", "entity_id"), keys)


def _looked_up(values: pa.ChunkedArray, links: pa.Table, key: str, result: str) -> pa.ChunkedArray:
    """For each value the result of the link that has it as key; null where none has."""
    return links.column(result).take(pc.index_in(values, value_set=links.column(key).combine_chunks(), skip_nulls=True))


def _first_of_each(rows: pa.Table, key: tuple[str, ...]) -> pa.Table:
    """Two keys of one entity in an event ('NUM', 'the Union') are one participant: its first row stays."""
    numbered = rows.select(key).append_column("row", pa.array(range(rows.num_rows), pa.int64()))
    first = numbered.group_by(list(key), use_threads=False).aggregate([("row", "min")]).column("row_min")
    return rows.take(first.take(pc.sort_indices(first)))
