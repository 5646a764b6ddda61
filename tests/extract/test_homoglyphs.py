from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.homoglyphs import repaired_homoglyphs
from flows.extract.mapped import Mapped


def repaired(text: str) -> str:
    return repaired_homoglyphs(Mapped.of(text)).text


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("Abd\u0456rayim", "Abdirayim"),
        ("KАZАKHSTАN and \u0422okayev", "KAZAKHSTAN and Tokayev"),
        ("of city \u0422.Kunadilov", "of city T.Kunadilov"),
        ("председатель A. Сатыбалды", "председатель А. Сатыбалды"),
        ("кoнституция", "конституция"),
        ("әлеyметтік əлем", "әлеуметтік әлем"),
        ("\u0425XI век", "XXI век"),
    ],
)
def test_letters_of_another_script_are_replaced(raw: str, wanted: str) -> None:
    assert repaired(raw) == wanted


@pytest.mark.parametrize(
    "text", ["ҚазMұнайГаз", "пишет Twitterа много", "iPhoneдың иесі", "The РК and the ЕАЭС", "Сара met Sara", "5G-сеть"]
)
def test_words_of_one_script_and_mixtures_on_purpose_stay(text: str) -> None:
    assert repaired(text) == text


@given(st.text(alphabet="abcoedrіаоеcдьжСТ. -", max_size=30))
def test_length_and_map_stay(raw: str) -> None:
    mapped = Mapped.of(raw)
    again = repaired_homoglyphs(mapped)
    assert len(again.text) == len(raw)
    assert again.pieces == mapped.pieces
