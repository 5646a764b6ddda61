from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.tagging.quote_marks import dashed_passages_from_text, marked_passages_from_text


def inner(text: str) -> list[str]:
    return [text[passage.start : passage.end] for passage in marked_passages_from_text(text)]


def test_marks_of_every_print_are_paired() -> None:
    assert inner('“A one”, «B two», „C three“ and "D four".') == ["A one", "B two", "C three", "D four"]


def test_a_misplaced_closing_mark_still_closes() -> None:
    assert inner("“We need unions, ”the Minister noted.") == ["We need unions, "]


def test_an_apostrophe_neither_opens_nor_closes() -> None:
    assert inner("‘It’s the workers’ day,’ he said. The workers’ rights and employers ‘ associations.") == ["It’s the workers’ day,"]


def test_a_mark_reopened_in_the_next_paragraph_continues_the_utterance() -> None:
    assert inner("“One two.\n“Three four,” he said.") == ["One two.\n“Three four,"]


def test_an_utterance_may_close_a_paragraph_later_without_a_new_mark() -> None:
    assert inner("“One two.\nThree four,” he said. “Five.”") == ["One two.\nThree four,", "Five."]


def test_an_unclosed_mark_ends_with_its_line() -> None:
    passages = marked_passages_from_text("“Nobody closed this.\nPlain prose.")
    assert [(passage.start, passage.end, passage.closed) for passage in passages] == [(1, 20, False)]


def test_an_unclosed_mark_ends_before_the_next_one_opens() -> None:
    assert inner("“Not closed here. He said “closed” again") == ["Not closed here.", "closed"]


def test_marks_inside_a_passage_belong_to_it() -> None:
    assert inner("“outer “inner” more,” she said") == ["outer “inner” more,"]


def test_dashes_divide_speech_from_its_reporter() -> None:
    text = "– Мы ждали, – сказал он. – Теперь начнем."
    assert [text[one.start : one.end] for one in dashed_passages_from_text(text, 0, len(text))] == ["Мы ждали,", "Теперь начнем."]


@given(st.text(alphabet="ab “”«»\"'‘’„.,\n", max_size=60))
def test_passages_are_in_order_and_never_overlap(text: str) -> None:
    place = 0
    for passage in marked_passages_from_text(text):
        assert place <= passage.outer_start <= passage.start <= passage.end <= passage.outer_end <= len(text)
        place = passage.outer_end
