from __future__ import annotations

from flows.normalize.authority import Alias, Authority, Known
from flows.normalize.known_names import gazetteer_from_authority, known_names

PLACES = Authority(
    {
        "plc-a": Known("plc-a", "place", "Almaty"),
        "plc-b": Known("plc-b", "place", "Almaty Region"),
        "org-g": Known("org-g", "organization", "Government"),
    },
    (
        Alias("plc-a", "Almaty", "en"),
        Alias("plc-a", "Алматы", "ru"),
        Alias("plc-b", "Almaty Region", "en"),
        Alias("org-g", "Government", "en", local=True),
    ),
)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in known_names(text, gazetteer_from_authority(PLACES))]


def test_the_longest_name_is_found() -> None:
    assert found("From Almaty to Almaty Region") == ["Almaty", "Almaty Region"]


def test_a_name_inside_a_word_is_none() -> None:
    assert found("Almatyan and Trans-Almaty") == []


def test_a_case_ending_belongs_to_the_name() -> None:
    assert found("Жиналыс Алматыда өтті") == ["Алматыда"]


def test_capitals_name_the_same_place() -> None:
    assert found("ALMATY. 3 May") == ["ALMATY"]


def test_a_local_name_is_left_to_the_grammar() -> None:
    assert found("The Government met") == []
