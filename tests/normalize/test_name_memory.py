from __future__ import annotations

from flows.normalize.name_memory import Found, agreed_names, remembered_names
from flows.normalize.word_classes import Words


def words(text: str, classes: str) -> Words:
    texts = text.split(" ")
    return Words([(0, 1)] * len(texts), texts, classes)


def test_all_places_of_a_name_get_the_type_that_they_speak_for_together() -> None:
    page = words("Aral spoke ; in Aral", "Cw.nC")
    first = Found(0, 1, "person", "evidence-1", {"person": -1.0, "place": -2.0})
    second = Found(4, 5, "place", "evidence-1", {"person": -9.0, "place": -1.0})
    assert [name.type for name in agreed_names(page, [first, second])] == ["place", "place"]


def test_a_name_that_ends_a_persons_full_name_is_a_person() -> None:
    page = words("Asel Aral ; Aral", "GC.C")
    full = Found(0, 2, "person", "evidence-1", {"person": 0.0, "place": -5.0})
    alone = Found(3, 4, "place", "evidence-1", {"person": -5.0, "place": 0.0})
    assert [name.type for name in agreed_names(page, [full, alone])] == ["person", "person"]


def test_what_evidence_calls_no_name_is_left_out() -> None:
    assert agreed_names(words("Moreover", "C"), [Found(0, 1, "none", "evidence-1", {"none": 1.0, "place": 0.0})]) == []


def test_the_same_words_elsewhere_are_the_same_name() -> None:
    found = remembered_names(words("Asel Aral ; Asel Aral", "GC.GC"), [Found(0, 2, "person", "evidence-1")])
    assert [(name.first, name.last, name.type, name.method) for name in found] == [
        (0, 2, "person", "evidence-1"),
        (3, 5, "person", "memory-1"),
    ]
