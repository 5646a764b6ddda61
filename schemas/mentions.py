"""The contract of `mentions`."""

from __future__ import annotations

from schemas.columns import CHAR_END, CHAR_START, CONFIDENCE, DOCUMENT_ID, METHOD, reference, row_id
from schemas.contract import TEXT, Column, Contract

MENTIONS = Contract(
    "mentions",
    "One place in a text that names an entity",
    ("mention_id",),
    (
        row_id("mention_id", "men", "mention"),
        DOCUMENT_ID,
        reference("entity_id", "entities", "The entity that is named"),
        Column("text", TEXT, "The name as it stands in the text"),
        CHAR_START,
        CHAR_END,
        CONFIDENCE,
        METHOD,
    ),
)
