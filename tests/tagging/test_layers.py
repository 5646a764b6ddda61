from __future__ import annotations

from flows.tagging.layers import CHOICE, CHOICES, PARTS, SPAN_LAYER, SPAN_LAYERS, WIDTH
from schemas.contract import codes


def test_columns_follow_one_another_without_gap() -> None:
    parts = [(part.column, part.width) for part in (*SPAN_LAYERS, *CHOICES)]
    assert [column for column, _ in parts] == [sum(width for _, width in parts[:at]) for at in range(len(parts))]
    assert sum(width for _, width in parts) == WIDTH


def test_a_layer_of_spans_has_a_column_for_none_and_four_for_each_type() -> None:
    assert SPAN_LAYER["role"].width == 1 + len(PARTS)
    assert SPAN_LAYER["name"].width == 1 + len(PARTS) * len(codes("entity_types"))


def test_labels_are_those_of_the_published_code_lists() -> None:
    assert set(CHOICE["kind"].values) == set(codes("quote_kinds")) - {"address"}
    assert list(CHOICE["event"].values) == list(codes("event_types"))
    assert list(CHOICE["status"].values) == list(codes("event_statuses"))


def test_the_first_value_of_what_is_rare_is_its_absence() -> None:
    assert CHOICE["address"].values[0] == "no"
    assert CHOICE["noise"].values[0] == "body"
