from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from flows.tagging.decoding import Scores
from flows.tagging.layers import CHOICE, CHOICES, PARTS, SPAN_LAYERS, WIDTH
from flows.tagging.network import tokenizer
from flows.tagging.pieces import pieces_from_text
from flows.tagging.tagged import tagged_from_scores
from flows.train.tagger.examples import TARGETS, UNJUDGED, Example, Marked, targets_from_example

TEXT = "Minister Asel Nurbekova said: “Unions must agree”. Kazakhstan’s parties signed."


def at(layer: str, label: str, words: str, text: str = TEXT) -> Marked:
    start = text.index(words)
    return Marked(layer, label, start, start + len(words))


def example(*marked: Marked, known: tuple[str, ...] = (), unjudged: tuple[Marked, ...] = (), text: str = TEXT) -> Example:
    return Example("test", text, marked, frozenset(known), unjudged)


def targets_by_word(one: Example, layer: str) -> dict[str, int]:
    pieces = pieces_from_text(one.text, tokenizer())
    targets = targets_from_example(one, pieces)[:, TARGETS.index(layer)]
    return {one.text[start:end]: int(value) for start, end, value in zip(pieces.word_start, pieces.word_end, targets, strict=True)}


def tag(layer: str, label: str, part: str) -> int:
    types = next(one.types for one in SPAN_LAYERS if one.name == layer)
    return 1 + len(PARTS) * types.index(label) + PARTS.index(part)


def perfect_scores(one: Example) -> Scores:
    """The scores of a network that learned the example by heart; of what is unjudged it thinks nothing."""
    targets = targets_from_example(one, pieces_from_text(one.text, tokenizer()))
    scores = np.zeros((len(targets), WIDTH), dtype=np.float32)
    for column, part in enumerate([*SPAN_LAYERS, *CHOICES]):
        words = np.flatnonzero(targets[:, column] != UNJUDGED)
        scores[words, part.column + targets[words, column]] = 20
    return scores


def test_words_of_a_span_are_its_beginning_middle_and_end() -> None:
    found = targets_by_word(
        example(at("quote", "", "Unions must agree"), at("name", "person", "Asel Nurbekova"), known=("quote", "name")), "quote"
    )
    assert [found[word] for word in ("Unions", "must", "agree")] == [tag("quote", "", part) for part in "BIE"]
    assert found["said"] == 0


def test_a_span_of_one_word_stands_alone() -> None:
    found = targets_by_word(example(at("name", "place", "Kazakhstan"), known=("name",)), "name")
    assert found["Kazakhstan"] == tag("name", "place", "S")


def test_a_layer_that_is_not_annotated_is_unjudged_everywhere() -> None:
    assert set(targets_by_word(example(at("name", "place", "Kazakhstan"), known=("name",)), "role").values()) == {UNJUDGED}


def test_a_choice_is_judged_where_it_is_told_and_nowhere_else() -> None:
    found = targets_by_word(example(at("kind", "mixed", "Unions must agree"), known=("quote",)), "kind")
    assert found["must"] == CHOICE["kind"].values.index("mixed")
    assert found["said"] == UNJUDGED


def test_a_choice_known_throughout_is_no_elsewhere() -> None:
    found = targets_by_word(example(at("noise", "noise", "Minister"), known=("noise",)), "noise")
    assert (found["Minister"], found["said"]) == (1, 0)


def test_a_label_that_is_no_label_of_ours_is_unjudged() -> None:
    assert set(targets_by_word(example(at("event", "", "signed"), known=("trigger",)), "event").values()) == {UNJUDGED}


def test_unjudged_words_have_no_target_in_their_layer_alone() -> None:
    one = example(at("name", "place", "Kazakhstan"), known=("name", "role"), unjudged=(at("name", "", "Asel Nurbekova"),))
    names, roles = targets_by_word(one, "name"), targets_by_word(one, "role")
    assert (names["Asel"], names["Nurbekova"], names["said"]) == (UNJUDGED, UNJUDGED, 0)
    assert roles["Asel"] == 0


