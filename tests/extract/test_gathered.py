from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.extract.gathered import Gathered


@given(st.text(alphabet="ab \n\t", max_size=30), st.integers(0, 5))
def test_white_space_collapses_and_every_character_keeps_its_place(source: str, shift: int) -> None:
    gathered = Gathered()
    gathered.add_collapsed(source, 0, len(source), shift)
    mapped = gathered.mapped()
    assert (mapped.text if mapped else "") == " ".join(source.split())
    place = 0
    for length, raw, raw_length in mapped.pieces if mapped else ():
        written = source[raw - shift : raw - shift + raw_length]
        assert mapped is not None
        assert " ".join(mapped.text[place : place + length].split()) == " ".join(written.split())
        place += length


def test_nothing_visible_is_no_line() -> None:
    gathered = Gathered()
    gathered.add_collapsed(" \xa0 \n", 0, 4)
    assert gathered.mapped() is None
