from __future__ import annotations

from pathlib import Path

import pytest

from flows.issues import SetupError
from flows.load.query import rows_from_query

QUERIES = sorted((Path(__file__).parents[2] / "warehouse" / "queries").glob("*.sql"))


def test_an_answer_names_its_columns(warehouse):
    answer = rows_from_query(warehouse, "SELECT count(*) AS documents, 'a' AS letter FROM documents")
    assert (answer.columns, answer.rows) == (["documents", "letter"], [(3, "a")])


def test_a_mistake_in_the_question_is_told_in_a_sentence(warehouse):
    with pytest.raises(SetupError, match=r"DuckDB could not answer: .*nosuch"):
        rows_from_query(warehouse, "SELECT nosuch FROM documents")


def test_a_question_cannot_change_the_data(warehouse):
    with pytest.raises(SetupError, match="read-only"):
        rows_from_query(warehouse, "DELETE FROM documents")


def test_without_a_warehouse_the_way_to_one_is_told(tmp_path):
    with pytest.raises(SetupError, match="run `kenes build` first"):
        rows_from_query(tmp_path, "SELECT 1")


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_the_example_question_has_an_answer(warehouse, path):
    assert rows_from_query(warehouse, path.read_text(encoding="utf-8")).rows


def test_there_are_example_questions():
    assert len(QUERIES) >= 5
