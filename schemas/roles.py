"""The contract of `roles`."""

from __future__ import annotations

from schemas.columns import CHAR_END, CHAR_START, CONFIDENCE, DOCUMENT_ID, reference, row_id
from schemas.contract import TEXT, Column, Contract

ROLES = Contract(
    "roles",
    "One attested office or title of a person",
    ("role_id",),
    (
        row_id("role_id", "rol", "attested role"),
        reference("person_id", "entities", "Who holds the office"),
        Column("title", TEXT, "The office or title as printed"),
        reference("organization_id", "entities", "The organization or place of the office, where named", nullable=True),
        DOCUMENT_ID,
        CHAR_START,
        CHAR_END,
        CONFIDENCE,
    ),
)
