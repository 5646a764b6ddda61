"""Streams that pay for what they unpack."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.corpus import Limits
from flows.extract.parts import HARMLESS, MEGABYTE, Budget, Rewound, SpentError, Unpacking, buffered


@given(st.binary(max_size=300), st.integers(0, 300), st.lists(st.integers(1, 50), max_size=20))
def test_rewound_stream_gives_every_byte_once(data: bytes, looked_at: int, sizes: list[int]) -> None:
    rest = io.BytesIO(data)
    stream = buffered(Rewound(rest.read(looked_at), rest))
    assert b"".join(stream.read(size) for size in sizes) + stream.read() == data


def test_small_archive_may_pack_as_tightly_as_it_likes() -> None:
    assert Budget(Limits(), size=100).allowed == HARMLESS


def test_ratio_counts_for_large_archives_and_size_for_the_largest() -> None:
    assert Budget(Limits(), size=MEGABYTE).allowed == 200 * MEGABYTE
    assert Budget(Limits(), size=1000 * MEGABYTE).allowed == 4096 * MEGABYTE


def test_stream_stops_where_the_budget_ends() -> None:
    budget = Budget(Limits(archive_megabytes=1), size=MEGABYTE)
    stream = buffered(Unpacking(io.BytesIO(bytes(2 * MEGABYTE)), budget))
    with pytest.raises(SpentError) as refusal:
        stream.read()
    assert refusal.value.code == "archive-bomb"
    assert budget.is_spent
