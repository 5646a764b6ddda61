from __future__ import annotations

from typing import Any

from flows.normalize.event_places import place_of_trigger
from flows.normalize.page import Page, Span


def place(text: str, word: str, *places: str) -> str | None:
    mentions: list[dict[str, Any]] = [
        {"char_start": text.index(name), "char_end": text.index(name) + len(name), "text": name, "entity_key": name, "entity_type": "place"}
        for name in places
    ]
    trigger = Span(text.index(word), text.index(word) + len(word), "trigger", "meeting", 1.0, "test", "occurred")
    return place_of_trigger(Page("doc-1", text, None, "en", None, None, [(0, len(text))]), trigger, mentions, [])


def test_a_place_in_a_locative_position_is_where_it_was() -> None:
    assert place("The talks were held in Astana.", "held", "Astana") == "Astana"


def test_a_place_that_only_modifies_is_not() -> None:
    assert place("The Kazakhstan economy talks were held.", "held", "Kazakhstan") is None


def test_a_place_inside_a_name_of_something_else_is_not() -> None:
    assert place("They adopted an appeal to the People of Kazakhstan.", "adopted", "Kazakhstan") is None
