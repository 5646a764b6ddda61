from __future__ import annotations

import pytest

from flows.extract.language import language_from_text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The trade union signed a new collective agreement with the ministry on Friday.", "en"),
        ("Профсоюз подписал новый коллективный договор с министерством в пятницу.", "ru"),
        ("Кәсіподақ министрлікпен жаңа ұжымдық шартқа жұма күні қол қойды.", "kk"),
        ("Еңбек кодексі туралы заң", "kk"),
        ("Профсоюз работников Қазақстан провёл съезд в столице, сообщила пресс-служба федерации.", "ru"),
        ("Профспілка підписала нову колективну угоду з міністерством у п'ятницю ввечері.", "uk"),
    ],
)
def test_the_language_of_prose_is_found(text: str, language: str) -> None:
    assert language_from_text(text) == language


@pytest.mark.parametrize("text", ["", "2018", "№ 5 — 12.03.2019", "OK"])
def test_too_little_text_has_no_language(text: str) -> None:
    assert language_from_text(text) is None


def test_too_little_text_has_the_language_that_the_file_states() -> None:
    assert language_from_text("2018", told="kk-KZ") == "kk"


def test_a_statement_that_is_no_code_is_not_taken_over() -> None:
    assert language_from_text("2018", told="Kazakh") is None
