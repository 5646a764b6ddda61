"""What the holder of an old copy has to delete: the rows that a release made today would leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.load.breach import record_id
from flows.release.blotted import blotted_names
from flows.release.data import with_views
from flows.release.facts import DATA
from flows.release.removals import Removals, removals_from_takedowns
from flows.release.rights import Withheld
from flows.release.rows import Changed, released_rows
from flows.release.takedowns import Takedown
from flows.release.verify.copy_of_release import Copy
from schemas import TABLES
from schemas.contract import TEXT
from schemas.releases import RELEASED


@dataclass(frozen=True, slots=True)
class Deletion:
    """One row to delete, or columns of it that a name has to be blotted out of (or a reference removed from)."""

    table: str
    record_id: str
    columns: tuple[str, ...] = ()  # none: the whole row goes

    @property
    def told(self) -> str:
        return f"delete {self.record_id}" if not self.columns else f"empty or blot out {', '.join(self.columns)} of {self.record_id}"


def deletions_from_copy(copy: Copy, takedowns: Sequence[Takedown]) -> list[Deletion]:
    """By table, in the order of the rows; none where the copy holds nothing that was taken down."""
    with duckdb.connect() as connection:
        with_views(connection, copy.folder / DATA, "main", RELEASED)
        removals = removals_from_takedowns(connection, takedowns)
    if not removals:
        return []
    changed = Changed()
    return [deletion for table in TABLES if table in copy.tables for deletion in _deletions(copy, table, removals, changed)]


def _deletions(copy: Copy, table: str, removals: Removals, changed: Changed) -> Iterator[Deletion]:
    key = TABLES[table].key
    with pq.ParquetFile(copy.data(table)) as file:
        for number in range(file.num_row_groups):
            before = _with_texts(table, file.read_row_group(number))
            after = released_rows(table, before, _provable(table, before, removals), Withheld(), changed)
            after = _without_names(table, after, removals)
            kept = {record_id(*row): place for place, row in enumerate(zip(*(after[name].to_pylist() for name in key), strict=True))}
            for place, row in enumerate(zip(*(before[name].to_pylist() for name in key), strict=True)):
                name = record_id(*row)
                if name not in kept:
                    yield Deletion(table, name)
                elif columns := _different(before, place, after, kept[name]):
                    yield Deletion(table, name, columns)


def _with_texts(table: str, rows: pa.Table) -> pa.Table:
    """Documents whose text is left out have an empty one here: nothing in it can name anybody."""
    if table != "documents":
        return rows
    return rows.set_column(rows.schema.get_field_index("text"), "text", pc.fill_null(rows["text"], ""))


def _provable(table: str, documents: pa.Table, removals: Removals) -> Removals:
    if table != "documents":
        return removals
    there = set(documents.filter(pc.not_equal(documents["text"], ""))["document_id"].to_pylist())
    return replace(removals, spans={document: spans for document, spans in removals.spans.items() if document in there})


def _without_names(table: str, rows: pa.Table, removals: Removals) -> pa.Table:
    """Words quoted from a text that is left out can't be cut from it anew: a name in them is looked for in the words."""
    if table != "quotes" or not removals.names:
        return rows
    words = [None if text is None else blotted_names(text, removals.names) for text in rows["text"].to_pylist()]
    return rows.set_column(rows.schema.get_field_index("text"), "text", pa.array(words, TEXT))


def _different(before: pa.Table, place: int, after: pa.Table, other: int) -> tuple[str, ...]:
    return tuple(name for name in before.column_names if not before[name][place].equals(after[name][other]))
