from __future__ import annotations

from flows.normalize.page import Page
from flows.normalize.sentences import sentence_spans
from flows.normalize.word_classes import words_from_page


def classes(text: str, known: list[tuple[int, int, str]] | None = None) -> str:
    return words_from_page(Page("doc-x", text, None, "en", None, None, sentence_spans(text, "en")), known or []).classes


def test_heads_titles_and_small_words_have_their_letters() -> None:
    assert classes("Chairman of the Federation, XXVI Congress") == "TfhO,XE"


def test_a_word_seen_in_lower_case_in_the_text_is_a_common_word() -> None:
    assert classes("Zhailau work. The zhailau.")[0] == "B"
    assert classes("Zhailau work.")[0] == "C"


def test_words_of_a_known_place_are_k_and_of_another_known_name_are_not() -> None:
    assert classes("in New Astana", [(3, 13, "place")]) == "nKK"
    assert "K" not in classes("in New Astana", [(3, 13, "law")])


def test_a_straight_mark_opens_after_white_space_and_closes_before_it() -> None:
    assert classes('the "Zhas" hut') == "h<C>w"


def test_a_word_before_a_surname_begins_a_person() -> None:
    assert classes("Qwertan Umirzhanov") == "GC"
