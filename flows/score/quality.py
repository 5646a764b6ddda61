"""Scores -> the table `quality`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import pyarrow as pa

from flows.score.measures import Score
from schemas import TABLES
from schemas.contract import table_from_rows


def quality_table(gold_set: str, scores: Iterable[Score]) -> pa.Table:
    """One row per figure; `gold_set` is the name of the folder that holds the gold."""
    return table_from_rows(TABLES["quality"], [{"gold_set": gold_set, **asdict(score)} for score in scores])
