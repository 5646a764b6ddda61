from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.dates.tokens import tokens_from_window, windows_from_text


def kinds(text: str) -> list[str]:
    return [token.kind for token in tokens_from_window(text, 0, len(text)) if token.kind != "end"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 October, 2018", ["number", "month", "comma", "number"]),
        ("03.10.2018 18:20", ["iso", "clock"]),
        ("1,200 workers", ["amount", "word"]),
        ("the 1960s", ["article", "decade"]),
        ("60-х годов", ["decade", "unit:year"]),
        ("21st century", ["ordinal", "unit:century"]),
        ("XX века", ["roman", "unit:century"]),
        ("өткен аптада", ["turn", "unit:week"]),
        ("Friday’s", ["weekday", "apostrophe", "word"]),
    ],
)
def test_a_token_knows_its_part_in_the_grammar(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_a_text_without_words_of_time_has_no_window() -> None:
    assert list(windows_from_text("Workers may march for 32 articles. We sat in the sun.")) == []


def test_a_window_keeps_to_its_line() -> None:
    text = "Menu\nOn Friday, 6 February\nRead more"
    assert [text[start:end] for start, end in windows_from_text(text)] == ["On Friday, 6 February"]


@given(st.lists(st.sampled_from(["Friday", "March", "word", "2018", "İstanbul", "\n", "жұма", "a" * 50]), max_size=30).map(" ".join))
def test_windows_are_ordered_disjoint_and_hold_every_cue(text: str) -> None:
    windows = list(windows_from_text(text))
    assert all(one[1] < two[0] for one, two in pairwise(windows))
    for word in ("Friday", "March", "2018", "жұма"):
        place = text.find(word)
        assert place < 0 or any(start <= place and place + len(word) <= end for start, end in windows)
