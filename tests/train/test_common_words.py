from __future__ import annotations

from flows.train.common_words import common_words_csv, common_words_from_texts


def test_words_are_common_when_sentences_have_them_in_lower_case() -> None:
    assert common_words_from_texts(["a pact, the pact and a pact with Aida; pact"]) == ["pact"]


def test_a_word_that_mostly_has_a_capital_is_a_name() -> None:
    assert common_words_from_texts(["the rose, a rose, one rose" + ", Rose" * 13]) == []


def test_the_capital_that_begins_a_sentence_counts_for_nothing() -> None:
    assert common_words_from_texts(["the rose, a rose, one rose." + " Rose." * 13]) == ["rose"]


def test_the_header_names_what_was_read() -> None:
    assert "Re-DocRED" in common_words_csv(["x"], ["Re-DocRED (MIT)"]).splitlines()[0]
