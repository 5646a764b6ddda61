from __future__ import annotations

import pytest

from flows.normalize.page import Span
from flows.normalize.role_holders import holders_of_roles, is_office, office_words


def holder(text: str, title: str, *persons: str) -> str | None:
    role = Span(text.index(title), text.index(title) + len(title), "role", "", 1.0, "given")
    named = [Span(text.index(person), text.index(person) + len(person), "name", "person", 1.0, "given") for person in persons]
    return next((text[person.start : person.end] for _, person in holders_of_roles(text, [role], named)), None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The mayor, Mr. Ann Bo, came.", "mayor"),
        ("Mayor of Oz\nAnn Bo", "Mayor of Oz"),
        ("Ann Bo, who is the mayor, came.", "mayor"),
        ("Ann Bo (mayor)", "mayor"),
    ],
)
def test_the_name_beside_a_title_holds_it(text: str, title: str) -> None:
    assert holder(text, title, "Ann Bo") == "Ann Bo"


def test_a_title_leads_up_to_the_name_after_it() -> None:
    assert holder("Cy Dee, mayor Ann Bo and others", "mayor", "Cy Dee", "Ann Bo") == "Ann Bo"


@pytest.mark.parametrize("text", ["Cy Dee (Chair), Ann Bo", "Cy Dee, Chair\nAnn Bo, teacher", "Cy Dee, Chair, and Ann Bo came."])
def test_a_title_that_closes_the_name_before_it_is_not_of_the_next(text: str) -> None:
    assert holder(text, "Chair", "Cy Dee", "Ann Bo") == "Cy Dee"


def test_a_labelled_line_gives_the_title_to_the_name_after_it() -> None:
    assert holder("Chair: Cy Dee\nSecretary: Ann Bo", "Secretary", "Cy Dee", "Ann Bo") == "Ann Bo"


def test_a_name_in_another_sentence_does_not_hold_the_title() -> None:
    assert holder("Ann Bo left. Later the mayor spoke.", "mayor", "Ann Bo") is None


def test_an_office_is_made_of_title_words_only() -> None:
    assert is_office(["Vice", "Minister"])
    assert is_office(["Head", "of", "State"])
    assert not is_office(["Minister", "Seitova"])


def test_the_words_of_an_office_leave_its_complement_out() -> None:
    assert office_words("Deputy Chairman of the Union") == office_words("deputy chairman")
    assert office_words("Head of State") == office_words("President of Freedonia")
