"""Columns that several tables share: the same thing has the same name, type and wording everywhere."""

from __future__ import annotations

from dataclasses import replace

from schemas.contract import COUNT, DAY, SHARE, TEXT, Column

ID = "{kind}-[0-9a-f]{{8}}-[0-9a-f]{{4}}-5[0-9a-f]{{3}}-[89ab][0-9a-f]{{3}}-[0-9a-f]{{12}}"

DOCUMENT_ID = Column("document_id", TEXT, "The document that proves the row", refers_to="documents")
CHAR_START = Column("char_start", COUNT, "First character of the span in documents.text, counted in code points from 0", at_least=0)
CHAR_END = Column("char_end", COUNT, "Character after the last one of the span in documents.text", at_least=1)
CONFIDENCE = Column("confidence", SHARE, "Share of rows like this one that were right when measured, 0 to 1", at_least=0, at_most=1)
METHOD = Column("method", TEXT, "What found the row: name of the rule or model, with its version")


def row_id(name: str, kind: str, what: str) -> Column:
    """The key column of a table: a stable id minted by flows/ids.py."""
    return Column(name, TEXT, f"Stable id of the {what}, the same in every build", unique=True, pattern=ID.format(kind=kind))


def reference(name: str, table: str, description: str, nullable: bool = False) -> Column:
    """A column that names a row of another table."""
    return Column(name, TEXT, description, nullable=nullable, refers_to=table)


def dated(prefix: str, what: str) -> tuple[Column, Column, Column]:
    """The three columns of a date: as precise as it is told, and the first and last day it can mean."""
    return (
        Column(f"{prefix}_edtf", TEXT, f"{what}, as precise as the document tells (EDTF, ISO 8601-2)", nullable=True),
        Column(f"{prefix}_from", DAY, f"First day that {prefix}_edtf can mean; null when open or unknown", nullable=True),
        Column(f"{prefix}_until", DAY, f"Last day that {prefix}_edtf can mean; null when open or unknown", nullable=True),
    )


def described(column: Column, description: str, nullable: bool | None = None) -> Column:
    """A shared column with wording of its own."""
    return replace(column, description=description, nullable=column.nullable if nullable is None else nullable)
