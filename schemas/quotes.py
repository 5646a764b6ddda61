"""The contract of `quotes`."""

from __future__ import annotations

from dataclasses import replace

from schemas.columns import CHAR_END, CHAR_START, CONFIDENCE, DOCUMENT_ID, METHOD, reference, row_id
from schemas.contract import TEXT, Column, Contract

QUOTES = Contract(
    "quotes",
    "One passage that a document attributes to a speaker",
    ("quote_id",),
    (
        row_id("quote_id", "quo", "quote"),
        DOCUMENT_ID,
        Column("utterance_id", TEXT, "Joins the quotes that give one utterance in nearly the same words, in all documents"),
        Column("kind", TEXT, "How the words are given", codes="quote_kinds"),
        Column("text", TEXT, "The words said, without their outer marks"),
        CHAR_START,
        CHAR_END,
        reference("speaker_id", "entities", "Who said it; null when the document does not tell", nullable=True),
        replace(
            CONFIDENCE,
            name="speaker_confidence",
            description="Share of speakers told as surely as this one that were right when measured, 0 to 1; null where none is",
            nullable=True,
        ),
        Column("speaker_text", TEXT, "The words that name the speaker of this quote", nullable=True),
        replace(CHAR_START, name="speaker_char_start", description="First character of speaker_text in documents.text", nullable=True),
        replace(CHAR_END, name="speaker_char_end", description="Character after speaker_text in documents.text", nullable=True),
        Column("cue", TEXT, "The word or words that introduce the quote", nullable=True),
        CONFIDENCE,
        METHOD,
    ),
)
