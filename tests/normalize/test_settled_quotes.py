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


def quotes(text: str, *found: tuple[str, str], said: str = "") -> list[tuple[str, str]]:
    """The quotes of a text in which the network found spans (words, kind) and thinks that the words `said` are quoted."""
    page = Page("d", text, None, "en", date(2024, 5, 1), date(2024, 5, 1), sentence_spans(text, "en"))
    pieces = pieces_from_text(text, tokenizer())
    scores = np.zeros((len(pieces.word_start), WIDTH), dtype=np.float32)
    layer = SPAN_LAYER["quote"]
    start = text.index(said) if said else -1
    inside = (pieces.word_start >= start) & (pieces.word_end <= start + len(said))
    scores[:, layer.column] = np.where(inside, NOT_SAID, SAID)
    spans = [Span(text.index(words), text.index(words) + len(words), "quote", kind, 0.9, "tagger") for words, kind in found]
    return [(text[one.start : one.end], one.label) for one in settled_quotes(page, spans, [], [], pieces, scores)]


def test_a_direct_quote_is_what_stands_between_the_marks() -> None:
    text = "“We waited. Nobody came,” she said."
    assert quotes(text, ("waited. Nobody", "direct"), said="We waited. Nobody came") == [("We waited. Nobody came", "direct")]


def test_marked_words_that_nobody_says_are_no_quote() -> None:
    assert quotes("The film “Steppe Wind” opened on Monday.") == []


def test_marked_words_that_the_network_takes_for_speech_need_no_span_of_their_own() -> None:
    text = "Then: “We will be back!”"
    assert quotes(text, said="We will be back!") == [("We will be back!", "direct")]


def test_a_clause_with_a_marked_fragment_is_mixed_and_keeps_its_ends() -> None:
    text = "He said that the offer was “an insult” to every miner."
    assert quotes(text, ("the offer was “an insult” to every miner", "mixed"), said="the offer was “an insult” to every miner") == [
        ("the offer was “an insult” to every miner", "mixed")
    ]


def test_an_indirect_clause_ends_before_the_comma() -> None:
    text = "The plant would close, she said."
    assert quotes(text, ("The plant would close,", "indirect"), said="The plant would close") == [("The plant would close", "indirect")]
