"""Trouble as data: every thing that went wrong or is doubtful is a row of the table `issues`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

import pyarrow as pa

from flows.ids import mint_id
from schemas import TABLES
from schemas.contract import table_from_rows

Level = Literal["note", "warning", "refused", "fatal"]

VALUE_LENGTH = 200  # enough to recognise a value; the whole of it is in the raw file


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that went wrong or is doubtful; codes are listed in schemas/codes/issue_codes.csv."""

    level: Level
    code: str
    message: str
    raw_path: str | None = None
    document_id: str | None = None
    table_name: str | None = None
    record_id: str | None = None
    column_name: str | None = None
    value: str | None = None


class SetupError(Exception):
    """The build cannot start: the message names the file, the key and the mend."""


class RefusedBuildError(Exception):
    """The build ended without publishing; its issues say why."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__("; ".join(issue.message for issue in issues))
        self.issues = issues


def issues_table(issues: Iterable[Issue]) -> pa.Table:
    """The issues as a table, equal ones once, in the order of their files."""
    rows = {}
    for issue in issues:
        row = {key: _printable(value) for key, value in asdict(issue).items()}
        if row["value"] is not None and len(row["value"]) > VALUE_LENGTH:
            row["value"] = row["value"][: VALUE_LENGTH - 1] + "…"
        row["issue_id"] = mint_id("iss", *(row[key] for key in sorted(row)))
        rows[row["issue_id"]] = row
    ordered = sorted(rows.values(), key=lambda row: (row["raw_path"] or "", row["code"] or "", row["issue_id"] or ""))
    return table_from_rows(TABLES["issues"], ordered)


def _printable(value: str | None) -> str | None:
    """File names may hold bytes that are no UTF-8 (lone surrogates), which no table can store."""
    return None if value is None else value.encode("utf-8", "backslashreplace").decode("utf-8")
