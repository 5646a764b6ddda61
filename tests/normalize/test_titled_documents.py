"""Documents named by a title in quote marks, or by a purpose and years."""

from __future__ import annotations

import pytest

from flows.normalize.titled_documents import titled_documents


def found(text: str) -> list[str]:
    return [text[name.start : name.end] for name in titled_documents(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Constitutional Law “On Elections” passed.", "Constitutional Law “On Elections”"),
        ("In Resolution «Equal Pay» they ask", "Resolution «Equal Pay»"),
        ("the Programme “Legal Shield” for 2013–2015 began", "Programme “Legal Shield” for 2013–2015"),
    ],
)
def test_a_capitalised_noun_and_its_title_are_a_name(text: str, name: str) -> None:
    assert found(text) == [name]


def test_a_noun_in_small_letters_is_no_part_of_the_name() -> None:
    assert found("the programme “Healthy Worker” began") == ["“Healthy Worker”"]


def test_an_article_is_named_by_its_title_without_the_marks() -> None:
    assert found('in the article "Steps to Safe Labor" he wrote') == ["Steps to Safe Labor"]
    assert found("under the article “Negligence” he was fined") == []


def test_words_in_marks_that_begin_small_are_no_title() -> None:
    assert found("the Law “does nothing for us”") == []


def test_years_end_the_purpose_of_a_plan() -> None:
    assert found("signed the Roadmap to reduce injuries, falls and fires for 2019-2021. Later") == [
        "Roadmap to reduce injuries, falls and fires for 2019-2021"
    ]
    assert found("the Concept of Safe Labor until 2030") == ["Concept of Safe Labor until 2030"]


def test_a_clause_is_no_purpose() -> None:
    assert found("the Plan for the town was drawn up for 2019") == []
