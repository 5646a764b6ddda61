from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.score.matching import best_matches

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), st.integers(0, 4)))


def test_the_likeliest_pair_goes_first():
    assert best_matches([(0.8, 0, 0), (0.9, 1, 0), (0.7, 0, 1)]) == {1: 0, 0: 1}


def test_equal_pairs_go_in_the_order_of_their_keys():
    assert best_matches([(0.5, "b", "x"), (0.5, "a", "x")]) == {"a": "x"}


@given(PAIRS)
def test_each_side_is_matched_once(pairs):
    matches = best_matches(pairs)
    assert len(set(matches.values())) == len(matches)


@given(PAIRS)
def test_no_pair_is_left_whose_sides_are_both_free(pairs):
    matches = best_matches(pairs)
    assert all(found in matches or wanted in matches.values() for _, found, wanted in pairs)
