from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.extract.mapped import Edit, Mapped, joined

RAW = st.text(alphabet="ab \né", max_size=16)


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[Edit]:
    places = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    spans = list(zip(places[0::2], places[1::2], strict=False))
    return [(start, end, draw(st.text(alphabet="xyz", max_size=4))) for start, end in spans]


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, Mapped]:
    raw = draw(RAW)
    mapped = Mapped.of(raw)
    for _ in range(draw(st.integers(0, 3))):
        mapped = mapped.edited(draw(edits_of(len(mapped.text))))
    return raw, mapped


def applied(text: str, edits: list[Edit]) -> str:
    for start, end, replacement in reversed(edits):
        text = text[:start] + replacement + text[end:]
    return text


@given(edited_texts())
def test_pieces_tile_the_text_and_stay_inside_the_raw_file(case: tuple[str, Mapped]) -> None:
    raw, mapped = case
    assert sum(length for length, _, _ in mapped.pieces) == len(mapped.text)
    assert all(first >= 0 and first + length <= len(raw) for _, first, length in mapped.pieces)


@given(edited_texts())
def test_a_kept_character_maps_to_its_raw_character(case: tuple[str, Mapped]) -> None:
    raw, mapped = case
    for place, character in enumerate(mapped.text):
        first, last = mapped.raw_span(place, place + 1)
        if character not in "xyz":  # edits insert only these, and the raw text holds none of them
            assert raw[first:last] == character


@given(edited_texts(), st.data())
def test_edits_change_the_text_as_replacing_does(case: tuple[str, Mapped], data: st.DataObject) -> None:
    mapped = case[1]
    edits = data.draw(edits_of(len(mapped.text)))
    assert mapped.edited(edits).text == applied(mapped.text, edits)


@given(edited_texts())
def test_flat_numbers_give_the_same_map_back(case: tuple[str, Mapped]) -> None:
    mapped = case[1]
    assert Mapped.from_flat(mapped.text, mapped.flat()) == mapped


@given(edited_texts(), st.data())
def test_slices_joined_again_mean_the_same_raw_characters(case: tuple[str, Mapped], data: st.DataObject) -> None:
    mapped = case[1]
    place = data.draw(st.integers(0, len(mapped.text)))
    again = joined([mapped.sliced(0, place), mapped.sliced(place, len(mapped.text))], separator="")
    assert again.text == mapped.text
    assert [again.raw_span(i, i + 1) for i in range(len(again.text))] == [mapped.raw_span(i, i + 1) for i in range(len(mapped.text))]


@given(edited_texts())
def test_lines_are_the_slices_between_line_feeds(case: tuple[str, Mapped]) -> None:
    mapped = case[1]
    assert [line.text for line in mapped.lines()] == mapped.text.split("\n")
    assert joined(mapped.lines()).text == mapped.text


def test_a_unit_means_all_its_raw_characters() -> None:
    mapped = Mapped.of("a&amp;b").edited([(1, 6, "&")])
    assert mapped.text == "a&b"
    assert mapped.raw_span(1, 2) == (1, 6)
    assert mapped.raw_span(2, 3) == (6, 7)


def test_half_of_a_unit_still_means_all_of_it_where_the_counts_happen_to_agree() -> None:
    mapped = Mapped.of("1½3").edited([(1, 2, " 1/2")])
    half = mapped.edited([(1, 3, "")]).edited([(1, 3, "two")])
    assert mapped.sliced(1, 3).raw_span(0, 1) == (1, 2)
    assert half.raw_span(1, 4) == (1, 2)


def test_inserted_characters_mean_an_empty_raw_span_after_what_stands_before() -> None:
    mapped = joined([Mapped.of("ab"), Mapped.of("cd", raw_start=10)])
    assert mapped.raw_span(2, 3) == (2, 2)
    assert mapped.raw_span(0, 5) == (0, 12)
