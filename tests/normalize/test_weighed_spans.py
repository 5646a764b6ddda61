"""Spans chosen from what the network and the word lists propose."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flows.normalize.page import Span
from flows.normalize.weighed_spans import Candidate, candidates, chance, chosen
from flows.tagging.layers import SPAN_LAYER, WIDTH
from flows.tagging.network import tokenizer
from flows.tagging.pieces import pieces_from_text
from flows.tagging.tagged import Tagged

TEXT = "Asel Nurbekova leads the Union of Bakers."
NAME = SPAN_LAYER["name"]


def proposed(network: list[tuple[str, str]], lists: list[tuple[str, str]]) -> dict[tuple[str, str], Candidate]:
    pieces = pieces_from_text(TEXT, tokenizer())
    scores = np.zeros((len(pieces.word_start), WIDTH), dtype=np.float32)
    tagged = [Tagged(TEXT.index(words), TEXT.index(words) + len(words), "name", label, None, -0.1, -0.2) for words, label in network]
    spans = [Span(TEXT.index(words), TEXT.index(words) + len(words), "name", label, 0.8, "grammar-1") for words, label in lists]
    found = candidates(NAME, pieces, scores, tagged, spans, "tagger-x")
    return {(TEXT[one.start : one.end], one.label): one for one in found}


def candidate(start: int, end: int, sure: float) -> Candidate:
    return Candidate(start, end, "", None, "m", {"always": sure})


def test_a_span_that_both_propose_is_one_candidate_of_the_network_with_signs_of_both() -> None:
    found = proposed([("Asel Nurbekova", "person")], [("Asel Nurbekova", "person")])
    (one,) = found.values()
    assert (one.method, one.signs["network"], one.signs["lists"]) == ("tagger-x", 1.0, 1.0)


def test_a_span_of_the_lists_alone_keeps_their_method() -> None:
    assert proposed([], [("Union of Bakers", "organization")])["Union of Bakers", "organization"].method == "grammar-1"


def test_spans_that_overlap_or_differ_in_type_are_rivals() -> None:
    found = proposed([("Union of Bakers", "organization")], [("Union", "organization"), ("Union of Bakers", "law")])
    assert found["Union", "organization"].signs["rival of network"] == 1.0
    assert found["Union of Bakers", "organization"].signs["rival of lists"] == 1.0
    assert found["Union of Bakers", "organization"].signs["rival of network"] == 0.0


def test_words_that_fill_their_marks_show_it_and_part_of_them_does_not() -> None:
    text = "He said: “We waited long.” Then rain."
    pieces = pieces_from_text(text, tokenizer())
    scores = np.zeros((len(pieces.word_start), WIDTH), dtype=np.float32)
    spans = [
        Span(text.index(words), text.index(words) + len(words), "quote", "direct", 0.9, "m") for words in ("We waited long", "We waited")
    ]
    found = candidates(SPAN_LAYER["quote"], pieces, scores, [], spans, "tagger-x")
    assert {text[one.start : one.end]: one.signs["between marks"] for one in found} == {"We waited long": 1.0, "We waited": 0.0}


def test_addresses_are_no_candidates() -> None:
    pieces = pieces_from_text(TEXT, tokenizer())
    scores = np.zeros((len(pieces.word_start), WIDTH), dtype=np.float32)
    address = Span(0, len(TEXT), "quote", "address", 0.9, "address-1")
    assert candidates(SPAN_LAYER["quote"], pieces, scores, [], [address], "tagger-x") == []


def test_of_overlapping_candidates_the_likeliest_stays() -> None:
    found = chosen([candidate(0, 5, 1.0), candidate(3, 9, 2.0), candidate(9, 12, 0.5)], {"always": 1.0}, 0.5)
    assert [one[:2] for one, _ in found] == [(3, 9), (9, 12)]


def test_unlikely_candidates_go() -> None:
    assert chosen([candidate(0, 5, -1.0)], {"always": 1.0}, 0.5) == []


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6), st.floats(-3, 3)), max_size=12))
def test_chosen_spans_never_overlap_and_come_in_order(rows: list[tuple[int, int, float]]) -> None:
    kept = [one for one, _ in chosen([candidate(start, start + size, sure) for start, size, sure in rows], {"always": 1.0}, 0.3)]
    assert all(one.end <= other.start for one, other in pairwise(kept))


def test_a_sign_without_weight_says_nothing_and_chances_stay_off_certainty() -> None:
    assert chance({"unheard of": 5.0}, {}) == 0.5
    assert chance({"always": 1.0}, {"always": 50.0}) == 0.99
