from __future__ import annotations

from datetime import date

import pytest

from flows.dates import Anchor, date_values_from_text, dates_from_text, is_heading

PAGE = date(2018, 12, 28)


def values(text: str, page: date | None = PAGE) -> list[tuple[str, str]]:
    anchor = Anchor(page, page) if page else None
    return [(value.edtf, value.reason) for _, value in date_values_from_text(text, "en", anchor) if value]


def test_the_headings_of_a_chronicle_lie_on_one_side_of_the_page() -> None:
    text = "8 January. The office opened.\n11 April. A keeper was hired.\n20 December. The year was closed."
    assert values(text) == [("2018-01-08", "heading"), ("2018-04-11", "heading"), ("2018-12-20", "heading")]


def test_weekdays_follow_the_heading_told_in_full() -> None:
    assert values("Friday, 2 November 1990. Snow.\nTuesday. Rain.\nWednesday. Sun.", None)[1:] == [
        ("1990-11-06", "heading"),
        ("1990-11-07", "heading"),
    ]


def test_two_lines_that_begin_with_a_date_are_no_chronicle() -> None:
    assert [reason for _, reason in values("8 January. It opened.\n11 April. It was closed.")] == ["published", "published"]


@pytest.mark.parametrize(
    ("text", "heading"), [("Saturday, March 11\nOne man.", True), ("On 8 January it opened.", False), ("8 January was cold.", False)]
)
def test_a_heading_stands_apart(text: str, heading: bool) -> None:
    assert is_heading(text, dates_from_text(text)[0]) is heading
