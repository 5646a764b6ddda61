from __future__ import annotations

from typing import Any

from flows.normalize.page import Page, Span
from flows.normalize.roles import roles_from_spans


def rows(text: str, titles: list[str], named: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """Roles of a text in which the titles are marked in order and the names (text, type, key) wherever they stand."""
    spans, place = [], 0
    for title in titles:
        place = text.index(title, place)
        spans.append(Span(place, place + len(title), "role", "", 0.7, "given"))
        place += len(title)
    mentions = [
        {"char_start": at, "char_end": at + len(name), "entity_key": key, "entity_type": kind, "method": "given"}
        for name, kind, key in named
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return roles_from_spans(Page("doc-x", text, None, "en", None, None, [(0, len(text))]), spans, mentions)


PERSON, UNION = ("Asel Nurbekova", "person", "person:a"), ("Miners Union", "organization", "organization:m")


def test_a_title_before_a_name_is_the_role_of_that_person_at_the_body_it_names() -> None:
    (row,) = rows("The Chairman of the Miners Union, Asel Nurbekova, spoke.", ["Chairman of the Miners Union"], [PERSON, UNION])
    assert (row["person_key"], row["organization_key"], row["title"]) == ("person:a", "organization:m", "Chairman of the Miners Union")


def test_a_title_after_a_name_is_the_role_of_that_person() -> None:
    (row,) = rows("Asel Nurbekova, the union's chairwoman, spoke.", ["chairwoman"], [PERSON])
    assert (row["person_key"], row["organization_key"]) == ("person:a", None)


def test_two_titles_joined_by_and_are_two_roles_of_one_person() -> None:
    found = rows(
        "Chairman of the Miners Union and member of parliament Asel Nurbekova",
        ["Chairman of the Miners Union", "member of parliament"],
        [PERSON, UNION],
    )
    assert [row["person_key"] for row in found] == ["person:a", "person:a"]


def test_a_title_that_stands_alone_is_its_holders() -> None:
    text = "Chairman of the Miners Union Asel Nurbekova came. Later there was a word of thanks by the Chairman of the Miners Union."
    found = rows(text, ["Chairman of the Miners Union", "Chairman of the Miners Union"], [PERSON, UNION])
    assert [row["person_key"] for row in found] == ["person:a", "person:a"]


def test_a_title_without_holder_has_no_row() -> None:
    assert rows("Words of thanks came from the Chairman of the Miners Union.", ["Chairman of the Miners Union"], [UNION]) == []
