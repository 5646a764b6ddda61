from __future__ import annotations

import pytest

from flows.dates.inflection import forms, russian_paradigm
from flows.dates.words import lexicon


@pytest.mark.parametrize(
    ("stem", "form"),
    [
        ("қаңтар", "қаңтарында"),
        ("маусым", "маусымда"),
        ("қыркүйек", "қыркүйегінде"),
        ("апта", "аптасында"),
        ("жыл", "жылғы"),
        ("жыл", "жылдың"),
        ("жыл", "жылдары"),
        ("ай", "айының"),
        ("тамыз", "тамыздан"),
        ("мамыр", "мамырға"),
        ("күн", "күндері"),
        ("ғасыр", "ғасырдың"),
        ("сенбі", "сенбіде"),
        ("тоқсан", "тоқсанында"),
    ],
)
def test_kazakh_forms_follow_vowel_harmony_and_the_last_sound(stem: str, form: str) -> None:
    assert form in set(forms(stem, "kk"))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("октябрь", "октябре"),
        ("октябрь", "октябрём".replace("ё", "е")),
        ("март", "марта"),
        ("май", "мае"),
        ("среда", "среду"),
        ("воскресенье", "воскресенью"),
    ],
)
def test_russian_names_decline_by_their_ending(name: str, form: str) -> None:
    assert form in set(forms(*russian_paradigm(name)))


@pytest.mark.parametrize(
    ("word", "kind", "value"),
    [
        ("september", "month", 9),
        ("sept", "month", 9),
        ("января", "month", 1),
        ("январе", "month", 1),
        ("желтоқсанда", "month", 12),
        ("friday", "weekday", 4),
        ("пятницу", "weekday", 4),
        ("жұма", "weekday", 4),
        ("прошлой", "turn", -1),
        ("өткен", "turn", -1),
    ],
)
def test_the_lexicon_knows_the_words_of_three_languages(word: str, kind: str, value: int) -> None:
    assert lexicon()[word] == (kind, value)
