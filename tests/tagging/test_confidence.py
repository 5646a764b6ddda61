from __future__ import annotations

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.tagging.confidence import WEIGHTS, confidence, signs
from flows.tagging.tagged import Tagged

CURVES = {"name": (1.0, 2.0, 0.0, 0.0), "name law": (-1.0, 2.0, 0.0, 0.0), "role": (0.0, 0.0, 1.0, 0.5)}


def span(layer: str = "name", label: str = "", mean: float = -0.1, least: float = -0.2) -> Tagged:
    return Tagged(0, 5, layer, label, None, mean, least)


def test_confidence_is_on_the_curve_of_its_layer() -> None:
    assert confidence(span(), 1, CURVES) == pytest.approx(1 / (1 + exp(-0.8)))
    assert confidence(span("role"), 3, CURVES) == pytest.approx(1 / (1 + exp(0.2 - 0.5 * log(3))))


def test_a_label_with_a_curve_of_its_own_has_that_and_others_their_layers() -> None:
    assert confidence(span(label="law"), 1, CURVES) < confidence(span(label="person"), 1, CURVES) == confidence(span(), 1, CURVES)


def test_each_sign_has_its_weight() -> None:
    assert len(signs(span(), 4)) == len(WEIGHTS)
    assert signs(span(mean=-1.0, least=-2.0), 4) == (1.0, -1.0, -2.0, log(4))


def test_an_impossible_word_counts_no_more_than_a_very_unlikely_one() -> None:
    assert signs(span(least=-1e9), 1) == signs(span(least=-12.0), 1)


def test_a_surer_span_is_no_less_confident() -> None:
    assert confidence(span(mean=-0.01), 1, CURVES) > confidence(span(mean=-1.0), 1, CURVES)


@given(st.floats(-1e9, 0), st.floats(-1e9, 0), st.integers(0, 10_000))
def test_nothing_is_certain_nor_impossible(mean: float, least: float, words: int) -> None:
    assert 0.01 <= confidence(span("role", "", mean, least), words, CURVES) <= 0.99
