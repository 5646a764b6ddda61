from __future__ import annotations

import pytest

from flows.normalize.page import Page
from flows.normalize.titles import titles_alone
from flows.normalize.word_classes import words_from_page


def alone(text: str) -> list[str]:
    words = words_from_page(Page("doc-x", text, None, "en", None, None, [(0, len(text))]), [])
    return [" ".join(words.texts[name.first : name.last]) for name in titles_alone(words, [False] * len(words.texts))]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Then the Minister said so.", ["Minister"]),
        ("It was told to the Head of State.", ["Head of State"]),
        ("Then the Minister of Labour said so.", []),
        ("Then the minister said so.", []),
        ("Then the Minister Seitova said so.", []),
    ],
)
def test_only_a_capitalised_title_without_name_or_complement_stands_alone(text: str, titles: list[str]) -> None:
    assert alone(text) == titles