def test_characters_unjudged_in_every_layer_are_judged_as_noise_nevertheless() -> None:
    one = example(at("noise", "noise", "Minister"), known=("name", "noise"), unjudged=(at("", "", "Minister"),))
    assert targets_by_word(one, "name")["Minister"] == UNJUDGED
    assert targets_by_word(one, "noise")["Minister"] == 1


def test_of_a_quote_within_a_quote_the_outer_one_counts_with_its_kind() -> None:
    outer, inner = "Unions must agree”. Kazakhstan", "must"
    marked = [
        at(layer, label, words)
        for words, kind in ((outer, "direct"), (inner, "indirect"))
        for layer, label in (("quote", ""), ("kind", kind))
    ]
    one = example(*marked, known=("quote",))
    assert targets_by_word(one, "quote")["must"] == tag("quote", "", "I")
    assert targets_by_word(one, "kind")["must"] == CHOICE["kind"].values.index("direct")


def test_a_span_that_ends_within_a_word_has_the_whole_word() -> None:
    found = targets_by_word(example(at("name", "place", "Kazakh"), known=("name",)), "name")
    assert found["Kazakhstan"] == tag("name", "place", "S")


def test_a_span_of_white_space_marks_nothing(words: Tokenizer) -> None:
    one = example(Marked("role", "", 8, 9), Marked("address", "yes", 8, 9), known=("role",), unjudged=(Marked("", "", 8, 9),))
    assert set(targets_by_word(one, "role").values()) == {0}
    assert set(targets_by_word(one, "address").values()) == {UNJUDGED}


def test_perfect_scores_give_back_the_spans_with_their_labels() -> None:
    one = example(
        at("role", "", "Minister"), at("name", "person", "Asel Nurbekova"), at("name", "place", "Kazakhstan"), at("cue", "", "said"),
        at("source", "", "Minister Asel Nurbekova"), at("quote", "", "Unions must agree"), at("kind", "direct", "Unions must agree"),
        at("trigger", "", "signed"), at("event", "agreement", "signed"), at("status", "occurred", "signed"),
        known=("name", "role", "quote", "cue", "source", "trigger"),
    )  # fmt: skip
    (found,) = tagged_from_scores([pieces_from_text(TEXT, tokenizer())], [perfect_scores(one)], {})
    assert {(TEXT[span.start : span.end], span.layer, span.label, span.status) for span in found} == {
        ("Minister", "role", "", None), ("Asel Nurbekova", "name", "person", None), ("Kazakhstan", "name", "place", None),
        ("said", "cue", "", None), ("Minister Asel Nurbekova", "source", "", None), ("Unions must agree", "quote", "direct", None),
        ("signed", "trigger", "agreement", "occurred"),
    }  # fmt: skip


@given(st.data(), st.lists(st.sampled_from(["Asel", "Нұр-Сұлтан", "a,b", "“x”", "\n", "\t"]), min_size=1, max_size=20))
def test_perfect_scores_give_back_any_spans_of_whole_words(data: st.DataObject, tokens: list[str]) -> None:
    text = " ".join(tokens)
    pieces = pieces_from_text(text, tokenizer())
    cuts = sorted(data.draw(st.sets(st.integers(0, len(pieces.word_start)), max_size=8)))
    types = next(layer.types for layer in SPAN_LAYERS if layer.name == "name")
    spans = [
        Marked("name", data.draw(st.sampled_from(types)), int(pieces.word_start[first]), int(pieces.word_end[end - 1]))
        for first, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    one = example(*spans, known=tuple(layer.name for layer in SPAN_LAYERS), text=text)
    (found,) = tagged_from_scores([pieces], [perfect_scores(one)], {})
    assert [(span.layer, span.label, span.start, span.end) for span in found] == spans


@pytest.mark.parametrize("text", ["", "\n"])
def test_a_text_without_words_has_no_targets(text: str, words: Tokenizer) -> None:
    assert targets_from_example(example(known=("name",), text=text), pieces_from_text(text, words)).shape == (0, len(TARGETS))
