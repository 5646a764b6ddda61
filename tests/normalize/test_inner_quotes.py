"""Quotes inside utterances."""

from __future__ import annotations

from flows.normalize.inner_quotes import inner_passages
from flows.normalize.page import Span
from flows.tagging.quote_marks import Passage


def inner(text: str, cue: str, mark: str = ":") -> list[str]:
    cues = [Span(text.index(cue), text.index(cue) + len(cue), "cue", "", 1.0, "given")]
    return [text[one.start : one.end] for one in inner_passages(text, Passage(0, len(text), 0, len(text), mark, True), cues)]


def test_marked_words_after_a_verb_of_speech_are_a_quote_of_their_own() -> None:
    assert inner("We went in. The foreman told us: “Come back in May.” So we came.", "told") == ["Come back in May."]


def test_marked_words_without_a_verb_of_speech_before_them_are_none() -> None:
    assert inner("He said nothing. We sang “The Long Road” all night.", "said") == []


def test_a_mark_that_reopens_the_utterance_is_none() -> None:
    assert inner("“We said: “no”, and left.", "said", mark="“") == []
