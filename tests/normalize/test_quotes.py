from __future__ import annotations

from typing import Any

from flows.normalize.page import Page, Span
from flows.normalize.quotes import quotes_from_page
from flows.normalize.sentences import sentence_spans
from schemas.contract import table_from_rows
from schemas.handoffs import LOCAL_QUOTES


def mention(text: str, name: str, key: str) -> dict[str, Any]:
    start = text.index(name)
    return {
        "char_start": start,
        "char_end": start + len(name),
        "text": name,
        "entity_key": key,
        "entity_type": "person",
        "entity_name": name,
    }


def rows(text: str, layers: list[tuple[str, str, str]], mentions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    page = Page("doc-1", text, None, "en", None, None, sentence_spans(text, "en"))
    spans = [Span(text.index(words), text.index(words) + len(words), layer, label, 0.9, "test") for layer, label, words in layers]  # type: ignore[arg-type]
    return quotes_from_page(page, spans, mentions)


def test_a_split_utterance_shares_its_cue_and_speaker() -> None:
    text = "“We won,” said Anna Berg. “Now we rest.”"
    layers = [("quote", "direct", "We won"), ("quote", "direct", "Now we rest"), ("cue", "", "said"), ("source", "", "Anna Berg")]
    found = rows(text, layers, [mention(text, "Anna Berg", "p1")])
    assert [(row["text"], row["cue"], row["speaker_key"]) for row in found] == [("We won", "said", "p1"), ("Now we rest", "said", "p1")]


def test_a_cue_of_the_next_sentence_is_not_taken() -> None:
    text = "“We won.” Bob Hill denied that it rained."
    layers = [("quote", "direct", "We won"), ("quote", "indirect", "it rained"), ("cue", "", "denied"), ("source", "", "Bob Hill")]
    found = rows(text, layers, [mention(text, "Bob Hill", "p1")])
    assert [(row["cue"], row["speaker_key"]) for row in found] == [(None, None), ("denied", "p1")]


def test_a_speaker_comes_with_its_confidence_and_none_without() -> None:
    text = "Anna Berg said that it rained."
    layers = [("quote", "indirect", "it rained"), ("cue", "", "said"), ("source", "", "Anna Berg")]
    assert 0.5 < rows(text, layers, [mention(text, "Anna Berg", "p1")])[0]["speaker_confidence"] <= 1
    assert rows(text, layers, [])[0]["speaker_confidence"] is None


def test_an_address_is_spoken_by_its_signer() -> None:
    text = "Dear friends!\nWe go on.\nAnna Berg"
    found = rows(text, [("quote", "address", "Dear friends!\nWe go on")], [mention(text, "Anna Berg", "p1")])
    assert [(row["kind"], row["speaker_key"], row["cue"]) for row in found] == [("address", "p1", None)]


def test_a_marked_paragraph_without_cue_is_said_by_the_person_before() -> None:
    text = "Anna Berg spoke next.\n“We shall go on with the work.”"
    found = rows(text, [("quote", "direct", "We shall go on with the work")], [mention(text, "Anna Berg", "p1")])
    assert found[0]["speaker_key"] == "p1"


def test_rows_meet_the_contract_and_their_slices() -> None:
    text = "Anna Berg said that it rained."
    found = rows(
        text, [("quote", "indirect", "it rained"), ("cue", "", "said"), ("source", "", "Anna Berg")], [mention(text, "Anna Berg", "p1")]
    )
    assert table_from_rows(LOCAL_QUOTES, found).num_rows == 1
    assert text[found[0]["speaker_char_start"] : found[0]["speaker_char_end"]] == found[0]["speaker_text"] == "Anna Berg"
