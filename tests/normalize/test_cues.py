from __future__ import annotations

from flows.normalize.cues import cues_from_text


def forms(text: str, language: str = "en") -> list[str]:
    return [text[cue.start : cue.end] for cue in cues_from_text(text, language)]


def test_the_longest_form_is_the_cue() -> None:
    assert forms("He pointed out that, according to her, it rained.") == ["pointed out", "according to"]


def test_a_noun_of_the_same_form_is_no_cue() -> None:
    assert forms("The report and his claim made no demand of the state policy.") == []


def test_an_uninflected_verb_needs_a_plural_subject() -> None:
    assert forms("Unions say so, and a say in it matters to state bodies.") == ["say"]


def test_russian_cues_are_found_by_form() -> None:
    assert forms("Министр отметила, что работа идет.", "ru") == ["отметила"]
