from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.score.folded import folded, shared_words, word_counts, word_line


def test_marks_case_and_white_space_say_nothing():
    assert folded("The  «Halyk»\nCouncil") == folded("the “halyk” council")


def test_a_look_alike_letter_is_the_latin_one():
    assert folded("Abd\u0456rayim") == folded("Abdirayim")


def test_nothing_is_the_empty_text():
    assert folded(None) == ""


def test_lines_are_compared_by_their_words():
    assert word_line("— Read more…") == "read more"


def test_three_words_of_four_and_of_three_share_six_sevenths():
    assert shared_words(word_counts("unions matter to all"), word_counts("unions matter all")) == 6 / 7


@given(st.text(), st.text())
def test_sharing_is_the_same_both_ways_and_at_most_one(one, other):
    share = shared_words(word_counts(one), word_counts(other))
    assert share == shared_words(word_counts(other), word_counts(one))
    assert 0 <= share <= 1
