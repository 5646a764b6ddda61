from __future__ import annotations

from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.tagging.decoding import Scores, WordSpan, choice_from_scores, log_probabilities, spans_from_scores
from flows.tagging.layers import PARTS, SpanLayer

B, I, E, S = range(1, 5)  # noqa: E741  # columns of the first type
LAYERS = [SpanLayer("one", ("",), 2), SpanLayer("two", ("x", "y"), 0), SpanLayer("three", ("x", "y", "z"), 1)]
layers = st.sampled_from(LAYERS)
prices = st.sampled_from([-2.0, -0.5, 0.0, 0.7, 3.0])


def drawn_scores(longest: int) -> st.SearchStrategy[Scores]:
    return st.builds(_scores, st.integers(0, longest), st.integers(0, 2**32), st.sampled_from([1.0, 4.0]))


def _scores(words: int, seed: int, spread: float) -> Scores:
    return np.random.default_rng(seed).normal(0, spread, (words, 16)).astype(np.float32)


def logs_of(scores: Scores, layer: SpanLayer) -> Scores:
    return log_probabilities(scores[:, layer.column : layer.column + layer.width])


def is_allowed(tags: tuple[int, ...]) -> bool:
    """Whether every B goes on to I or E of its type, and every I and E was begun."""
    open_type = -1
    for tag in tags:
        kind, part = (-1, "O") if tag == 0 else ((tag - 1) // 4, PARTS[(tag - 1) % 4])
        if (open_type >= 0) != (part in "IE") or (part in "IE" and kind != open_type):
            return False
        open_type = kind if part in "BI" else -1
    return open_type < 0


@cache
def allowed_tags(words: int, width: int) -> list[tuple[int, ...]]:
    return [tags for tags in product(range(width), repeat=words) if is_allowed(tags)]


def worth(tags: tuple[int, ...], logs: Scores, price: float) -> float:
    return sum(float(logs[at, tag]) - price * (tag > 0 and PARTS[(tag - 1) % 4] in "BS") for at, tag in enumerate(tags))


def tags_of(spans: list[WordSpan], words: int, types: tuple[str, ...]) -> tuple[int, ...]:
    tags = [0] * words
    for span in spans:
        base = 4 * types.index(span.type)
        tags[span.first : span.last + 1] = [base + I] * (span.last + 1 - span.first)
        tags[span.first], tags[span.last] = (base + B, base + E) if span.first < span.last else (base + S, base + S)
    return tuple(tags)


def shown(tags: list[int], sure: float = 8.0) -> Scores:
    """Scores of a network that is sure of the tags of one type."""
    scores = np.zeros((len(tags), 5), dtype=np.float32)
    scores[np.arange(len(tags)), tags] = sure
    return scores


def decoded(scores: Scores, price: float = 0.0) -> list[tuple[int, int]]:
    return [(span.first, span.last) for span in spans_from_scores([scores], SpanLayer("one", ("",), 0), price)[0]]


@settings(deadline=None)
@given(drawn_scores(4), layers, prices)
def test_no_allowed_way_of_tagging_is_better_than_the_one_found(scores: Scores, layer: SpanLayer, price: float) -> None:
    logs = logs_of(scores, layer)
    (spans,) = spans_from_scores([scores], layer, price)
    tags = tags_of(spans, len(scores), layer.types)
    best = max(worth(one, logs, price) for one in allowed_tags(len(scores), layer.width))
    assert is_allowed(tags)
    assert worth(tags, logs, price) == pytest.approx(best, abs=1e-4)


@given(drawn_scores(40), layers, prices)
def test_spans_are_in_order_and_never_overlap(scores: Scores, layer: SpanLayer, price: float) -> None:
    (spans,) = spans_from_scores([scores], layer, price)
    assert all(0 <= span.first <= span.last < len(scores) for span in spans)
    assert all(before.last < after.first for before, after in pairwise(spans))


@given(st.lists(drawn_scores(40), max_size=8), layers, prices)
def test_a_text_has_the_same_spans_alone_and_among_others(texts: list[Scores], layer: SpanLayer, price: float) -> None:
    alone = [spans_from_scores([one], layer, price)[0] for one in texts]
    assert spans_from_scores(texts, layer, price) == alone


@given(drawn_scores(40), layers, st.floats(0.0, 4.0))
def test_a_higher_price_never_makes_more_spans(scores: Scores, layer: SpanLayer, more: float) -> None:
    (cheap,), (dear,) = (spans_from_scores([scores], layer, price) for price in (0.0, more))
    assert len(dear) <= len(cheap)


@given(st.integers(0, 2**32), layers, prices)
def test_words_outside_beyond_doubt_change_nothing_about_the_spans_around_them(seed: int, layer: SpanLayer, price: float) -> None:
    parts = [_scores(12, seed + at, 4.0) for at in range(3)]
    outside = np.full((30, 16), -15.0, dtype=np.float32)
    outside[:, layer.column] = 15
    joined = np.concatenate([parts[0], outside, parts[1], outside, parts[2]])
    alone = [
        (span.first + 42 * at, span.last + 42 * at, span.type)
        for at, one in enumerate(parts)
        for span in spans_from_scores([one], layer, price)[0]
    ]
    assert [(span.first, span.last, span.type) for span in spans_from_scores([joined], layer, price)[0]] == alone


def test_a_span_goes_over_a_few_words_that_are_likely_outside() -> None:
    scores = shown([B, *[I] * 9, 0, 0, *[I] * 9, E], sure=12.0)
    scores[10:12] = [5.5, 0, 0.5, 0, 0]
    assert decoded(scores) == [(0, 21)]


def test_spans_of_one_and_of_many_words_are_found() -> None:
    assert decoded(shown([0, S, B, E, 0, B, I, I, E])) == [(1, 1), (2, 3), (5, 8)]


def test_a_word_that_goes_on_without_a_beginning_makes_no_span() -> None:
    assert decoded(shown([0, I, 0, 0])) == []


def test_one_doubtful_word_does_not_tear_a_span() -> None:
    scores = shown([B, I, I, I, E])
    scores[2] = [1.0, 0.0, 0.9, 0.0, 0.0]
    assert decoded(scores) == [(0, 4)]


def test_two_spans_may_touch() -> None:
    assert decoded(shown([B, E, B, E])) == [(0, 1), (2, 3)]


def test_a_price_makes_fewer_spans_and_a_gift_more() -> None:
    scores = shown([0, S, 0], sure=1.0)
    assert (decoded(scores), decoded(scores, 2.0), decoded(scores, -2.0)) == ([(1, 1)], [], [(0, 0), (1, 1), (2, 2)])


def test_a_span_tells_the_mean_and_the_least_of_its_logarithms() -> None:
    scores = shown([B, E])
    scores[1, E] = 4.0
    ((span,),) = spans_from_scores([scores], SpanLayer("one", ("",), 0), 0.0)
    logs = log_probabilities(scores)
    assert span.least == pytest.approx(float(logs[1, E]))
    assert span.mean == pytest.approx((float(logs[0, B]) + float(logs[1, E])) / 2)


def test_no_texts_and_texts_without_words_have_no_spans() -> None:
    assert spans_from_scores([], LAYERS[0], 0.0) == []
    assert spans_from_scores([np.zeros((0, 16), dtype=np.float32)], LAYERS[0], 0.0) == [[]]


@given(drawn_scores(8))
def test_probabilities_of_a_word_add_up_to_one(scores: Scores) -> None:
    assert np.exp(log_probabilities(scores)).sum(axis=1) == pytest.approx(np.ones(len(scores)), abs=1e-5)


def test_great_scores_do_not_overflow() -> None:
    assert np.isfinite(log_probabilities(np.array([[1e30, -1e30, 0.0]], dtype=np.float32))).all()


def test_a_choice_is_what_the_words_of_a_span_together_make_most_likely() -> None:
    scores = np.array([[9, 9, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0], [0, 0, 0, 3], [9, 9, 0, 0]], dtype=np.float32)
    assert choice_from_scores(scores, 1, 2, 2, ("a", "b"))[0] == "a"
    value, mean = choice_from_scores(scores, 1, 3, 2, ("a", "b"))
    assert value == "b"
    assert mean == pytest.approx(float(log_probabilities(scores[1:4, 2:])[:, 1].mean()))
