from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.normalize.authority import authority_from_folder
from flows.normalize.known_names import Gazetteer, gazetteer_from_authority, known_names
from flows.normalize.name_spans import name_spans_from_page
from flows.normalize.page import Page, Span
from flows.normalize.sentences import sentence_spans
from flows.normalize.word_classes import words_from_page


@cache
def _gazetteer() -> Gazetteer:
    return gazetteer_from_authority(authority_from_folder())


def spans(text: str, language: str = "en") -> list[Span]:
    page = Page("doc-x", text, None, language, None, None, sentence_spans(text, language))
    known = known_names(text, _gazetteer())
    return name_spans_from_page(page, words_from_page(page, known), known)


def names(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.label) for span in spans(text, language)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Labour and Social Protection of the Population of the Republic of Kazakhstan", "organization"),
        ("Trade Union of Workers in the Glass, Ceramic, and Related Industries", "organization"),
        ("Union of Weavers “Jibek”", "organization"),
        ("XIV Congress of the Federation of Trade Unions", "event"),
        ("Code of Administrative Offences", "law"),
        ("Law “On Mediation”", "law"),
        ("Ulytau district", "place"),
    ],
)
def test_a_head_noun_takes_its_complements_along(name: str, kind: str) -> None:
    assert (name, kind) in names(f"They spoke of the {name}, and left.")


def test_an_institution_does_not_swallow_the_person_after_it() -> None:
    found = names("The Minister of Labour of the Republic of Kazakhstan Madina Seitova spoke.")
    assert ("Madina Seitova", "person") in found
    assert ("Republic of Kazakhstan", "place") in found


def test_a_surname_alone_is_a_person_where_the_full_name_stands() -> None:
    found = names("Asel Nurbekova opened the hall. In the evening Nurbekova left.")
    assert found == [("Asel Nurbekova", "person"), ("Nurbekova", "person")]


def test_common_words_and_demonyms_are_no_names() -> None:
    assert names("Workers and Kazakhstanis met on Monday. Trade unions helped.") == []


def test_a_short_form_is_a_name_where_the_long_one_stands() -> None:
    assert ("Congress", "event") in names("The XIV Congress of Miners began. Delegates of the Congress met.")


def test_a_stray_capital_is_no_name() -> None:
    assert names("This helps trade Union activity.") == []


def test_a_title_alone_is_a_person() -> None:
    assert ("Minister", "person") in names("Later the Minister said it again.")


def test_the_version_of_a_constitution_belongs_to_its_name() -> None:
    assert ("draft new Constitution", "law") in names("They read the draft new Constitution.")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "Об этом сообщило Министерство труда и социальной защиты населения.", "Министерство труда и социальной защиты населения"),
        ("ru", "Он приехал в Карагандинскую область.", "Карагандинскую область"),
        ("kk", "Жиналыс Астанада өтті.", "Астанада"),
        ("kk", "Кеше Жезқазған кеншілер кәсіподағы жиналды.", "Жезқазған кеншілер кәсіподағы"),
    ],
)
def test_russian_and_kazakh_names_keep_their_case_endings(language: str, text: str, name: str) -> None:
    assert name in [found for found, _ in names(text, language)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["the", "of", "and", "Federation", "Asel", "Nurbekova", "Law", "Almaty", "A.", "No", "5", *",“”(\n"]), max_size=25
    )
)
def test_names_are_ordered_apart_and_inside_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    found = spans(text)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(0 <= span.start < span.end <= len(text) and text[span.start : span.end].strip() for span in found)
