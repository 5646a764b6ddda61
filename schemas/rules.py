"""The rules that no single column tells: which spans equal which text, which rows need one another.

Declarations only; flows/load checks them. What a column alone must satisfy stands in its `Column`.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas import TABLES

FIRST_YEAR, LAST_YEAR = 1000, 2200  # older or later than any date that news or law texts tell; outside is a misread number


@dataclass(frozen=True)
class SpanRule:
    """documents.text from column `start` to column `end` equals column `text` (or is any text, where None)."""

    table: str
    start: str = "char_start"
    end: str = "char_end"
    text: str | None = None
    holds: str | None = None  # column whose value stands somewhere inside the span


@dataclass(frozen=True)
class Reference:
    """Column `column` of `table` names a row of `target`; a row whose value names none is refused, or emptied where nullable."""

    table: str
    column: str
    target: str
    nullable: bool


@dataclass(frozen=True)
class KindRule:
    """The entity that the column names is usually of one of these types; another is doubtful, not wrong."""

    table: str
    column: str
    types: tuple[str, ...]


SPANS = (
    SpanRule("sentences"),
    SpanRule("mentions", text="text"),
    SpanRule("roles", text="title"),
    SpanRule("quotes", text="text"),
    SpanRule("quotes", "speaker_char_start", "speaker_char_end", "speaker_text"),
    SpanRule("events", holds="trigger"),
)

KINDS = (
    KindRule("roles", "person_id", ("person",)),
    KindRule("roles", "organization_id", ("organization", "place")),
    KindRule("quotes", "speaker_id", ("person", "organization")),
    KindRule("events", "place_id", ("place",)),
    KindRule("participants", "entity_id", ("person", "organization")),
)

# An issue may name a document that was never published, so its reference need not resolve.
REFERENCES = tuple(
    Reference(contract.table, column.name, column.refers_to, column.nullable)
    for contract in TABLES.values()
    for column in contract.columns
    if column.refers_to and contract.table != "issues"
)

# What is found in documents, parents before children; `issues` and `quality` tell about the build itself.
FOUND = tuple(table for table in TABLES if table not in ("issues", "quality"))


def dated_columns(table: str) -> tuple[str, ...]:
    """The prefixes of the dates of a table: each has columns _edtf, _from and _until."""
    return tuple(name.removesuffix("_edtf") for name in TABLES[table].names if name.endswith("_edtf"))
