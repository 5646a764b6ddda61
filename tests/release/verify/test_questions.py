from __future__ import annotations

import json


def test_an_answer_that_is_another_is_named(copy, faults):
    path = copy / "queries" / "answers.json"
    answers = json.loads(path.read_text(encoding="utf-8"))
    answers[0]["row_count"] += 1
    path.write_text(json.dumps(answers), encoding="utf-8")
    assert [fault.place for fault in faults(copy, "questions")] == [f"queries/{answers[0]['name']}.sql"]


def test_a_question_that_can_not_be_answered_is_named(copy, faults):
    (copy / "queries" / "offices.sql").write_text("SELECT nothing FROM nowhere", encoding="utf-8")
    assert [fault.place for fault in faults(copy, "questions")] == ["queries/offices.sql"]


def test_a_question_that_is_missing_is_named(copy, faults):
    (copy / "queries" / "offices.sql").unlink()
    assert [fault.place for fault in faults(copy, "questions")] == ["queries/offices.sql"]
