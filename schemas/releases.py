"""The tables of a release: those of the build, and those that only a release can tell.

A release differs from the build in one thing: texts that may not be passed on are null.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from importlib.resources import files

from schemas import TABLES
from schemas.contract import TEXT, TEXTS, Column, Contract

ID_CHANGES = Contract(
    "id_changes",
    "One id that an earlier release used and this one does not, and the id that stands for the same thing now",
    ("old_id",),
    (
        Column("old_id", TEXT, "Id that an earlier release used; never given to anything else", unique=True),
        Column("new_id", TEXT, "Id that stands for the same thing in this release"),
        Column("what", TEXT, "What the ids name", codes="mapped_ids"),
        Column("reason", TEXT, "Why the id changed", codes="id_change_reasons"),
        Column("since", TEXT, "First release without the old id"),
    ),
)

TOMBSTONES = Contract(
    "tombstones",
    "One document or entity that was taken down; nothing else of it is left in the release",
    ("record_id",),
    (
        Column("record_id", TEXT, "Id of the document or entity", unique=True),
        Column("table_name", TEXT, "Table that it stood in"),
        Column("taken_down", TEXT, "Day of the takedown (YYYY-MM-DD)"),
        Column("reason", TEXT, "Class of reason", codes="takedown_reasons"),
        Column("since", TEXT, "First release without it"),
    ),
)

HISTORY = Contract(
    "history",
    "One document, entity, quote or event that is or was released, and in which releases",
    ("record_id",),
    (
        Column("record_id", TEXT, "Id of the row", unique=True),
        Column("table_name", TEXT, "Table that it stands or stood in"),
        Column("first_release", TEXT, "First release with it"),
        Column("last_release", TEXT, "Last release with it; null while it is there", nullable=True),
    ),
)

# Columns that hold a publisher's text and may have to be left out.
WITHHELD = {"documents": "text", "quotes": "text"}


def _released(contract: Contract) -> Contract:
    """The contract of a table of the build as a release keeps it."""
    if contract.table not in WITHHELD:
        return contract
    text = contract.column(WITHHELD[contract.table])
    withheld = replace(text, nullable=True, description=f"{text.description}; null where the rights of the corpus keep it out of releases")
    return contract.swapped(contract.table, contract.row, {text.name: (withheld,)})


# Every table in data/ of a release, parents first.
RELEASED: dict[str, Contract] = {name: _released(contract) for name, contract in TABLES.items()} | {
    contract.table: contract for contract in (ID_CHANGES, TOMBSTONES, HISTORY)
}


def changes_contract(contract: Contract) -> Contract:
    """The table of what changed in a table since the last release; applied by key it turns an old copy into the new one."""
    about = (
        Column("change", TEXT, "What happened to the row", codes="change_kinds"),
        Column("changed_columns", TEXTS, "Columns with another value, of a changed row", nullable=True),
        Column("new_id", TEXT, "Key of the row that stands for it now, of a merged or renamed row", nullable=True),
    )
    values = (replace(column, nullable=column.name not in contract.key, unique=False, refers_to=None) for column in contract.columns)
    return Contract(
        contract.table, f"One row of {contract.table} that is new, other or gone since the last release", contract.key, (*about, *values)
    )


def told_of_schema(version: str) -> dict[str, str] | None:
    """What changed with a schema version and what to do about it, as schema_changes.csv tells; None where it does not."""
    with (files("schemas") / "schema_changes.csv").open("r", encoding="utf-8") as lines:
        return next((row for row in csv.DictReader(lines) if row["schema_version"] == version), None)
