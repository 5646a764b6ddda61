"""The contract of `entities`."""

from __future__ import annotations

from schemas.columns import row_id
from schemas.contract import COUNT, DAY, TEXT, TEXTS, Column, Contract

ENTITIES = Contract(
    "entities",
    "One person, organization, place, law or named event in the world",
    ("entity_id",),
    (
        row_id("entity_id", "ent", "entity"),
        Column("type", TEXT, "What kind of thing it is", codes="entity_types"),
        Column("name", TEXT, "The fullest correct form of its name"),
        Column("aliases", TEXTS, "Every other name under which documents mention it, sorted"),
        Column("wikidata_id", TEXT, "Wikidata item, only where certain", nullable=True, pattern="Q[1-9][0-9]*"),
        Column("mention_count", COUNT, "Mentions in all documents", at_least=1),
        Column("document_count", COUNT, "Documents that mention it", at_least=1),
        Column("first_published", DAY, "Publication day of the first dated document that mentions it", nullable=True),
        Column("last_published", DAY, "Publication day of the last dated document that mentions it", nullable=True),
    ),
)
