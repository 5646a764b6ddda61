from __future__ import annotations

import pyarrow as pa
import pytest

from flows.load.columns import column_breaches
from schemas.contract import COUNT, COUNTS, SHARE, TEXT, TEXTS, Column, Contract


def found(column, values):
    contract = Contract("things", "A thing", (column.name,), (column,))
    return [
        (breach.row, breach.code, breach.value)
        for breach in column_breaches(pa.table({column.name: pa.array(values, column.type)}), contract)
    ]


@pytest.mark.parametrize(
    ("column", "values", "code"),
    [
        (Column("a", TEXT, ""), ["x", None], "value-missing"),
        (Column("a", TEXT, "", pattern="[a-z]{2}"), ["en", "english"], "value-malformed"),
        (Column("a", TEXT, "", pattern="[a-z]{2}"), ["en", "en\n"], "value-malformed"),
        (Column("a", TEXT, "", pattern="a|b"), ["b", "ab"], "value-malformed"),
        (Column("a", TEXT, "", codes="quote_kinds"), ["direct", "shouted"], "value-unlisted"),
        (Column("a", COUNT, "", at_least=0), [0, -1], "value-out-of-bounds"),
        (Column("a", SHARE, "", at_most=1), [1.0, 1.1], "value-out-of-bounds"),
    ],
)
def test_the_row_of_a_wrong_value_is_named(column, values, code):
    assert found(column, values) == [(1, code, values[1])]


def test_no_number_is_within_no_bounds():
    assert [(row, code) for row, code, _ in found(Column("a", SHARE, "", at_least=0), [0.5, float("nan")])] == [(1, "value-out-of-bounds")]


@pytest.mark.parametrize(
    "column",
    [Column("a", TEXT, "", True, pattern="x"), Column("a", TEXT, "", True, codes="quote_kinds"), Column("a", COUNT, "", True, at_least=0)],
)
def test_an_empty_value_breaks_no_rule_where_it_may_be_empty(column):
    assert found(column, [None]) == []


@pytest.mark.parametrize("column", [Column("a", TEXTS, ""), Column("a", COUNTS, "")])
def test_a_list_with_a_hole_is_found_among_others(column):
    values = [["x"], [], ["x", None]] if column.type == TEXTS else [[1], [], [1, None]]
    assert [(row, code) for row, code, _ in found(column, values)] == [(2, "value-missing")]
