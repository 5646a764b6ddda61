"""The contract of `id_map`."""

from __future__ import annotations

from schemas.columns import described, reference, row_id
from schemas.contract import Contract

ID_MAP = Contract(
    "id_map",
    "One former id of an entity: one that another build gave it, or would give it by one of its names alone",
    ("former_id",),
    (
        described(row_id("former_id", "ent", "entity"), "Id that no row of entities has any more, or never had in this warehouse"),
        reference("entity_id", "entities", "The entity that it means now"),
    ),
)
