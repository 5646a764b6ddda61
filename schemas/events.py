"""The contracts of `events` and `participants`."""

from __future__ import annotations

from schemas.columns import CHAR_END, CHAR_START, CONFIDENCE, DOCUMENT_ID, dated, described, reference, row_id
from schemas.contract import TEXT, Column, Contract

EVENTS = Contract(
    "events",
    "One happening as one document tells it",
    ("event_id",),
    (
        row_id("event_id", "evt", "event"),
        DOCUMENT_ID,
        Column("happening_id", TEXT, "Joins the reports of one happening; shared by its events in all documents"),
        Column("type", TEXT, "What kind of happening", codes="event_types"),
        Column("status", TEXT, "Whether it has happened", codes="event_statuses"),
        Column("trigger", TEXT, "The word or words of the evidence that tell the happening"),
        described(CHAR_START, "First character of the evidence sentence in documents.text"),
        described(CHAR_END, "Character after the evidence sentence in documents.text"),
        *dated("date", "When it happened or is to happen"),
        Column("date_basis", TEXT, "How the document tells date_edtf; empty without a date", nullable=True, codes="date_bases"),
        reference("place_id", "entities", "Where, as far as the text says", nullable=True),
        CONFIDENCE,
    ),
)

PARTICIPANTS = Contract(
    "participants",
    "One entity taking part in an event",
    ("event_id", "entity_id"),
    (
        reference("event_id", "events", "The event"),
        reference("entity_id", "entities", "The person or organization that takes part"),
        Column("role", TEXT, "Its part in the event", codes="participant_roles"),
    ),
)
