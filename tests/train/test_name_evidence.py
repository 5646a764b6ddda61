from __future__ import annotations

from flows.train.name_evidence import AUTHORED_WEIGHT, evidence_counts, name_evidence_csv, runs_from_text
from flows.train.public_texts import MarkedText

TEXT = MarkedText("The talks with Omar Sadyk ended on time. A form of Bashtan was signed.", [(15, 25, "person")])


def test_a_run_that_is_no_name_counts_as_none() -> None:
    assert [(kind, dict(features)["last"]) for kind, features in runs_from_text(TEXT)] == [("person", "Sadyk"), ("none", "Bashtan")]


def test_a_run_that_only_touches_a_name_counts_for_nothing() -> None:
    assert [kind for kind, _ in runs_from_text(MarkedText(TEXT.text, [(20, 25, "person"), (51, 58, "")]))] == []


def test_public_texts_count_once_and_only_for_the_words_of_names() -> None:
    counts = evidence_counts([TEXT], [TEXT])
    assert counts["last", "Sadyk"] == {"person": AUTHORED_WEIGHT + 1}
    assert counts["before", "with"] == {"person": AUTHORED_WEIGHT}
    assert counts["last", "Bashtan"] == {"none": AUTHORED_WEIGHT}


def test_totals_come_first_and_values_seen_once_in_public_are_left_out() -> None:
    lines = name_evidence_csv(evidence_counts([], [TEXT]), []).splitlines()
    assert [line.split(",")[0] for line in lines[2:]] == ["total"] * 5
    assert lines[2].startswith("total,all,1,1,1,1")  # a type never seen is not impossible
