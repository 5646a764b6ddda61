"""The rows of a table as a release keeps them: what was taken down is gone, what may not be passed on is empty."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from flows.release.blotted import blotted_names, blotted_spans, names_pattern
from flows.release.removals import Removals
from flows.release.rights import Withheld
from schemas.contract import TEXT, TEXTS
from schemas.releases import RELEASED
from schemas.rules import REFERENCES, SPANS

# Columns of people's words that stand in no document: names that were taken down may be in them too.
_TOLD = {"documents": ("title", "author", "publisher"), "entities": ("name", "aliases"), "issues": ("value", "message")}

# Columns that mean nothing without another.
_GOES_WITH = {"duplicate_of": "duplicate_similarity", "speaker_id": "speaker_confidence"}


@dataclass
class Changed:
    """Texts of documents in which a name was blotted out, for the rows that repeat a part of them."""

    texts: dict[str, str] = field(default_factory=dict)


def released_rows(table: str, rows: pa.Table, removals: Removals, withheld: Withheld, changed: Changed) -> pa.Table:
    """The rows that stay; `documents` must come before the tables of what was found in them."""
    if removals:
        rows = _without_removed(table, rows, removals)
        rows = _blotted(table, rows, removals, changed)
        if table == "entities" and removals.recounted is not None:
            rows = _recounted(rows, removals.recounted)
    if table == "documents" and withheld.corpora:
        rows = _emptied(rows, "text", _is_in(rows["corpus"], withheld.corpora))
    if table == "quotes" and withheld.quotes:
        rows = _emptied(rows, "text", _is_in(rows["quote_id"], withheld.quotes))
    return rows.select(RELEASED[table].names)


def _without_removed(table: str, rows: pa.Table, removals: Removals) -> pa.Table:
    """Rows of what was taken down go; a reference to it is emptied where it may be empty."""
    gone = {"documents": removals.documents, "entities": removals.entities, "events": removals.events}
    key = RELEASED[table].key[0]
    if table in gone:
        rows = rows.filter(pc.invert(_is_in(rows[key], gone[table])))
    if table == "issues":
        named = removals.documents | removals.silenced
        rows = rows.filter(pc.invert(pc.or_(_is_in(rows["document_id"], named), _is_in(rows["record_id"], named))))
    if table == "quotes":
        rows = rows.filter(pc.invert(_is_in(rows["speaker_id"], removals.silenced)))
    for rule in REFERENCES:
        if rule.table == table:
            dangling = _is_in(rows[rule.column], gone[rule.target])
            rows = _emptied(rows, rule.column, dangling) if rule.nullable else rows.filter(pc.invert(dangling))
            if rule.column in _GOES_WITH:
                rows = _emptied(rows, _GOES_WITH[rule.column], pc.is_null(rows[rule.column]))
    return rows


def _blotted(table: str, rows: pa.Table, removals: Removals, changed: Changed) -> pa.Table:
    if not removals.silenced:
        return rows
    if table == "documents":
        rows = _with_texts_blotted(rows, removals, changed)
    for name in _TOLD.get(table, ()):
        rows = _mapped(rows, name, lambda value: blotted_names(value, removals.names))
    return _sliced_anew(table, rows, changed)


def _with_texts_blotted(rows: pa.Table, removals: Removals, changed: Changed) -> pa.Table:
    texts = rows["text"].to_pylist()
    for place, document_id in enumerate(rows["document_id"].to_pylist()):
        text = texts[place]
        if document_id in removals.spans or (removals.names and names_pattern(removals.names).search(text)):
            texts[place] = blotted_names(blotted_spans(text, removals.spans.get(document_id, ())), removals.names)
            changed.texts[document_id] = texts[place]
    return rows.set_column(rows.schema.get_field_index("text"), "text", pa.array(texts, TEXT))


def _sliced_anew(table: str, rows: pa.Table, changed: Changed) -> pa.Table:
    """Columns that repeat a part of their document's text, for documents in which something was blotted out."""
    rules = [rule for rule in SPANS if rule.table == table and (rule.text or rule.holds)]
    if not rules or not changed.texts:
        return rows
    documents = rows["document_id"].to_pylist()
    for rule in rules:
        name = rule.text or rule.holds or ""
        values, starts, ends = (rows[column].to_pylist() for column in (name, rule.start, rule.end))
        for place, document_id in enumerate(documents):
            if document_id in changed.texts and values[place] is not None:
                part = changed.texts[document_id][starts[place] : ends[place]]
                values[place] = part if rule.text else _held_anew(values[place], part)
        rows = rows.set_column(rows.schema.get_field_index(name), name, pa.array(values, TEXT))
    return rows


def _held_anew(value: str, part: str) -> str:
    """A value that stood somewhere inside a span: as it was if it still does, else blotted out whole."""
    return value if value in part else blotted_spans(value, [(0, len(value))])


def _recounted(rows: pa.Table, counts: pa.Table) -> pa.Table:
    places = pc.index_in(rows["entity_id"], value_set=counts["entity_id"].combine_chunks())
    for name in counts.column_names[1:]:
        field_ = rows.schema.field(name)
        new = pc.if_else(pc.is_valid(places), counts[name].take(places), rows[name]).cast(field_.type)
        rows = rows.set_column(rows.schema.get_field_index(name), field_, new)
    return rows


def _emptied(rows: pa.Table, name: str, mask: pa.ChunkedArray) -> pa.Table:
    type_ = rows.schema.field(name).type
    return rows.set_column(rows.schema.get_field_index(name), pa.field(name, type_), pc.if_else(mask, pa.scalar(None, type_), rows[name]))


def _mapped(rows: pa.Table, name: str, change: Callable[[str], str]) -> pa.Table:
    type_ = rows.schema.field(name).type
    values = rows[name].to_pylist()
    new = [[change(item) for item in value] if type_ == TEXTS else change(value) if value is not None else None for value in values]
    return rows.set_column(rows.schema.get_field_index(name), pa.field(name, type_), pa.array(new, type_))


def _is_in(values: pa.ChunkedArray, ids: Collection[str]) -> pa.ChunkedArray:
    return pc.is_in(values, value_set=pa.array(sorted(ids), TEXT))
