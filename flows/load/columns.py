"""What a column alone must satisfy, as masks that name the row; pandera says only that some row fails."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.load.breach import Breach
from schemas.contract import COUNTS, TEXTS, Column, Contract, codes


def column_breaches(table: pa.Table, contract: Contract) -> Iterator[Breach]:
    """Every value that its column does not allow."""
    for column in contract.columns:
        values = table.column(column.name)
        for code, message, broken in _masks(column, values):
            for row in np.flatnonzero(broken.to_numpy(zero_copy_only=False)).tolist():
                yield Breach(row, code, column.name, values[row].as_py(), message)


def _masks(column: Column, values: pa.ChunkedArray) -> Iterator[tuple[str, str, pa.ChunkedArray]]:
    if not column.nullable and values.null_count:
        yield "value-missing", f"{column.name} is empty but every row needs it", pc.is_null(values)
    if column.type in (TEXTS, COUNTS) and _items(values).null_count:
        holes = np.zeros(len(values), dtype=bool)
        holes[pc.list_parent_indices(values).filter(pc.is_null(_items(values))).to_numpy()] = True
        yield "value-missing", f"{column.name} is a list with an empty item", pa.array(holes)
    if column.codes:
        allowed = pa.array(list(codes(column.codes)), column.type)
        yield (
            "value-unlisted",
            f"{column.name} is none of the codes in {column.codes}.csv",
            _unless(pc.is_in(values, value_set=allowed), values),
        )
    if column.pattern:
        matches = pc.match_substring_regex(values, f"^(?:{column.pattern})$")
        yield "value-malformed", f"{column.name} is not written as {column.pattern}", _unless(matches, values)
    if column.at_least is not None:
        yield (
            "value-out-of-bounds",
            f"{column.name} is less than {column.at_least:g}",
            _unless(pc.greater_equal(values, column.at_least), values),
        )
    if column.at_most is not None:
        yield (
            "value-out-of-bounds",
            f"{column.name} is more than {column.at_most:g}",
            _unless(pc.less_equal(values, column.at_most), values),
        )


def _items(values: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.list_flatten(values)


def _unless(holds: pa.ChunkedArray, values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Where the test fails on a value that is there."""
    return pc.and_(pc.invert(pc.fill_null(holds, False)), pc.is_valid(values))
