"""The contract of `quality`."""

from __future__ import annotations

from schemas.contract import COUNT, SHARE, TEXT, Column, Contract

QUALITY = Contract(
    "quality",
    "One measured figure of this build against gold",
    ("gold_set", "measure"),
    (
        Column("gold_set", TEXT, "Name of the gold folder"),
        Column("measure", TEXT, "What was measured"),
        Column("precision", SHARE, "Right among those predicted", nullable=True, at_least=0, at_most=1),
        Column("recall", SHARE, "Found among those in gold", nullable=True, at_least=0, at_most=1),
        Column(
            "f1",
            SHARE,
            "Harmonic mean of the two, or the accuracy where there is one figure",
            nullable=True,
            at_least=0,
            at_most=1,
        ),
        Column("gold_count", COUNT, "Items in gold", at_least=0),
        Column("predicted_count", COUNT, "Items predicted", at_least=0),
    ),
)
