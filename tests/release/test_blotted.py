from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.release.blotted import BLOT, blotted_names, blotted_spans


def test_a_name_is_blotted_out_character_by_character_in_any_case_and_spacing() -> None:
    text = "Aida Serik said. AIDA\n SERIK left; Aida Serikova stayed."
    assert blotted_names(text, ("Aida Serik",)) == f"{BLOT * 10} said. {BLOT * 11} left; Aida Serikova stayed."


def test_the_longest_name_goes_first() -> None:
    assert blotted_names("Aida Serik Bek", ("Aida Serik Bek", "Aida Serik")) == BLOT * 14


def test_signs_of_a_name_mean_themselves() -> None:
    assert blotted_names("a+b (c) and aab c", ("a+b (c)",)) == f"{BLOT * 7} and aab c"


@given(st.text(), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)))
def test_no_offset_moves(text: str, spans: list[list[int]]) -> None:
    within = [(min(start, len(text)), min(end, len(text))) for start, end in spans]
    found = blotted_spans(text, within)
    assert len(found) == len(text)
    covered = {place for start, end in within for place in range(start, end)}
    assert all(letter == (BLOT if place in covered else text[place]) for place, letter in enumerate(found))
