from __future__ import annotations

from flows.train.judged import Judged
from flows.train.reliability import reliability_table


def test_rows_are_counted_by_tenth_of_confidence() -> None:
    rows = [Judged("name", "person", "m", 0.7, True), Judged("name", "person", "m", 0.78, False), Judged("quote", "direct", "q", 1.0, True)]
    table = reliability_table(rows)
    assert "| name | 0.7–0.8 | 2 | 0.74 | 0.50 |" in table
    assert "| quote | 0.9–1.0 | 1 | 1.00 | 1.00 |" in table
