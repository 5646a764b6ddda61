from __future__ import annotations

import pytest

from flows.normalize.authority import authority_from_folder
from flows.normalize.case_forms import base_form


@pytest.mark.parametrize(
    ("name", "kind", "language", "base"),
    [
        ("Астане", "place", "ru", "Astana"),
        ("Астанада", "place", "kk", "Astana"),
        ("Нұрланның", "person", "kk", "Нұрлан"),
        ("Astana", "place", "en", "Astana"),
    ],
)
def test_a_name_in_a_case_gets_its_base_form(name: str, kind: str, language: str, base: str) -> None:
    assert base_form(name, kind, language, authority_from_folder()) == base


def test_an_unknown_russian_name_stays_as_it_is() -> None:
    assert base_form("Умиржанова", "person", "ru", authority_from_folder()) == "Умиржанова"
