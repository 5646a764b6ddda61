"""The contract of `sentences`."""

from __future__ import annotations

from schemas.columns import CHAR_END, CHAR_START, DOCUMENT_ID
from schemas.contract import COUNT, Column, Contract

SENTENCES = Contract(
    "sentences",
    "One sentence of a document, or one line that is no sentence (headline, signature)",
    ("document_id", "sentence_index"),
    (
        DOCUMENT_ID,
        Column("sentence_index", COUNT, "Place of the sentence in its document, from 0", at_least=0),
        CHAR_START,
        CHAR_END,
    ),
)
