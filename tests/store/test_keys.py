from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.store.keys import key_from, pieces_from_names

NAMES = st.lists(st.text(max_size=6), max_size=60, unique=True).map(sorted)


def pieces(names: list[str], most: int = 8, size: int = 1, most_size: int = 10**9) -> list[list[str]]:
    return [names[start:end] for start, end in pieces_from_names(names, [size] * len(names), most, most_size)]


def test_a_key_is_the_same_for_equal_values_and_another_for_others() -> None:
    assert key_from("a", [1, None]) == key_from("a", [1, None])
    assert len({key_from("a", "b"), key_from("ab"), key_from("a", ["b"]), key_from("b", "a")}) == 4


def test_a_name_that_is_no_unicode_has_a_key() -> None:
    assert key_from("press/\udcff.txt") != key_from("press/\udcfe.txt")


@given(NAMES, st.integers(1, 12))
def test_the_pieces_hold_every_name_once_in_order_and_none_is_too_long(names: list[str], most: int) -> None:
    found = pieces(names, most)
    assert [name for piece in found for name in piece] == names
    assert all(0 < len(piece) <= most for piece in found)


@given(st.lists(st.integers(1, 9), max_size=30))
def test_a_piece_is_larger_than_allowed_only_where_one_alone_is(sizes: list[int]) -> None:
    for start, end in pieces_from_names([str(number) for number in range(len(sizes))], sizes, 100, 5):
        assert sum(sizes[start:end]) <= 5 or end - start == 1


def test_a_name_more_leaves_most_pieces_as_they_were() -> None:
    names = [f"{number:05d}" for number in range(0, 20_000, 2)]
    before = pieces(names, 40)
    after = pieces(sorted([*names, "09999"]), 40)
    assert len([piece for piece in after if piece not in before]) <= 3
