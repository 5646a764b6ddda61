from __future__ import annotations

import numpy as np
from tokenizers import Tokenizer

from flows.tagging.decoding import Scores
from flows.tagging.layers import CHOICE, PARTS, SPAN_LAYER, SPAN_LAYERS, WIDTH
from flows.tagging.pieces import Pieces, pieces_from_text
from flows.tagging.tagged import Tagged, tagged_from_scores

TEXT = "Minister Asel Nurbekova said unions would strike"


class Told:
    """A text with the scores of a network that is sure of what it is told to see."""

    def __init__(self, text: str, words: Tokenizer) -> None:
        self.text = text
        self.pieces: Pieces = pieces_from_text(text, words)
        self.scores: Scores = np.zeros((len(self.pieces.word_start), WIDTH), dtype=np.float32)
        for layer in SPAN_LAYERS:
            self.scores[:, layer.column] = 10

    def span(self, layer: str, first: int, last: int, label: str = "") -> None:
        columns = SPAN_LAYER[layer]
        base = columns.column + 1 + len(PARTS) * columns.types.index(label)
        for at in range(first, last + 1):
            part = "S" if first == last else "B" if at == first else "E" if at == last else "I"
            self.scores[at, base + PARTS.index(part)] = 20

    def choose(self, name: str, at: int, value: str, sure: float = 10) -> None:
        self.scores[at, CHOICE[name].column + CHOICE[name].values.index(value)] = sure

    def tagged(self, **prices: float) -> list[Tagged]:
        return tagged_from_scores([self.pieces], [self.scores], prices)[0]


def test_spans_have_the_characters_of_their_words(words: Tokenizer) -> None:
    told = Told(TEXT, words)
    told.span("name", 1, 2, "person")
    told.span("role", 0, 0)
    assert [(TEXT[one.start : one.end], one.layer, one.label, one.status) for one in told.tagged()] == [
        ("Minister", "role", "", None),
        ("Asel Nurbekova", "name", "person", None),
    ]


def test_the_kind_of_a_quote_is_chosen_by_all_its_words(words: Tokenizer) -> None:
    told = Told(TEXT, words)
    told.span("quote", 4, 6)
    told.choose("kind", 4, "direct", 6)
    told.choose("kind", 5, "indirect", 5)
    told.choose("kind", 6, "indirect", 5)
    assert [(one.layer, one.label) for one in told.tagged()] == [("quote", "indirect")]


def test_a_trigger_has_an_event_type_and_a_status(words: Tokenizer) -> None:
    told = Told(TEXT, words)
    told.span("trigger", 6, 6)
    told.choose("event", 6, CHOICE["event"].values[-1])
    told.choose("status", 6, "planned")
    (found,) = told.tagged()
    assert (TEXT[found.start : found.end], found.label, found.status) == ("strike", CHOICE["event"].values[-1], "planned")


def test_layers_may_overlap_and_come_in_order_of_their_places(words: Tokenizer) -> None:
    told = Told(TEXT, words)
    told.span("source", 0, 2)
    told.span("name", 1, 2, "person")
    told.span("cue", 3, 3)
    assert [one.layer for one in told.tagged()] == ["source", "name", "cue"]


def test_a_price_counts_for_its_own_layer_alone(words: Tokenizer) -> None:
    told = Told(TEXT, words)
    told.span("cue", 3, 3)
    told.span("role", 0, 0)
    assert [one.layer for one in told.tagged(cue=50.0)] == ["role"]


def test_a_text_has_the_same_spans_alone_and_among_others(words: Tokenizer) -> None:
    one, other = Told(TEXT, words), Told("Strike ends.\n" * 30, words)
    one.span("name", 1, 2, "person")
    other.span("trigger", 0, 0)
    both = tagged_from_scores([one.pieces, other.pieces], [one.scores, other.scores], {})
    assert both == [one.tagged(), other.tagged()]


def test_an_empty_text_has_no_spans(words: Tokenizer) -> None:
    assert Told("", words).tagged() == []
