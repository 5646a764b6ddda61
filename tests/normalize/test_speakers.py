from __future__ import annotations

from typing import Any

from flows.normalize.cast import cast_from_page
from flows.normalize.page import Page, Span
from flows.normalize.sentences import sentence_spans
from flows.normalize.speakers import speaker_key


def mention(text: str, name: str, key: str, kind: str) -> dict[str, Any]:
    start = text.index(name)
    return {"char_start": start, "char_end": start + len(name), "text": name, "entity_key": key, "entity_type": kind, "entity_name": name}


def speaker(text: str, source: str, mentions: list[dict[str, Any]], *roles: str) -> str | None:
    page = Page("doc-1", text, None, "en", None, None, sentence_spans(text, "en"))
    spans = [Span(text.index(role), text.index(role) + len(role), "role", "", 1.0, "test") for role in roles]
    start = text.rindex(source)
    return speaker_key(page, cast_from_page(page, spans, mentions), (start, start + len(source)), [])


def test_a_name_in_the_source_is_the_speaker() -> None:
    text = "Chairman Oleg Ivanov said no."
    assert speaker(text, "Chairman Oleg Ivanov", [mention(text, "Oleg Ivanov", "p1", "person")]) == "p1"


def test_a_pronoun_is_the_nearest_person_of_its_gender() -> None:
    text = "Anna Petrova met Oleg Ivanov. She said no."
    mentions = [mention(text, "Anna Petrova", "p1", "person"), mention(text, "Oleg Ivanov", "p2", "person")]
    assert speaker(text, "She", mentions) == "p1"
    assert speaker(text.replace("She", "He"), "He", mentions) == "p2"


def test_a_role_alone_is_the_person_who_holds_it() -> None:
    text = "Chairman Oleg Ivanov met Deputy Chairman Boris Orlov. The chairman said no."
    mentions = [mention(text, "Oleg Ivanov", "p1", "person"), mention(text, "Boris Orlov", "p2", "person")]
    assert speaker(text, "The chairman", mentions, "Chairman", "Deputy Chairman") == "p1"


def test_a_common_noun_is_the_body_whose_name_holds_it() -> None:
    text = "The Ministry of Labour met the Dockers' Union. The union said no."
    mentions = [mention(text, "Ministry of Labour", "o1", "organization"), mention(text, "Dockers' Union", "o2", "organization")]
    assert speaker(text, "The union", mentions) == "o2"


def test_a_name_in_apposition_after_the_source_is_the_speaker() -> None:
    text = "Her neighbour, Oleg Ivanov, said no."
    assert speaker(text, "Her neighbour", [mention(text, "Oleg Ivanov", "p1", "person")]) == "p1"


def test_nobody_named_gives_no_speaker() -> None:
    assert speaker("He said no.", "He", []) is None
