"""Text saved with a wrong encoding, put right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.mapped import Mapped
from flows.extract.mojibake import repaired_from_mojibake

RUSSIAN = "Съезд федерации профсоюзов прошёл в Астане. «Мы не допустим нарушения прав», — сказал председатель."
KAZAKH = "Федерация төрағасы ұжымдық шарттардың саны өскенін, ал еңбек дауларының азайғанын атап өтті."


def _repaired(text: str) -> str:
    return repaired_from_mojibake(Mapped.of(text)).text


@pytest.mark.parametrize("taken_for", ["latin-1", "cp866", "koi8-r"])
def test_utf8_taken_for_a_code_page_is_put_right(taken_for: str) -> None:
    assert _repaired(RUSSIAN.encode().decode(taken_for)) == RUSSIAN


@pytest.mark.parametrize(
    ("real", "taken_for"),
    [("cp1251", "latin-1"), ("cp1251", "cp1252"), ("cp1251", "koi8-r"), ("cp1251", "cp866"), ("koi8-r", "latin-1"), ("koi8-r", "cp1251")],
)
def test_one_code_page_taken_for_another_is_put_right(real: str, taken_for: str) -> None:
    kept = RUSSIAN.encode(real, "ignore")
    assert _repaired(kept.decode(taken_for)) == kept.decode(real)


def test_kazakh_taken_for_russian_is_put_right() -> None:
    assert _repaired(KAZAKH.encode("kz1048").decode("cp1251")) == KAZAKH


def test_a_quotation_mark_gone_wrong_in_an_english_line_is_put_right() -> None:
    assert _repaired("the workersâ€™ rights, nothing else") == "the workers’ rights, nothing else"


@pytest.mark.parametrize(
    "sound",
    [
        RUSSIAN,
        KAZAKH,
        "Фирма «Гарант Т» и «ҚазМұнайГаз»",
        "in 2018 ; « Nous négocierons dès la rentrée. » L’assemblée s’est tenue à Genève. Àâäéèêëîïôö",
        "The union’s “members” — café, naïve, 20 °C, § 5, Abdіrayim, Т.Kunadilov",
        "│ Итого │ 12 │",
        "Ќе дојдат сите на ќошето кај куќата, рече претседателот.",
    ],
)
def test_sound_text_is_left_alone(sound: str) -> None:
    text = Mapped.of(sound)
    assert repaired_from_mojibake(text) is text


def test_only_the_broken_line_is_changed() -> None:
    broken = "Съезд прошёл в Астане.\n" + "Áîëåå äâóõñîò äåëåãàòîâ ñúåçäà\n" + "Конец."
    assert _repaired(broken) == "Съезд прошёл в Астане.\nБолее двухсот делегатов съезда\nКонец."


def test_places_point_to_the_characters_in_the_file() -> None:
    raw = "On 5 May: " + "Съезд профсоюзов".encode().decode("latin-1") + " was held."
    text = repaired_from_mojibake(Mapped.of(raw))
    start = text.text.index("профсоюзов")
    first, last = text.raw_span(start, start + len("профсоюзов"))
    assert raw[first:last].encode("latin-1").decode() == "профсоюзов"
    held = text.text.index("held")
    assert text.raw_span(held, held + 4) == (raw.index("held"), raw.index("held") + 4)


def test_shifted_code_page_keeps_every_character_at_its_place() -> None:
    raw = "Ñúåçä ïðîôñîþçîâ ïðîø¸ë"
    text = repaired_from_mojibake(Mapped.of(raw))
    assert text.text == "Съезд профсоюзов прошёл"
    assert text.pieces == ((len(raw), 0, len(raw)),)


@given(st.text(st.sampled_from("РЎСЉРµâ€™ÐÑúåçä ├п║Ќіабв az.\n\x85"), max_size=60))
def test_lines_stay_as_many_and_the_map_tiles_the_text(raw: str) -> None:
    text = repaired_from_mojibake(Mapped.of(raw))
    assert text.text.count("\n") == raw.count("\n")
    assert sum(length for length, _, _ in text.pieces) == len(text.text)
