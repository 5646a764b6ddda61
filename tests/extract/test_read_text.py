"""Plain text, line by line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.extract.read_text import reading_from_text, text_with_lines


def test_lines_stand_as_they_are() -> None:
    reading = reading_from_text(b"One\n\n  Two \n")
    assert reading.text.text == "One\n\n  Two \n"
    assert reading.layout == ["line"] * 4


def test_every_kind_of_line_end_is_a_line_feed() -> None:
    assert text_with_lines("a\r\nb\rc\fd\ve\u2028f\x85g").text == "a\nb\nc\nd\ne\nf\ng"


def test_zero_bytes_are_spaces() -> None:
    assert reading_from_text(b"The congress\0was held in Astana on Friday, 6 February.").text.text.startswith("The congress was held")


@given(st.text(st.sampled_from("ab\r\n\f\0\u2029 "), max_size=40))
def test_every_character_keeps_its_place(characters: str) -> None:
    text = text_with_lines(characters)
    for place, character in enumerate(text.text):
        first, last = text.raw_span(place, place + 1)
        assert last - first == 1
        assert characters[first] == character or character in "\n "
