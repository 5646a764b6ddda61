from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from flows.tagging.network import tokenizer
from flows.tagging.pieces import pieces_from_text
from flows.tagging.windows import LIMIT, REACH, Reach, tiled, windows_from_text

reaches = st.builds(Reach, st.integers(1, 300), st.integers(0, 100), st.integers(0, 100))
texts = st.lists(st.sampled_from(["a ", "Nurbekova ", "b. ", "c\n", "\n", "“", "x" * 40]), max_size=120).map("".join)


@given(texts, reaches)
def test_the_parts_that_count_tile_the_pieces(text: str, reach: Reach) -> None:
    pieces = pieces_from_text(text, tokenizer())
    windows = windows_from_text(text, pieces, reach)
    assert [window.keep_start for window in windows] == [0, *(window.keep_end for window in windows)][: len(windows)]
    assert (windows[-1].keep_end if windows else 0) == len(pieces.ids)


@given(texts, reaches)
def test_a_window_is_never_longer_than_its_reach_nor_than_the_encoder_reads(text: str, reach: Reach) -> None:
    for window in windows_from_text(text, pieces_from_text(text, tokenizer()), reach):
        assert window.keep_start < window.keep_end <= window.keep_start + reach.kept
        assert window.end - window.start + 2 <= sum(reach) + 2 <= 512


@given(texts, reaches)
def test_context_is_what_stands_before_and_after(text: str, reach: Reach) -> None:
    pieces = pieces_from_text(text, tokenizer())
    for window in windows_from_text(text, pieces, reach):
        assert window.start == max(0, window.keep_start - reach.before)
        assert window.end == min(len(pieces.ids), window.keep_end + reach.after)


@given(texts)
def test_no_window_ends_within_a_word(text: str) -> None:
    pieces = pieces_from_text(text, tokenizer())
    begins = {*pieces.word_piece.tolist(), *np.flatnonzero(pieces.ids == 102).tolist(), len(pieces.ids)}
    assert all(window.keep_end in begins for window in windows_from_text(text, pieces))


def test_a_window_ends_with_a_line_where_it_can_else_with_a_sentence_else_with_a_word(words: Tokenizer) -> None:
    def ends(text: str) -> str:
        pieces = pieces_from_text(text, words)
        first = windows_from_text(text, pieces, Reach(12, 0, 0))[0]
        return text[: pieces.word_start[np.searchsorted(pieces.word_piece, first.keep_end)]]

    assert ends("one two three four five six seven.\neight. nine ten eleven twelve thirteen") == "one two three four five six seven.\n"
    assert ends("one two three four five six seven. eight nine ten eleven twelve thirteen") == "one two three four five six seven. "
    assert ends("one two three four. five six seven eight nine Nurbekova ten") == "one two three four. five six seven eight nine "


def test_a_line_end_too_near_the_beginning_ends_no_window(words: Tokenizer) -> None:
    text = "one\ntwo three four five six seven eight nine ten"
    assert windows_from_text(text, pieces_from_text(text, words), Reach(8, 0, 0))[0].keep_end == 8


def test_a_short_text_is_one_window_and_an_empty_one_none(words: Tokenizer) -> None:
    assert [tuple(one) for one in windows_from_text("Two words", pieces_from_text("Two words", words))] == [(0, 2, 0, 2)]
    assert windows_from_text("", pieces_from_text("", words)) == []


def test_more_than_the_encoder_reads_is_refused() -> None:
    assert sum(REACH) <= LIMIT
    with pytest.raises(ValueError, match="510 pieces"):
        tiled(1000, [], Reach(400, 100, 100))
