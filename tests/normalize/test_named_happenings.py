"""flows/normalize/named_happenings.py"""

from __future__ import annotations

import pytest

from flows.normalize.named_happenings import named_key_of_trigger
from flows.normalize.page import Span


def key(text: str, word: str, label: str, *names: tuple[str, str]) -> str | None:
    start = text.index(word)
    inside = [
        {
            "char_start": text.index(name),
            "char_end": text.index(name) + len(name),
            "entity_type": kind,
            "entity_key": name,
            "entity_name": name,
        }
        for name, kind in names
    ]
    return named_key_of_trigger(text, Span(start, start + len(word), "trigger", label, 1.0, "test", "occurred"), inside)


CONGRESS, GAMES, CODE = "XXVI Congress", "Winter Games", "Labor Code"


@pytest.mark.parametrize(
    ("text", "word", "label", "named"),
    [
        ("The XXVI Congress was held in Astana.", "held", "meeting", CONGRESS),
        ("He opened the XXVI Congress.", "opened", "meeting", CONGRESS),
        ("The XXVI Congress began.", "Congress", "meeting", CONGRESS),
        ("The ministers met before the XXVI Congress.", "met", "meeting", None),
        ("At the XXVI Congress the ministers met.", "met", "meeting", None),
        ("The XXVI Congress elected a chairman.", "elected", "appointment", None),
    ],
)
def test_a_numbered_event_told_of_as_the_meeting_is_that_event(text: str, word: str, label: str, named: str | None) -> None:
    assert key(text, word, label, (CONGRESS, "event")) == named


def test_a_name_without_a_number_is_no_identity() -> None:
    assert key("The Winter Games were held.", "held", "meeting", (GAMES, "event")) is None


def test_an_adoption_is_that_of_the_only_law_of_its_sentence() -> None:
    assert key("The Labor Code was adopted.", "adopted", "adoption", (CODE, "law")) == CODE
    assert key("The Labor Code and the Tax Code were adopted.", "adopted", "adoption", (CODE, "law"), ("Tax Code", "law")) is None
