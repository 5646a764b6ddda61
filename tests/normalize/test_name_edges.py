"""Where a name begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.normalize.name_edges import edged_name
from flows.normalize.page import Span


def edged(text: str, words: str, label: str) -> tuple[str, str]:
    start = text.index(words)
    name = edged_name(text, Span(start, start + len(words), "name", label, 0.9, "tagger"))
    return text[name.start : name.end], name.label


@pytest.mark.parametrize(
    ("found", "name"),
    [("Mme Lise Kodi", "Lise Kodi"), ("Erlan aqsaqal", "Erlan"), ("Erlan-aga", "Erlan"), ("Mr. Bey", "Bey"), ("Apa", "Apa")],
)
def test_a_form_of_address_is_no_part_of_a_person(found: str, name: str) -> None:
    assert edged(f"Then {found} spoke.", found, "person") == (name, "person")


@pytest.mark.parametrize(
    ("text", "found", "name"),
    [
        ("Kapal Timur Sdn. Bhd. paid.", "Kapal Timur", "Kapal Timur Sdn. Bhd."),
        ("Steppe Mills LLP.", "Steppe Mills", "Steppe Mills LLP"),
        ("Lark (Miri) Ltd, of Miri", "Lark", "Lark (Miri) Ltd"),
        ("Tobol Glass JSC", "Tobol Glass JSC", "Tobol Glass JSC"),
    ],
)
def test_a_legal_form_ends_the_name_of_an_organization(text: str, found: str, name: str) -> None:
    assert edged(text, found, "person") == (name, "organization")


def test_an_acronym_after_a_name_is_no_legal_form() -> None:
    assert edged("Tobol Glass CEO Olga Kim", "Tobol Glass", "organization") == ("Tobol Glass", "organization")


@pytest.mark.parametrize("number", ["74/2024", "No. 87", "1998", "(2015-26)"])
def test_a_number_completes_an_instrument(number: str) -> None:
    assert edged(f"under the Water Law {number}.", "Water Law", "law") == (f"Water Law {number}", "law")


def test_a_share_after_a_law_is_no_number_of_it() -> None:
    assert edged("Under the Water Law 30% of wells close.", "Water Law", "law")[0] == "Water Law"


def test_years_end_the_name_of_a_plan() -> None:
    assert edged("the Action Plan for 2018–2020 passed", "Action Plan", "law")[0] == "Action Plan for 2018–2020"
    assert edged("ratified the Action Plan in 2018", "Action Plan", "law")[0] == "Action Plan"


def test_a_noun_in_small_letters_completes_a_name_of_its_type() -> None:
    assert edged("the Aral-2050 strategy", "Aral-2050", "law") == ("Aral-2050 strategy", "law")
    assert edged("after the Batken clashes", "Batken", "place") == ("Batken clashes", "event")
    assert edged("the Batken strategy", "Batken", "place") == ("Batken", "place")


def test_words_that_tell_a_version_of_a_constitution_belong_to_it() -> None:
    assert edged("the draft new Constitution", "Constitution", "law")[0] == "draft new Constitution"
    assert edged("the draft new Basic Law", "new Basic Law", "law")[0] == "draft new Basic Law"
    assert edged("the present Constitution", "Constitution", "law")[0] == "Constitution"
    assert edged("the new Water Code", "Water Code", "law")[0] == "Water Code"


def test_a_mark_whose_partner_stands_outside_is_left_out() -> None:
    assert edged("the “Robot Cup” began", "“Robot Cup", "event")[0] == "Robot Cup"
    assert edged("the “Robot Cup” began", "“Robot Cup”", "event")[0] == "“Robot Cup”"


@given(st.text("Aa. “”-1\n", max_size=30), st.data())
def test_a_name_keeps_a_character_and_stays_inside_the_text(text: str, data: st.DataObject) -> None:
    text += "Law"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for label in ("person", "organization", "law"):
        name = edged_name(text, Span(start, end, "name", label, 0.9, "tagger"))
        assert 0 <= name.start < name.end <= len(text)
