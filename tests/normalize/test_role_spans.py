from __future__ import annotations

import pytest

from flows.normalize.page import Page, Span
from flows.normalize.role_spans import role_spans_from_page
from flows.normalize.sentences import sentence_spans
from flows.normalize.word_classes import words_from_page

NAMES = {"Asel Nurbekova": "person", "Miners Union": "organization", "Karaganda": "place"}


def roles(text: str) -> list[str]:
    page = Page("doc-x", text, None, "en", None, None, sentence_spans(text, "en"))
    names = [
        Span(place, place + len(name), "name", label, 1.0, "given")
        for name, label in NAMES.items()
        for place in range(len(text))
        if text.startswith(name, place)
    ]
    return [text[span.start : span.end] for span in role_spans_from_page(page, words_from_page(page, []), names)]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Deputy Chairman of the Miners Union Asel Nurbekova spoke.", ["Deputy Chairman of the Miners Union"]),
        ("It was opened by the mayor of Karaganda, Asel Nurbekova.", ["mayor of Karaganda"]),
        ("“Yes,” said Asel Nurbekova, chairwoman of the Miners Union.", ["chairwoman of the Miners Union"]),
        (
            "The Chairman of the Miners Union and member of the Miners Union, Asel Nurbekova, left.",
            ["Chairman of the Miners Union", "member of the Miners Union"],
        ),
        ("President of the Miners Union\nAsel Nurbekova", ["President of the Miners Union"]),
        ("The wound care nurse Asel Nurbekova stayed.", ["wound care nurse"]),
        ("This was told by the Chairman of the Miners Union.", ["Chairman of the Miners Union"]),
    ],
)
def test_titles_are_found_before_after_and_alone(text: str, titles: list[str]) -> None:
    assert roles(text) == titles


def test_a_name_without_title_has_no_role() -> None:
    assert roles("Asel Nurbekova came to Karaganda with the Miners Union.") == []
