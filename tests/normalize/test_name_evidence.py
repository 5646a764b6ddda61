from __future__ import annotations

from flows.normalize.name_evidence import KINDS, evidence, type_scores
from flows.normalize.page import Page
from flows.normalize.word_classes import words_from_page


def best(text: str, first: int, last: int) -> str:
    page = Page("doc-x", text, None, "en", None, None, [(0, len(text))])
    scores = type_scores(evidence(words_from_page(page, []), first, last, first == 0))
    return max(scores, key=scores.__getitem__)


def test_what_stands_beside_a_run_tells_its_type() -> None:
    assert best("They met in Qwertan on Monday", 3, 4) == "place"
    assert best("“Yes,” said Qwertan Zolk, smiling", 5, 7) == "person"


def test_a_value_never_counted_tells_nothing() -> None:
    assert type_scores([("first", "Qwertyuiop")]) == type_scores([])


def test_every_kind_has_a_score() -> None:
    assert tuple(type_scores([])) == KINDS
