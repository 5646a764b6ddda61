from __future__ import annotations

import ast
from pathlib import Path

from flows.issues import VALUE_LENGTH, Issue, issues_table
from schemas.contract import codes

FLOWS = Path(__file__).parents[1] / "flows"


def test_equal_issues_are_one_row() -> None:
    issue = Issue("note", "file-hidden", "a", raw_path="p")
    assert issues_table([issue, issue]).num_rows == 1


def test_issues_come_in_the_order_of_their_files() -> None:
    table = issues_table([Issue("note", "file-hidden", "m", raw_path=path) for path in ("b", "a")])
    assert table["raw_path"].to_pylist() == ["a", "b"]


def test_long_values_are_shortened() -> None:
    (value,) = issues_table([Issue("note", "file-hidden", "m", value="x" * 1000)])["value"].to_pylist()
    assert len(value) == VALUE_LENGTH


def test_a_file_name_that_is_no_utf8_can_be_told() -> None:
    (path,) = issues_table([Issue("note", "file-hidden", "m", raw_path="a\udcff.txt")])["raw_path"].to_pylist()
    assert path == "a\\udcff.txt"


def _codes_in_source() -> set[str]:
    """Literal codes given to Issue(...) and UnreadableError(...)."""
    found = set()
    for path in FLOWS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = {"Issue": 1, "UnreadableError": 0}.get(node.func.id)
            if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                found.add(str(node.args[place].value))
    return found


def test_every_code_in_the_source_is_listed_with_its_meaning() -> None:
    assert _codes_in_source() - set(codes("issue_codes")) == set()
