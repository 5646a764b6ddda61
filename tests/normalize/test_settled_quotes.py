"""Quotes settled by their marks."""

from __future__ import annotations

from datetime import date

import numpy as np

from flows.normalize.page import Page, Span
from flows.normalize.sentences import sentence_spans
from flows.normalize.settled_quotes import settled_quotes
from flows.tagging.layers import SPAN_LAYER, WIDTH
from flows.tagging.network import tokenizer
from flows.tagging.pieces import pieces_from_text

SAID, NOT_SAID = 6.0, -6.0


def quotes(text: str, *found: tuple[str, str], said: str = "", cue: str = "", source: str = "") -> list[tuple[str, str]]:
    """The quotes of a text in which the network found spans (words, kind) and thinks that the words `said` are quoted."""
    page = Page("d", text, None, "en", date(2024, 5, 1), date(2024, 5, 1), sentence_spans(text, "en"))
    pieces = pieces_from_text(text, tokenizer())
    scores = np.zeros((len(pieces.word_start), WIDTH), dtype=np.float32)
    layer = SPAN_LAYER["quote"]
    start = text.index(said) if said else -1
    inside = (pieces.word_start >= start) & (pieces.word_end <= start + len(said))
    scores[:, layer.column] = np.where(inside, NOT_SAID, SAID)
    spans = [Span(text.index(words), text.index(words) + len(words), "quote", kind, 0.9, "tagger") for words, kind in found]
    beside = [
        Span(text.index(words), text.index(words) + len(words), layer, "", 0.9, "tagger")
        for layer, words in (("cue", cue), ("source", source))
        if words
    ]
    return [(text[one.start : one.end], one.label) for one in settled_quotes(page, spans, beside, [], pieces, scores)]


def test_a_direct_quote_is_what_stands_between_the_marks() -> None:
    text = "“We waited. Nobody came,” she said."
    assert quotes(text, ("waited. Nobody", "direct"), said="We waited. Nobody came") == [("We waited. Nobody came", "direct")]


def test_marked_words_that_nobody_says_are_no_quote() -> None:
    assert quotes("The film “Steppe Wind” opened on Monday.") == []


def test_a_fragment_of_the_words_in_marks_is_enough_where_the_network_takes_them_all_for_speech() -> None:
    text = "Then: “We will be back!”"
    assert quotes(text, ("be back", "direct"), said="We will be back!") == [("We will be back!", "direct")]


def test_a_title_of_which_one_word_looks_quoted_is_no_quote() -> None:
    assert quotes("The play “We Will Be Back” opened on Monday.", ("Back", "direct"), said="Back") == []


def test_a_clause_that_breaks_off_at_the_mark_of_a_fragment_goes_on_to_its_end() -> None:
    text = "She said each of them heard a “joke about women” every week."
    assert quotes(text, ("each of them heard a “joke", "indirect"), said="each of them heard a “joke about women”") == [
        ("each of them heard a “joke about women”", "mixed")
    ]


def test_a_mark_that_closes_a_fragment_stays_with_a_clause_that_ends_with_it() -> None:
    text = "He said that certain deductions were “looked into.”"
    assert quotes(text, ("certain deductions were “looked into.”", "mixed"), said="certain deductions were “looked into.”") == [
        ("certain deductions were “looked into.”", "mixed")
    ]


def test_turns_of_a_line_that_begins_with_a_dash_are_quotes_of_their_own() -> None:
    text = "– The law repairs no cars, – answered Ashirbekova. – But it says whom to bill."
    said = "The law repairs no cars, – answered Ashirbekova. – But it says whom to bill"
    assert [words for words, _ in quotes(text, (said, "direct"), said=said)] == ["The law repairs no cars", "But it says whom to bill"]


def test_a_clause_with_its_cue_in_the_middle_begins_with_its_sentence() -> None:
    text = "As for the loan, she noted, it is being repaid."
    assert quotes(text, ("it is being repaid", "indirect"), said="it is being repaid", cue="noted", source="she") == [
        ("As for the loan, she noted, it is being repaid", "indirect")
    ]


def test_a_clause_with_a_marked_fragment_is_mixed_and_keeps_its_ends() -> None:
    text = "He said that the offer was “an insult” to every miner."
    assert quotes(text, ("the offer was “an insult” to every miner", "mixed"), said="the offer was “an insult” to every miner") == [
        ("the offer was “an insult” to every miner", "mixed")
    ]


def test_an_indirect_clause_ends_before_the_comma() -> None:
    text = "The plant would close, she said."
    assert quotes(text, ("The plant would close,", "indirect"), said="The plant would close") == [("The plant would close", "indirect")]


def test_a_nameless_question_of_an_interview_in_dashes_is_no_quote_and_each_answer_is_one() -> None:
    text = "— Why now?\n— We had to.\n— And then?\n— “Wait,” they said.\nSo we did.\n— Will you stay?\n— Ask me in May."
    found = quotes(text, ("Why now?", "direct"), ("We had to", "direct"), said="Why now?\n— We had to.\n— And then?")
    assert ("We had to", "direct") in found
    assert ("Ask me in May", "direct") in found
    assert not any(words.endswith("?") for words, _ in found)


def test_a_fragment_takes_the_clause_that_leads_up_to_it_along() -> None:
    text = "Berg stated that he was “minding it for a friend”."
    found = quotes(text, ("minding it for a friend", "direct"), said="minding it for a friend", cue="stated", source="Berg")
    assert found == [("he was “minding it for a friend”", "mixed")]


def test_a_dashed_line_may_hold_marks_of_its_own() -> None:
    text = "— My wife asked me: «When will you be home?» and shut the door."
    whole = text[2:-1]
    assert quotes(text, (whole, "direct"), said=whole, cue="asked") == [(whole, "direct"), ("When will you be home?", "direct")]


def test_the_comma_before_a_misplaced_closing_mark_is_left_out() -> None:
    text = "“We shall stand by our members, ”the chair noted."
    assert quotes(text, ("We shall stand by our members", "direct"), said="We shall stand by our members,") == [
        ("We shall stand by our members", "direct")
    ]


def test_an_utterance_over_paragraphs_with_reopened_marks_is_one_quote() -> None:
    text = "She said:\n“We came early.\n“Nobody was there.”\nThen it rained."
    assert quotes(text, ("We came early", "direct"), said="We came early.\n“Nobody was there.") == [
        ("We came early.\n“Nobody was there", "direct")
    ]


def test_single_marks_and_guillemets_hold_direct_quotes() -> None:
    for text in ("He said: ‘We don't know yet.’", "He said: «We don't know yet.»"):
        assert quotes(text, ("We don't know yet", "direct"), said="We don't know yet.") == [("We don't know yet", "direct")]


def test_a_nickname_in_marks_is_no_quote() -> None:
    assert quotes("Timur “Wolf” Akhmet told the so-called “council” that it was late.") == []


def test_an_embedded_post_is_a_direct_quote() -> None:
    text = "The driver wrote:\nno bus again, walking\n— Asel Nur (@aselnur) May 3, 2025"
    assert ("no bus again, walking", "direct") in quotes(text)
