from __future__ import annotations

import pytest

pytest.importorskip("pycrfsuite")

from flows.train.tagger.crf import (
    features_from_words,
    finder_from_crf,
    spans_from_tags,
    tags_from_example,
    trained_crf,
    words_from_text,
)
from flows.train.tagger.examples import Example, Marked

NAMES = ("Asel Nurbekova", "Dana Serikova", "Aigul Omarova", "Saule Akhmetova")


def example(name: str, unjudged: tuple[Marked, ...] = ()) -> Example:
    return Example("test", f"Yesterday {name} spoke.", (Marked("name", "person", 10, 10 + len(name)),), frozenset(("name",)), unjudged)


def test_words_stand_where_they_are_in_the_text() -> None:
    text = "One came.\nTwo left early."
    sentences = list(words_from_text(text))
    assert [sentence.words for sentence in sentences] == [["One", "came", "."], ["Two", "left", "early", "."]]
    assert all(text[start:end] == word for one in sentences for word, (start, end) in zip(one.words, one.places, strict=True))


def test_each_word_sees_two_neighbours_on_each_side() -> None:
    row = features_from_words(["a", "b", "c", "d"])[1]
    assert {"-1:l:a", "1:l:c", "2:l:d", "-2:none"} <= set(row)
    assert "w:b" in row


def test_tags_and_spans_tell_the_same() -> None:
    one = example(NAMES[0])
    (sentence,) = words_from_text(one.text)
    tags = tags_from_example(one, sentence)
    assert tags == ["O", "B-person", "I-person", "O", "O"]
    assert [(span.start, span.end, span.label) for span in spans_from_tags(tags, sentence)] == [(10, 24, "person")]


def test_names_side_by_side_stay_two() -> None:
    (sentence,) = words_from_text("Asel Dana Astana")
    spans = spans_from_tags(["B-person", "B-person", "I-place"], sentence)
    assert [(span.start, span.end, span.label) for span in spans] == [(0, 4, "person"), (5, 9, "person"), (10, 16, "place")]


def test_a_trained_chain_finds_a_name_that_it_has_not_seen() -> None:
    find = finder_from_crf(trained_crf([example(name) for name in NAMES] * 3))
    new = Example("test", "Yesterday Botagoz Nurlanova spoke.", (), frozenset(("name",)))
    (found,) = find([new])
    assert [new.text[span.start : span.end] for span in found] == ["Botagoz Nurlanova"]


def test_nothing_is_learned_from_sentences_with_unjudged_words() -> None:
    blind = [example(name, (Marked("name", "", 0, 9),)) for name in NAMES]
    learned = trained_crf([*blind, Example("test", "Nobody spoke.", (), frozenset(("name",)))])
    assert finder_from_crf(learned)([example(NAMES[0])]) == [[]]


def test_texts_without_names_are_not_read() -> None:
    find = finder_from_crf(trained_crf([example(name) for name in NAMES]))
    assert find([Example("test", "Yesterday Asel spoke.", (), frozenset(("quote",)))]) == [[]]
