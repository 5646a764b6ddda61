from __future__ import annotations

from flows.score.measures import scores_from_tables, scores_from_tally
from flows.score.quality import quality_table
from flows.score.tally import Tally
from schemas import TABLES
from schemas.contract import arrow_schema, pandera_schema
from tests.score.conftest import gold_rows


def test_the_table_holds_to_its_contract(tables, gold_folder):
    scoring = scores_from_tables(tables("news/page.txt"), gold_folder(page=gold_rows()))
    table = quality_table("news", scoring.scores)
    pandera_schema(TABLES["quality"]).validate(table)
    assert table.schema.equals(arrow_schema(TABLES["quality"]))


def test_a_share_fills_f1_only():
    tally = Tally()
    tally.count("title", right=1, predicted=2, gold=4)
    row = next(row for row in quality_table("news", scores_from_tally(tally)).to_pylist() if row["measure"] == "title")
    assert row == {
        "gold_set": "news", "measure": "title", "precision": None, "recall": None, "f1": 0.25, "gold_count": 4, "predicted_count": 2,
    }  # fmt: skip
