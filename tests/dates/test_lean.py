from __future__ import annotations

import pytest

from flows.dates.lean import lean_of_date, lean_of_month


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The hearing resumes on Tuesday.", True),
        ("They met on Tuesday.", False),
        ("The vote will be held on Tuesday.", True),
        ("Встреча прошла во вторник", False),
    ],
)
def test_the_words_before_a_weekday_tell_on_which_side_it_lies(text: str, ahead: bool) -> None:
    word = "Tuesday" if "Tuesday" in text else "вторник"
    start = text.index(word)
    assert (lean_of_date(text, start, start + len(word), "weekday", None) > 0) is ahead


def test_next_month_lies_rather_ahead_than_last_month() -> None:
    assert lean_of_month(1) > 0 > lean_of_month(11)
