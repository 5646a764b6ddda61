from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.normalize.sentences import sentence_spans


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


def test_an_initial_before_a_surname_ends_no_sentence() -> None:
    assert sentences("Then T. Kunadilov spoke. T.Kunadilov sat down.") == ["Then T. Kunadilov spoke.", "T.Kunadilov sat down."]


def test_a_number_after_its_abbreviation_begins_no_sentence() -> None:
    assert sentences("It opened School No. 5 in May. All came.") == ["It opened School No. 5 in May.", "All came."]


def test_an_abbreviation_before_a_number_may_end_a_sentence_before_a_word() -> None:
    assert sentences("They said no. We left.") == ["They said no.", "We left."]


def test_a_closing_mark_belongs_to_the_sentence_before() -> None:
    assert sentences("“We won. ” Then they left.") == ["“We won. ”", "Then they left."]


def test_a_piece_that_begins_with_a_dash_goes_on() -> None:
    assert sentences("«Мы победили!» – сказал он. Все ушли.", "ru") == ["«Мы победили!» – сказал он.", "Все ушли."]


def test_a_line_without_sentence_marks_is_one_sentence() -> None:
    assert sentences("President of the Union\nAsel Nurbekova\n\n") == ["President of the Union", "Asel Nurbekova"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Он родился 5 янв. 2001 г. в г. Семей."),
        ("kk", "Қор 2001 ж. Абай көш. бойында ашылды."),
        ("en", "Messrs. Abay and Co. met Dr. Lee."),
    ],
)
def test_abbreviations_of_each_language_end_no_sentence(language: str, text: str) -> None:
    assert sentences(text, language) == [text]


@given(st.text(alphabet='aB. !?\n”“"()–5é ', max_size=80), st.sampled_from(["en", "ru", "kk", None]))
def test_spans_are_ordered_stay_in_their_line_and_cover_every_visible_character(text: str, language: str | None) -> None:
    spans = sentence_spans(text, language)
    covered = [False] * len(text)
    place = 0
    for start, end in spans:
        assert place <= start < end
        assert "\n" not in text[start:end]
        assert text[start:end] == text[start:end].strip()
        covered[start:end] = [True] * (end - start)
        place = end
    assert all(seen or character.isspace() for seen, character in zip(covered, text, strict=True))
