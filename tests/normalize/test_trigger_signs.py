from __future__ import annotations

from flows.normalize.page import Page, Span
from flows.normalize.sentences import sentence_spans
from flows.normalize.trigger_candidates import Candidate
from flows.normalize.trigger_signs import beside_from_page, signs_of_candidates
from flows.normalize.weighed_spans import Signs

TEXT = "On 5 May 2024 the union signed a deal. The company refused to sign, and workers struck."


def signs(*words: str, spans: tuple[Span, ...] = (), chance: float = 0.5, text: str = TEXT) -> list[Signs]:
    page = Page("d", text, None, "en", None, None, sentence_spans(text, "en"))
    places = [text.index(word) for word in words]
    found = [
        Candidate(at, at + len(word), "agreement", "occurred", "network", chance, -0.1, None)
        for at, word in zip(places, words, strict=True)
    ]
    return signs_of_candidates(beside_from_page(page, spans), found)


def test_a_date_in_the_clause_is_a_sign_and_so_is_none_in_the_sentence() -> None:
    signed, struck = signs("signed", "struck")
    assert (signed["date in clause"], struck["no date"]) == (1.0, 1.0)
    assert "no date" not in signed
    assert "date in clause" not in struck


def test_a_date_behind_a_turn_of_the_clause_is_not_in_it() -> None:
    (one,) = signs("struck", text="They met on 5 May 2024, and the workers struck.")
    assert one["date in clause"] == 0.0


def test_what_is_refused_is_read_as_unreal() -> None:
    (one,) = signs("sign,", text=TEXT)
    assert one["read as unreal"] == 1.0


def test_who_stands_close_before_the_word_is_a_sign() -> None:
    union = TEXT.index("union")
    (one,) = signs("signed", spans=(Span(union, union + 5, "name", "organization", 1.0, "m"),))
    assert one["organization before"] == one["organization close before"] == 1.0


def test_the_less_likely_of_two_in_a_sentence_knows_its_rival() -> None:
    first, second = signs("refused", "struck")
    assert (first["rank"], second["rank"]) == (0.0, 1.0)
    assert second["rival"] == first["chance"]


def test_a_type_that_was_told_before_is_a_sign() -> None:
    first, second = signs("signed", "struck", chance=0.9)
    assert (first["type told"], second["type told"]) == (0.0, 1.0)


def test_a_word_inside_a_quote_knows_its_kind() -> None:
    (one,) = signs("struck", spans=(Span(TEXT.index("The company"), len(TEXT), "quote", "indirect", 1.0, "m"),))
    assert one["in indirect quote"] == 1.0
