from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from flows.tagging.decoding import Scores
from flows.tagging.layers import WIDTH
from flows.tagging.network import tokenizer
from flows.tagging.pieces import pieces_from_text
from flows.tagging.scores import Read, read_from_window, scores_from_windows
from flows.tagging.windows import Reach, Window, windows_from_text

texts = st.lists(st.sampled_from(["a ", "Nurbekova ", "b. ", "c\n", "d ", "“"]), max_size=80).map("".join)
reaches = st.builds(Reach, st.integers(4, 40), st.integers(0, 20), st.integers(0, 20))


def told(read: Read) -> Scores:
    """A network that tells of each word its first piece, that piece's case and how many pieces it read."""
    scores = np.zeros((len(read.firsts), WIDTH), dtype=np.float32)
    scores[:, 0], scores[:, 1], scores[:, 2] = read.ids[read.firsts], read.cases[read.firsts], len(read.ids)
    return scores


@given(texts, reaches)
def test_each_word_has_the_scores_of_its_own_pieces(text: str, reach: Reach) -> None:
    pieces = pieces_from_text(text, tokenizer())
    scores = scores_from_windows(pieces, windows_from_text(text, pieces, reach), told)
    assert scores[:, 0].tolist() == pieces.ids[pieces.word_piece].tolist()
    assert scores[:, 1].tolist() == pieces.cases[pieces.word_piece].tolist()


def test_a_word_is_scored_by_the_window_that_keeps_it_not_by_one_that_has_it_as_context(words: Tokenizer) -> None:
    text = "one two three four five six"
    pieces = pieces_from_text(text, words)
    windows = [Window(0, 6, 0, 2), Window(1, 6, 2, 6)]
    assert scores_from_windows(pieces, windows, told)[:, 2].tolist() == [8, 8, 7, 7, 7, 7]


def test_a_window_is_read_between_a_first_and_a_last_piece(words: Tokenizer) -> None:
    pieces = pieces_from_text("One Two three", words)
    read, held = read_from_window(pieces, Window(1, 3, 1, 3))
    assert words.decode(read.ids.tolist(), skip_special_tokens=False) == "[CLS] two three [SEP]"
    assert (read.firsts.tolist(), held) == ([1, 2], slice(1, 3))
    assert len(read.ids) == len(read.cases) == len(read.marks)
    assert (read.cases[0], read.marks[0], read.cases[-1], read.marks[-1]) == (0, 0, 0, 0)


def test_a_window_that_begins_within_a_word_does_not_hold_it(words: Tokenizer) -> None:
    pieces = pieces_from_text("Nurbekova spoke", words)
    assert pieces.word_piece.tolist()[1] > 1
    assert read_from_window(pieces, Window(1, len(pieces.ids), 1, len(pieces.ids)))[1] == slice(1, 2)


def test_each_window_is_run_alone(words: Tokenizer) -> None:
    seen: list[int] = []

    def run(read: Read) -> Scores:
        seen.append(len(read.ids))
        return told(read)

    text = "one two three four five six"
    pieces = pieces_from_text(text, words)
    scores_from_windows(pieces, windows_from_text(text, pieces, Reach(4, 0, 0)), run)
    assert seen == [6, 4]


def test_a_text_without_words_has_no_scores_and_is_not_run(words: Tokenizer) -> None:
    pieces = pieces_from_text("\n", words)
    assert scores_from_windows(pieces, windows_from_text("\n", pieces), lambda read: 1 / 0).shape == (0, WIDTH)
