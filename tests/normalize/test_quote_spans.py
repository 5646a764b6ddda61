from __future__ import annotations

import pytest

from flows.normalize.page import Page, Span
from flows.normalize.quote_spans import quote_spans_from_page
from flows.normalize.sentences import sentence_spans


def page(text: str, language: str = "en") -> Page:
    return Page("doc-1", text, None, language, None, None, sentence_spans(text, language))


def named(text: str, **names: str) -> list[Span]:
    return sorted(Span(text.index(name), text.index(name) + len(name), "name", kind, 1.0, "test") for name, kind in names.items())


def found(text: str, layer: str = "quote", language: str = "en", names: list[Span] | None = None) -> list[tuple[str, str]]:
    spans = quote_spans_from_page(page(text, language), names or [], [])
    return [(span.label, text[span.start : span.end]) for span in spans if span.layer == layer]


def test_the_last_comma_is_left_out_and_a_question_mark_stays() -> None:
    assert found("“We won,” she said. “Who lost?” he asked.") == [("direct", "We won"), ("direct", "Who lost?")]


def test_an_utterance_broken_by_its_cue_is_two_quotes() -> None:
    assert found("“We asked for respect,” said the chairman. “Now the work begins.”") == [
        ("direct", "We asked for respect"),
        ("direct", "Now the work begins"),
    ]


def test_a_name_or_a_doubtful_word_in_marks_is_no_quote() -> None:
    assert found("The union “Qyzmet” met on Monday. The so-called “reform” failed.") == []


def test_a_headline_with_a_colon_is_direct() -> None:
    assert found("Anna Berg: “Unions are needed today!”\nText follows here.") == [("direct", "Unions are needed today!")]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("He also noted that the talks had lasted nine weeks.", "the talks had lasted nine weeks"),
        ("The union said the strike would go on.", "the strike would go on"),
        ("According to him, the plant has closed.", "the plant has closed"),
        ("The plant has closed for good, he said.", "The plant has closed for good"),
        ("Another change, according to her, is the council.", "Another change, according to her, is the council"),
        ("She stressed that work is a right and that it needs a law.", "work is a right and that it needs a law"),
        ("She asked whether the fund had been paid.", "whether the fund had been paid"),
        ("He told us staff numbers had been halved.", "staff numbers had been halved"),
        ("The board has assured the Commissioner the arrears will be paid.", "the arrears will be paid"),
    ],
)
def test_a_reported_clause_is_indirect(text: str, quote: str) -> None:
    assert found(text) == [("indirect", quote)]


def test_a_noun_phrase_is_no_quote() -> None:
    assert found("He emphasized the importance of work, spoke about the law and announced new measures for schools.") == []


def test_a_marked_fragment_makes_a_clause_mixed() -> None:
    assert found("He said that the town would be “open to everybody” in May.") == [
        ("mixed", "the town would be “open to everybody” in May")
    ]


def test_two_cues_of_one_subject_are_two_quotes() -> None:
    assert found("She said the roof had leaked and added that nobody had come.") == [
        ("indirect", "the roof had leaked"),
        ("indirect", "nobody had come"),
    ]


def test_russian_complement_clauses_are_indirect() -> None:
    assert found("Он отметил, что переговоры длились девять недель.", language="ru") == [("indirect", "переговоры длились девять недель")]


def test_the_source_is_the_subject_beside_the_cue() -> None:
    text = "Asel Nurbekova, who leads the guild, said the fund was empty."
    assert found(text, "source", names=named(text, **{"Asel Nurbekova": "person"})) == [("", "Asel Nurbekova")]


def test_an_address_holds_no_further_quotes() -> None:
    text = "Dear friends!\nWe said that the law is good.\nWe believe that it will pass.\nWe wish you well.\nAnna Berg"
    assert [kind for kind, _ in found(text, names=named(text, **{"Anna Berg": "person"}))] == ["address"]
