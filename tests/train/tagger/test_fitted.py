"""What is fitted on the development documents."""

from __future__ import annotations

import numpy as np
import pytest

from flows.normalize.weighed_spans import Candidate, chance
from flows.tagging.layers import SPAN_LAYER, WIDTH
from flows.tagging.network import tokenizer
from flows.tagging.pieces import pieces_from_text
from flows.train.tagger.examples import Example, Marked
from flows.train.tagger.fitted import logistic_weights, prices_from_examples

TEXT = "Asel met Dana."
EXAMPLE = Example("authored", TEXT, (Marked("name", "person", 0, 4),), frozenset(("name",)))


def test_the_price_is_the_one_under_which_only_the_right_span_is_found() -> None:
    pieces = pieces_from_text(TEXT, tokenizer())
    scores = np.zeros((len(pieces.word_start), WIDTH), dtype=np.float32)
    name = SPAN_LAYER["name"]
    alone = name.column + 4
    scores[:, name.column] = 5.0
    scores[0, alone], scores[2, alone] = 7.5, 5.5  # 'Asel' surely, 'Dana' by a little
    prices = prices_from_examples([EXAMPLE], [pieces], [scores])
    assert 0.5 <= prices["name"] < 2.5


def test_weights_tell_signs_of_right_candidates_from_those_of_wrong_ones() -> None:
    right = [Candidate(at, at + 1, "", None, "m", {"always": 1.0, "lists": 1.0}) for at in range(20)]
    wrong = [Candidate(at, at + 1, "", None, "m", {"always": 1.0, "network": 1.0}) for at in range(20, 40)]
    weights = logistic_weights([([*right, *wrong], {one[:3] for one in right}, EXAMPLE)])
    assert chance(right[0].signs, weights) > 0.8
    assert chance(wrong[0].signs, weights) < 0.2


def test_a_sign_that_says_nothing_gets_the_share_that_is_right() -> None:
    found = [Candidate(at, at + 1, "", None, "m", {"always": 1.0}) for at in range(100)]
    weights = logistic_weights([(found, {one[:3] for one in found[:75]}, EXAMPLE)])
    assert chance({"always": 1.0}, weights) == pytest.approx(0.75, abs=0.02)


def test_a_layer_without_candidates_has_no_weights() -> None:
    assert logistic_weights([([], set(), EXAMPLE)]) == {}
