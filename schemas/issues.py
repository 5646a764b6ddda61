"""The contract of `issues`."""

from __future__ import annotations

from schemas.columns import DOCUMENT_ID, described, row_id
from schemas.contract import TEXT, Column, Contract

ISSUES = Contract(
    "issues",
    "One thing that went wrong or is doubtful",
    ("issue_id",),
    (
        row_id("issue_id", "iss", "issue"),
        Column("level", TEXT, "How grave it is", codes="issue_levels"),
        Column("code", TEXT, "What kind of trouble", codes="issue_codes"),
        Column("table_name", TEXT, "Table of the row that is meant", nullable=True),
        Column("record_id", TEXT, "Key of the row that is meant", nullable=True),
        described(DOCUMENT_ID, "Document that is meant, whether it was published or not", nullable=True),
        Column("raw_path", TEXT, "File or record under raw/ that is meant", nullable=True),
        Column("column_name", TEXT, "Column or setting that is meant", nullable=True),
        Column("value", TEXT, "The value found, shortened", nullable=True),
        Column("message", TEXT, "What happened and what to do, for a person"),
    ),
)
