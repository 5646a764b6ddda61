from __future__ import annotations

from flows.train.gold_pages import GoldPage
from flows.train.measured import figures_from_pages, table_from_figures
from flows.train.tally import Tally


def test_figures_count_names_quotes_speakers_events_and_participants(gold: GoldPage) -> None:
    figures = figures_from_pages([gold])
    assert figures["names", "text"] == Tally(5, 5, 5)
    assert figures["quotes with speaker", "text"] == figures["speakers", "quotes"] == Tally(1, 1, 1)
    assert figures["events", "names"].right == figures["dates of right events", "names"].right == 1
    assert figures["participants of right events", "names"].wanted == 1


def test_a_missing_row_lowers_recall_and_a_wrong_one_precision() -> None:
    assert (Tally(1, 2, 4).precision, Tally(1, 2, 4).recall, Tally(1, 2, 4).f1) == (0.5, 0.25, 1 / 3)
    assert Tally().f1 == Tally().precision == 0
    assert "| names | text | 0.500 | 0.250 | 0.333 | 1 / 2 / 4 |" in table_from_figures({("names", "text"): Tally(1, 2, 4)})
