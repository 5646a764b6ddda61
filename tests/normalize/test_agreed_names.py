"""One name, one type within a document."""

from __future__ import annotations

from flows.normalize.agreed_names import agreed_names
from flows.normalize.page import Span


def names(text: str, *found: tuple[str, int, str, float]) -> list[tuple[str, str]]:
    spans = []
    for words, nth, label, sure in found:
        start = -1
        for _ in range(nth):
            start = text.index(words, start + 1)
        spans.append(Span(start, start + len(words), "name", label, sure, "tagger"))
    return [(text[span.start : span.end], span.label) for span in agreed_names(text, spans)]


def test_a_name_has_the_type_that_its_places_speak_for_most() -> None:
    text = "Tengri met Tengri. Tengri left."
    found = names(text, ("Tengri", 1, "person", 0.9), ("Tengri", 2, "place", 0.4), ("Tengri", 3, "person", 0.8))
    assert found == [("Tengri", "person")] * 3


def test_a_long_name_is_found_again_where_it_was_passed_over() -> None:
    text = "Guild of Bakers met. Later Guild of Bakers left."
    assert names(text, ("Guild of Bakers", 1, "organization", 0.7)) == [("Guild of Bakers", "organization")] * 2


def test_a_single_word_is_found_again_only_where_it_was_sure() -> None:
    text = "Ospanova spoke. Then Ospanova left."
    assert len(names(text, ("Ospanova", 1, "person", 0.95))) == 2
    assert len(names(text, ("Ospanova", 1, "person", 0.6))) == 1


def test_a_common_word_is_not_sought_elsewhere() -> None:
    text = "Council met. The Council of nobody knows."
    assert len(names(text, ("Council", 1, "organization", 0.95))) == 1


def test_part_of_a_word_or_of_a_longer_name_is_no_further_place() -> None:
    text = "Almaty Region differs from Almaty. Almaty-based firms know."
    found = names(text, ("Almaty Region", 1, "place", 0.9), ("Almaty", 2, "place", 0.95))
    assert found == [("Almaty Region", "place"), ("Almaty", "place")]
