from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.release.intervals import wilson


def test_the_interval_is_that_of_the_published_tables():
    """R. G. Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, score method without continuity correction."""
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=0.0001)


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_a_share_lies_in_its_interval(count, part):
    share = round(part * count) / count
    low, high = wilson(share, count)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


def test_nothing_measured_may_be_anything():
    assert wilson(0, 0) == (0, 1)
