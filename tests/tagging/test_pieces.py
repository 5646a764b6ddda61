from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from flows.tagging.network import tokenizer
from flows.tagging.pieces import CASES, LINE_END, MARKED, Pieces, case_of_word, pieces_from_text

_HARD = "aBя Ә9\n\n .,“”\"'-\t\r\u00a0\u2028é\u0301\u0335❤️👩\u200d\u00ad中文ﬁİßק한"
texts = st.one_of(st.text(alphabet=_HARD, max_size=60), st.text(max_size=40))


def cut_words(text: str) -> list[str]:
    pieces = pieces_from_text(text, tokenizer())
    return [text[start:end] for start, end in zip(pieces.word_start, pieces.word_end, strict=True)]


def word_marks(text: str) -> list[str]:
    pieces = pieces_from_text(text, tokenizer())
    return [MARKED[mark] for mark in pieces.marks[pieces.word_piece]]


def line_ends(pieces: Pieces) -> int:
    return int((pieces.ids == tokenizer().token_to_id(LINE_END)).sum())


def test_words_and_signs_are_cut_out_of_the_text() -> None:
    assert cut_words("Токаев met ILO’s chief\tin Нұр-Сұлтан.\r\n\n“Yes”") == [
        "Токаев", "met", "ILO", "’", "s", "chief", "in", "Нұр", "-", "Сұлтан", ".", "“", "Yes", "”",
    ]  # fmt: skip


def test_an_accent_belongs_to_the_letter_before() -> None:
    assert cut_words("Алма-Ата́ и Назарба́ев") == ["Алма", "-", "Ата́", "и", "Назарба́ев"]


def test_what_no_font_shows_ends_no_word() -> None:
    assert cut_words("trade\u00adunion\u200b and") == ["trade\u00adunion", "and"]


@given(texts)
def test_words_are_in_order_never_empty_and_never_begin_or_end_with_white_space(text: str) -> None:
    pieces = pieces_from_text(text, tokenizer())
    assert all(word and word == word.strip() for word in cut_words(text))
    assert (pieces.word_end[:-1] <= pieces.word_start[1:]).all()


@given(texts)
def test_no_letter_of_a_text_is_outside_every_word(text: str) -> None:
    spans = pieces_from_text(text, tokenizer())
    outside, place = "", 0
    for start, end in zip(spans.word_start, spans.word_end, strict=True):
        outside, place = outside + text[place:start], end
    assert not any(letter.isalnum() for letter in outside + text[place:])


@given(texts)
def test_no_word_runs_over_lines_and_each_knows_its_own(text: str) -> None:
    pieces = pieces_from_text(text, tokenizer())
    assert not any("\n" in word for word in cut_words(text))
    assert pieces.word_line.tolist() == [text.count("\n", 0, start) for start in pieces.word_start]


@given(texts)
def test_columns_of_pieces_and_of_words_have_one_length_each(text: str) -> None:
    pieces = pieces_from_text(text, tokenizer())
    assert len(pieces.ids) == len(pieces.cases) == len(pieces.marks)
    assert len(pieces.word_start) == len(pieces.word_end) == len(pieces.word_piece) == len(pieces.word_line)
    assert (pieces.word_piece[1:] > pieces.word_piece[:-1]).all()


@given(texts, texts)
def test_a_line_has_the_same_pieces_alone_and_after_others(before: str, line: str) -> None:
    alone, both = (pieces_from_text(text, tokenizer()) for text in (line, f"{before}\n{line}"))
    assert both.ids[len(both.ids) - len(alone.ids) :].tolist() == alone.ids.tolist()
    assert (both.word_start[len(both.word_start) - len(alone.word_start) :] - len(before) - 1).tolist() == alone.word_start.tolist()


def test_a_line_end_is_one_piece_however_many_lines_are_empty(words: Tokenizer) -> None:
    pieces = pieces_from_text("\n\nOne two\n\n\nthree\n", words)
    assert words.decode(pieces.ids.tolist(), skip_special_tokens=False).split() == ["one", "two", "[SEP]", "three", "[SEP]"]
    assert pieces.word_piece.tolist() == [0, 1, 3]
    assert pieces.word_line.tolist() == [2, 2, 5]


def test_the_last_line_has_no_line_end(words: Tokenizer) -> None:
    assert line_ends(pieces_from_text("One\ntwo", words)) == 1


@pytest.mark.parametrize("text", ["", "\n", " \t\r\n \u00a0\n"])
def test_a_text_without_words_has_no_pieces(text: str, words: Tokenizer) -> None:
    assert len(pieces_from_text(text, words).ids) == len(pieces_from_text(text, words).word_start) == 0


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("union", "small"), ("Union", "capital"), ("ILO", "capitals"), ("KazEnergy", "mixed"), ("A", "initial"), ("2024", "digits"),
        ("5th", "digits"), (",", "sign"), ("”", "double_mark"), ("’", "single_mark"), ("中", "other_script"), ("Әлия", "capital"),
    ],
)  # fmt: skip
def test_the_case_of_a_word_is_how_it_is_written(word: str, case: str) -> None:
    assert CASES[case_of_word(word)] == case


def test_all_pieces_of_a_word_have_its_case(words: Tokenizer) -> None:
    pieces = pieces_from_text("Nurbekova", words)
    assert len(pieces.ids) > 1
    assert {CASES[case] for case in pieces.cases} == {"capital"}


def test_words_know_where_they_stand_to_quote_marks() -> None:
    assert word_marks("He said: “Yes, now”.") == ["outside"] * 3 + ["opening", "inside", "inside", "inside", "closing", "outside"]


def test_a_quote_may_run_over_lines_and_line_ends_have_no_mark(words: Tokenizer) -> None:
    assert word_marks("“One.\n“Two,” he") == ["opening", "inside", "inside", "inside", "inside", "inside", "closing", "outside"]
    pieces = pieces_from_text("“One.\n“Two,” he", words)
    assert [MARKED[mark] for mark in pieces.marks[pieces.ids == words.token_to_id(LINE_END)]] == ["none"]
