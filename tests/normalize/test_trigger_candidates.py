from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from flows.normalize.page import Span
from flows.normalize.trigger_candidates import candidates_from_scores
from flows.tagging.layers import CHOICE, SPAN_LAYER, WIDTH
from flows.tagging.network import tokenizer
from flows.tagging.pieces import Pieces, pieces_from_text
from flows.tagging.tagged import Tagged

TEXT = "The union signed a deal.\nIt struck."
SIGNED = TEXT.index("signed")
STRUCK = TEXT.index("struck")


def read(told: dict[str, float], types: dict[str, str]) -> tuple[Pieces, NDArray[np.float32]]:
    """Scores by which each word tells an event with such odds (their logarithm), of such a type."""
    pieces = pieces_from_text(TEXT, tokenizer())
    scores = np.zeros((len(pieces.word_start), WIDTH), dtype=np.float32)
    outside = SPAN_LAYER["trigger"].column
    scores[:, outside] = 12.0
    for number, (start, end) in enumerate(zip(pieces.word_start, pieces.word_end, strict=True)):
        word = TEXT[start:end]
        if word in told:
            scores[number, outside + 4] = 12.0 + told[word]
        if word in types:
            scores[number, CHOICE["event"].column + CHOICE["event"].values.index(types[word])] = 5.0
    return pieces, scores


def test_a_word_of_which_the_network_thinks_little_is_a_candidate_of_the_type_that_it_would_have() -> None:
    (one,) = candidates_from_scores(*read({"struck": -3.0}, {"struck": "dispute"}), [], [])
    assert (one.start, one.end, one.type, one.by) == (STRUCK, STRUCK + 6, "dispute", "word")
    assert 0.02 < one.chance < 0.1


def test_a_word_of_which_it_thinks_next_to_nothing_is_none() -> None:
    assert candidates_from_scores(*read({"struck": -6.0}, {}), [], []) == []


def test_of_words_side_by_side_the_likeliest_stands_for_the_phrase() -> None:
    (one,) = candidates_from_scores(*read({"signed": 1.0, "a": -2.0, "deal": 0.0}, {}), [], [])
    assert TEXT[one.start : one.end] == "signed"


def test_words_of_two_lines_are_two_candidates() -> None:
    found = candidates_from_scores(*read({".": -1.0, "It": -1.0, "deal": -1.0}, {}), [], [])
    assert len(found) > 1


def test_what_the_lists_alone_find_is_a_candidate_and_what_the_network_found_is_one_once() -> None:
    lists = [Span(SIGNED, SIGNED + 6, "trigger", "agreement", 0.5, "m"), Span(STRUCK, STRUCK + 6, "trigger", "dispute", 0.5, "m")]
    tagged = [Tagged(SIGNED, SIGNED + 6, "trigger", "agreement", "occurred", -0.1, -0.1)]
    found = candidates_from_scores(*read({"signed": 3.0}, {"signed": "agreement"}), tagged, lists)
    assert [(one.start, one.by, one.listed) for one in found] == [(SIGNED, "network", "agreement"), (STRUCK, "lists", "dispute")]


def test_the_lists_settle_a_type_between_two_that_the_network_thinks_alike() -> None:
    pieces, scores = read({"signed": 3.0}, {})
    lists = [Span(SIGNED, SIGNED + 6, "trigger", "agreement", 0.5, "m")]
    assert candidates_from_scores(pieces, scores, [], lists)[0].type == "agreement"
