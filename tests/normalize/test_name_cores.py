"""flows/normalize/name_cores.py"""

from __future__ import annotations

import pytest

from flows.normalize.name_cores import bare_name, core_from_name, scope_from_core

COUNTRIES = {"kazahstan": "KZ", "republik of kazahstan": "KZ", "respubliki kazahstan": "KZ"}


@pytest.mark.parametrize(
    ("name", "core", "country"),
    [
        ("the Ministry of Labour of the Republic of Kazakhstan", "ministri of labor", "KZ"),
        ("Ministry of Labor", "ministri of labor", None),
        ("Министерство труда Республики Казахстан", "ministerstvo truda", "KZ"),
        ("Kazakhstan Union of Miners", "union of miners", "KZ"),
        ("Kazakhstan", "kazahstan", None),
        ("Boreal Steel Co. Ltd.", "boreal stel", None),
        ("АО «Казатомпром»", "kazatomprom", None),
    ],
)
def test_a_core_is_a_name_without_its_country(name: str, core: str, country: str | None) -> None:
    assert core_from_name(name, COUNTRIES) == (core, country)


def test_a_bare_name_has_no_article_marks_or_possessive() -> None:
    assert bare_name("the “Qyzmet” Union’s") == "Qyzmet Union"


@pytest.mark.parametrize(
    ("core", "scope"),
    [
        ("ministri of labor", "national"),
        ("konstitution", "national"),
        ("aktion plan", "document"),
        ("26 kongres", "document"),
        ("union of miners", None),
        ("guild", "document"),
    ],
)
def test_a_scope_tells_how_far_a_name_reaches(core: str, scope: str | None) -> None:
    assert scope_from_core(core) == scope
