"""What the README shows is what the project does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from flows.__main__ import app
from flows.load.query import rows_from_query
from flows.proof import proof_from_row_id
from flows.settings import PROJECT
from schemas import TABLES

README = (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("sql", re.findall(r"```sql\n(.*?)```", README, re.DOTALL))
def test_every_question_in_the_readme_has_an_answer(warehouse: Path, sql: str) -> None:
    assert rows_from_query(warehouse, sql).rows


def test_the_row_that_the_readme_shows_is_in_the_build(warehouse: Path) -> None:
    (row_id,) = set(re.findall(r"quo-[0-9a-f-]{36}", README))
    proof = proof_from_row_id(row_id, PROJECT / "raw", warehouse)
    ((text, start, end),) = rows_from_query(warehouse, "select text, char_start, char_end from quotes where quote_id = ?", [row_id]).rows
    assert f"| {text} | him | According to | {start} | {end} |" in README
    assert f"raw characters {proof.raw_start} to {proof.raw_end} ({proof.raw_unit})" in README
    assert proof.passage in " ".join(README.split())


def test_every_table_is_named_in_the_readme() -> None:
    assert [table for table in TABLES if f"| `{table}` |" not in README] == []


def test_every_command_is_named_in_the_readme() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert [name for name in commands if f"`kenes {name}" not in README] == []


def test_every_file_that_the_readme_links_to_is_there() -> None:
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", README) if not target.startswith("http")]
    assert [target for target in targets if not (PROJECT / target).exists()] == []
