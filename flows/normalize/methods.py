"""How often each method of the lexicon tagger was right when measured."""

from __future__ import annotations

from functools import cache

from flows.normalize.lexicon import lexicon_rows


@cache
def method_confidence(method: str) -> float:
    """Measured precision of a method, from lexicon/methods.csv."""
    return next(float(row["confidence"]) for row in lexicon_rows("methods") if row["method"] == method)
