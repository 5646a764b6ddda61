from __future__ import annotations

from flows.serving.children import LONGEST_PAUSE, pause_before_start


def test_a_child_that_dies_again_and_again_is_started_ever_later() -> None:
    assert [pause_before_start(deaths) for deaths in range(6)] == [0, 1, 2, 4, 8, 16]
    assert pause_before_start(50) == LONGEST_PAUSE
