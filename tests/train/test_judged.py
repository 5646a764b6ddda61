from __future__ import annotations

from dataclasses import replace

from flows.train.gold_pages import GoldPage
from flows.train.judged import found_from_names, found_from_text, judged_rows


def test_what_the_page_tells_is_right(gold: GoldPage) -> None:
    rows = judged_rows(found_from_text(gold))
    assert {row.thing for row in rows if row.right} == {"name", "quote", "event"}
    assert all(row.right for row in rows if row.thing in ("name", "quote"))


def test_nothing_is_right_on_a_page_whose_annotation_is_empty(gold: GoldPage) -> None:
    bare = replace(gold, marked=())
    rows = judged_rows(found_from_text(bare))
    assert rows
    assert not any(row.right for row in rows)


def test_each_event_of_the_annotation_makes_one_row_right(gold: GoldPage) -> None:
    found = found_from_names(gold)
    assert len(found.event_pairs) == 1 < len(judged_rows(found))
