"""What the checks find: one row that breaks one rule, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.issues import Issue, Level
from schemas import TABLES

Outcome = Literal["refused", "emptied", "kept"]
_LEVELS: dict[Outcome, Level] = {"refused": "refused", "emptied": "warning", "kept": "warning"}


@dataclass(frozen=True, slots=True)
class Breach:
    """One row that breaks one rule: the row is refused, the columns emptied, or all kept with a warning."""

    row: int
    code: str
    column: str
    value: object
    message: str
    outcome: Outcome = "refused"
    empties: tuple[str, ...] = ()


def issues_from_breaches(table: str, rows: pa.Table, breaches: Iterable[Breach]) -> list[Issue]:
    """Each breach as an issue that names the row by its key."""
    found = list(breaches)
    names = [name for name in rows.column_names if name in (*TABLES[table].key, "document_id", "raw_path")]
    told = rows.select(names).take(pa.array([breach.row for breach in found], pa.int64())).to_pylist()
    return [
        Issue(
            _LEVELS[breach.outcome],
            breach.code,
            breach.message,
            raw_path=row.get("raw_path"),
            document_id=row.get("document_id"),
            table_name=table,
            record_id=record_id(*(row[name] for name in TABLES[table].key)),
            column_name=breach.column,
            value=None if breach.value is None else str(breach.value),
        )
        for breach, row in zip(found, told, strict=True)
    ]


def record_id(*key: object) -> str:
    """How an issue names a row: its key, the parts of a composite key joined by '/'."""
    return "/".join("" if part is None else str(part) for part in key)


def without_refused(rows: pa.Table, breaches: list[Breach]) -> pa.Table:
    """The rows that stay, the columns emptied that a breach empties."""
    for name in sorted({name for breach in breaches for name in breach.empties}):
        rows = emptied(rows, name, [breach.row for breach in breaches if name in breach.empties])
    refused = {breach.row for breach in breaches if breach.outcome == "refused"}
    return without_rows(rows, sorted(refused)) if refused else rows


def emptied(rows: pa.Table, name: str, numbers: list[int]) -> pa.Table:
    """The rows with null in one column of some of them."""
    index = rows.schema.get_field_index(name)
    values = pc.if_else(_mask(rows.num_rows, numbers), pa.scalar(None, rows.schema.field(name).type), rows.column(name))
    return rows.set_column(index, rows.schema.field(name), values)


def without_rows(rows: pa.Table, numbers: list[int]) -> pa.Table:
    """All rows but some."""
    return rows.filter(pc.invert(_mask(rows.num_rows, numbers)))


def _mask(length: int, numbers: list[int]) -> pa.Array:
    mask = np.zeros(length, dtype=bool)
    mask[numbers] = True
    return pa.array(mask)
