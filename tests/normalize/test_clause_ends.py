"""Where reported clauses begin and end."""

from __future__ import annotations

from flows.normalize.clause_ends import clause_of_fragment, clauses_with_their_ends, said_before_its_cue
from flows.normalize.page import Page, Span
from flows.normalize.sentences import sentence_spans
from flows.tagging.quote_marks import marked_passages_from_text


def page(text: str) -> Page:
    return Page("d", text, None, "en", None, None, sentence_spans(text, "en"))


def spans(text: str, layer: str, *found: str) -> list[Span]:
    return [Span(text.index(one), text.index(one) + len(one), layer, "indirect" * (layer == "quote"), 0.9, "given") for one in found]  # type: ignore[arg-type]


def clauses(text: str, *quotes: str, cue: tuple[str, ...], source: tuple[str, ...]) -> list[str]:
    beside = sorted([*spans(text, "cue", *cue), *spans(text, "source", *source)])
    return [text[one.start : one.end] for one in clauses_with_their_ends(page(text), spans(text, "quote", *quotes), beside)]


def test_a_clause_goes_on_after_a_cue_in_its_middle() -> None:
    text = "The bridge was closed, she explained later, because the ice had moved."
    assert clauses(text, "The bridge was closed", cue=("explained",), source=("she",)) == [text]


def test_two_parts_around_a_speaker_are_one_clause() -> None:
    text = "The furnace will stop, the director told a full meeting of the shift on Monday, and forty people will go."
    assert clauses(text, "The furnace will stop", "and forty people will go", cue=("told",), source=("the director",)) == [text[:-1]]


def test_what_goes_on_with_the_speaker_is_no_part_of_the_clause() -> None:
    text = "The bridge was closed, she explained, pointing at the ice on the river."
    assert clauses(text, "The bridge was closed", cue=("explained",), source=("she",)) == ["The bridge was closed"]


def test_a_second_verb_of_speech_begins_a_clause_of_its_own() -> None:
    text = "He said the school owed nobody but was quick to add that some sums were late."
    found = clauses(text, "the school owed nobody but was quick to add that some sums were late", cue=("said", "add"), source=("He",))
    assert found == ["the school owed nobody", "some sums were late"]


def test_the_verb_of_the_outer_sentence_is_no_part_of_an_inner_clause() -> None:
    text = "The claim that the driver slept was, the judge remarked, a fairy tale."
    found = clauses(text, "the driver slept was", cue=("claim", "remarked"), source=("the judge",))
    assert found == ["the driver slept"]


def fragment(text: str, cue: str) -> str | None:
    (passage,) = marked_passages_from_text(text)
    start = clause_of_fragment(page(text), passage, spans(text, "cue", cue))
    return None if start is None else text[start : passage.outer_end]


def test_a_fragment_belongs_to_the_clause_that_leads_up_to_it() -> None:
    assert fragment("Berg stated that he was “minding it for a friend”.", "stated") == "he was “minding it for a friend”"
    assert fragment("Berg demanded that it be named and that it go “by rail”.", "demanded") == "it be named and that it go “by rail”"
    assert fragment("Berg told us on Friday he “did not care for tea”.", "told") == "he “did not care for tea”"


def test_words_that_stand_wholly_in_marks_have_no_clause_before_them() -> None:
    assert fragment("Berg called the offer “a bad joke”.", "called") is None
    assert fragment("Berg called it “a bad joke”.", "called") is None
    assert fragment("Berg stated that “We are not late”.", "stated") is None
    assert fragment("Berg told of a paper that had “no name in it”.", "told") is None


def test_a_dashed_line_ends_before_who_said_it() -> None:
    text = "We got the hall. It was cold, says the chair, Asel Nurbekova."
    beside = sorted([*spans(text, "cue", "says"), *spans(text, "source", "the chair, Asel Nurbekova")])
    assert text[: said_before_its_cue(text, 0, len(text), beside)] == "We got the hall. It was cold"


def test_all_that_a_sentence_says_according_to_somebody_is_reported() -> None:
    text = "According to her, long practice shows that the ice moves in April."
    assert clauses(text, "the ice moves in April", cue=("According to",), source=("her",)) == [
        "long practice shows that the ice moves in April"
    ]


def test_what_the_narrator_puts_in_after_the_source_is_not_reported() -> None:
    text = "According to Oyelaran, who did not come to the meeting, the ice moves in April."
    assert clauses(text, "the ice moves in April", cue=("According to",), source=("Oyelaran",)) == ["the ice moves in April"]
