"""flows/normalize/entity_keys.py"""

from __future__ import annotations

from datetime import date

import pytest

from flows.normalize.authority import DEFAULT_FOLDER, authority_from_folder
from flows.normalize.entity_keys import entity_key


def _key(type: str, name: str, country: str | None = None, on: date | None = None) -> str:
    return entity_key(type, name, authority_from_folder(DEFAULT_FOLDER), country=country, on=on, document_id="doc-1")


@pytest.mark.parametrize(
    ("type", "name", "country", "key"),
    [
        ("organization", "the ILO", None, "authority:org-ilo"),
        ("organization", "Ministry of Labour", "UG", "organization:ministri of labor@UG"),
        ("organization", "Ministry of Labour of Uganda", None, "organization:ministri of labor@UG"),
        ("organization", "Ministry of Labour", None, "organization:ministri of labor#doc-1"),
        ("organization", "the Congress", "KZ", "organization:kongres#doc-1"),
        ("organization", "Union of River Pilots", "KZ", "organization:union of river pilots"),
        ("law", "Action Plan", "KZ", "law:aktion plan#doc-1"),
        ("person", "Serik Bekenov’s", None, "person:serik bekenov"),
        ("person", "LI KIM", None, "person:li kim"),
        ("person", "Bekenov", None, "person:bekenov#doc-1"),
        ("place", "Greenfield", None, "place:grenfield"),
    ],
)
def test_a_key_says_how_far_its_name_reaches(type: str, name: str, country: str | None, key: str) -> None:
    assert _key(type, name, country) == key


def test_the_constitution_in_force_and_the_draft_are_two_laws() -> None:
    day = date(2026, 2, 10)
    assert _key("law", "current Constitution", "KZ", day) == _key("law", "Constitution of the Republic of Kazakhstan", None, day)
    assert _key("law", "draft new Constitution", "KZ", day) not in (
        _key("law", "Constitution", "KZ", day),
        _key("law", "Constitution", "KG", day),
    )


def test_a_draft_is_not_known_before_it_was_published() -> None:
    assert _key("law", "draft new Constitution", "KZ", date(1994, 5, 1)) == "law:draft neu konstitution@KZ"
