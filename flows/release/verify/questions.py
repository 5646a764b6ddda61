"""The example questions asked again: each is answered, and as the release says."""

from __future__ import annotations

import json
from typing import Any

from flows.issues import SetupError
from flows.load.connection import connected
from flows.release.answers import answer_from_sql
from flows.release.facts import ANSWERS, DATABASE, QUERIES
from flows.release.verify.copy_of_release import Copy
from flows.release.verify.finding import Fault, Finding


def questions_finding(copy: Copy) -> Finding:
    told = _told_answers(copy)
    asked = sorted((copy.folder / QUERIES).glob("*.sql"))
    faults = []
    with connected(copy.folder / DATABASE, read_only=True) as connection:
        connection.execute("SET threads = 1")  # rows that compare as equal keep one order
        for path in asked:
            expected = told.pop(path.stem, None)
            try:
                answer = answer_from_sql(connection, path.stem, path.read_text(encoding="utf-8"))
            except SetupError as error:
                faults.append(Fault(f"{QUERIES}/{path.name}", str(error)))
                continue
            if expected is None:
                faults.append(Fault(ANSWERS, f"has no answer to {path.name}"))
            elif difference := _difference(json.loads(json.dumps(answer)), expected):
                faults.append(Fault(f"{QUERIES}/{path.name}", difference))
    faults += [Fault(f"{QUERIES}/{name}.sql", f"is missing; {ANSWERS} answers it") for name in sorted(told)]
    return Finding("questions", f"{len(asked)} example questions asked again", faults)


def _told_answers(copy: Copy) -> dict[str, Any]:
    return {answer["name"]: answer for answer in json.loads((copy.folder / ANSWERS).read_text(encoding="utf-8"))}


def _difference(answer: dict[str, Any], expected: dict[str, Any]) -> str:
    """What the answer has that the release did not tell; empty where it is the same."""
    for part in ("sql", "columns", "row_count"):
        if answer[part] != expected.get(part):
            return f"{part} is {answer[part]!r}; {ANSWERS} has {expected.get(part)!r}"
    for number, (row, told) in enumerate(zip(answer["rows"], expected["rows"], strict=False), 1):
        if row != told:
            return f"row {number} of the answer is {row!r}; {ANSWERS} has {told!r}"
    return ""
