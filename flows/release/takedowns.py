"""takedowns.csv: what must not be published any more. One line names a document or an entity by its id, with day and reason class.

The file tells ids only, so that it can be published: holders of old copies learn from it what to delete.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flows.issues import SetupError
from schemas.columns import ID
from schemas.contract import codes

COLUMNS = ("id", "date", "reason")
_TABLES = {"doc": "documents", "ent": "entities"}


@dataclass(frozen=True, slots=True)
class Takedown:
    """One line of takedowns.csv."""

    record_id: str
    taken_down: date
    reason: str  # a code of schemas/codes/takedown_reasons.csv

    @property
    def table(self) -> str:
        return _TABLES[self.record_id[:3]]


def takedowns_from_csv(path: Path) -> tuple[Takedown, ...]:
    """The lines of the file by id; none where there is no file. Raises SetupError naming the line and the mend."""
    if not path.exists():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"{path}: can't be read as UTF-8 text ({error}). Save it as UTF-8 CSV.") from error
    lines = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(lines.fieldnames or ()) != COLUMNS:
        raise SetupError(f"{path}: the first line is {','.join(lines.fieldnames or ())!r}; it must be {','.join(COLUMNS)!r}.")
    found: dict[str, Takedown] = {}
    for row in lines:
        takedown = _takedown(row, f"{path}: line {lines.line_num}")
        if takedown.record_id in found:
            raise SetupError(f"{path}: line {lines.line_num}: {takedown.record_id} is named twice; keep one line.")
        found[takedown.record_id] = takedown
    return tuple(found[record_id] for record_id in sorted(found))


def csv_from_takedowns(takedowns: tuple[Takedown, ...]) -> str:
    """The file as it is published."""
    lines = [f"{takedown.record_id},{takedown.taken_down.isoformat()},{takedown.reason}" for takedown in takedowns]
    return "\n".join([",".join(COLUMNS), *lines]) + "\n"


def _takedown(row: dict[str, str | None], place: str) -> Takedown:
    record_id, day, reason = ((row.get(name) or "").strip() for name in COLUMNS)
    if not any(re.fullmatch(ID.format(kind=kind), record_id) for kind in _TABLES):
        raise SetupError(f"{place}: {record_id!r} is no id of a document (doc-…) or an entity (ent-…).")
    if reason not in codes("takedown_reasons"):
        raise SetupError(f"{place}: {reason!r} is no reason class; use one of {', '.join(codes('takedown_reasons'))}.")
    try:
        return Takedown(record_id, date.fromisoformat(day), reason)
    except ValueError as error:
        raise SetupError(f"{place}: {day!r} is no day; write it like 2026-11-22.") from error


def with_relatives(takedowns: tuple[Takedown, ...], families: Iterable[tuple[str, str]]) -> tuple[Takedown, ...]:
    """The takedowns, and one for every other id that means the same: `families` are pairs of a named id and such an id."""
    named = {takedown.record_id: takedown for takedown in takedowns}
    found = dict(named)
    for one, record_id in families:
        found.setdefault(record_id, replace(named[one], record_id=record_id))
    return tuple(found[record_id] for record_id in sorted(found))
