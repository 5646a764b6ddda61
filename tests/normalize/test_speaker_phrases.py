from __future__ import annotations

import pytest

from flows.normalize.speaker_phrases import head_noun, phrase_from_words


@pytest.mark.parametrize(
    ("words", "kind", "sort"),
    [
        ("She", "f", ""),
        ("he himself", "m", ""),
        ("the union", "definite", "body"),
        ("A spokesman for the hospital", "indefinite", "voice"),
        ("Its president", "possessive", "single"),
        ("workers", "bare", "plural"),
        ("the old woman", "definite", "person"),
    ],
)
def test_a_source_is_told_by_its_determiner_and_head(words: str, kind: str, sort: str) -> None:
    phrase = phrase_from_words(words)
    assert (phrase.kind, phrase.sort) == (kind, sort)


def test_the_head_stands_before_its_complement() -> None:
    assert head_noun("the chairman of the Union's board") == "chairman"
    assert head_noun("The judge, who was tired") == "judge"


def test_a_noun_tells_gender_owner_and_kindred_titles() -> None:
    assert phrase_from_words("the old woman").gender == "f"
    assert phrase_from_words("the company's statement").owner == "company"
    assert "chairman" in phrase_from_words("the union leader").titles
