from __future__ import annotations

from typing import Any

import pytest

from flows.normalize.cast import cast_from_page
from flows.normalize.page import Page, Span
from flows.normalize.sentences import sentence_spans
from flows.normalize.speaker_stage import Stage
from flows.normalize.speakers import THRESHOLD, chances_from_signs, confidence_from_chance, likeliest, meant_by_words


def mention(text: str, name: str, key: str, kind: str) -> dict[str, Any]:
    start = text.index(name)
    return {"char_start": start, "char_end": start + len(name), "text": name, "entity_key": key, "entity_type": kind, "entity_name": name}


def speaker(text: str, source: str, mentions: list[dict[str, Any]], *roles: str) -> str | None:
    page = Page("doc-1", text, None, "en", None, None, sentence_spans(text, "en"))
    spans = [Span(text.index(role), text.index(role) + len(role), "role", "", 1.0, "test") for role in roles]
    start = text.rindex(source)
    return meant_by_words(Stage(page, cast_from_page(page, spans, mentions)), start, start + len(source))


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


def test_a_body_whose_spokesman_speaks_is_the_speaker() -> None:
    text = "A spokesman for the Dockers' Union said no."
    assert speaker(text, "A spokesman for the Dockers' Union", [mention(text, "Dockers' Union", "o1", "organization")]) == "o1"


def test_a_description_of_another_is_nobody_whom_the_page_names() -> None:
    text = "Chairman Oleg Ivanov came late. The report writer said no."
    mentions = [mention(text, "Oleg Ivanov", "p1", "person")]
    assert speaker(text, "The report writer", mentions, "Chairman") is None
    assert speaker(text.replace("report writer", "chairman"), "The chairman", mentions, "Chairman") == "p1"


def test_an_office_is_met_by_its_kindred_name() -> None:
    text = "Chairwoman Anna Petrova of the Dockers' Union met the engineer Oleg Ivanov. The union leader said no."
    mentions = [
        mention(text, "Anna Petrova", "p1", "person"),
        mention(text, "Dockers' Union", "o1", "organization"),
        mention(text, "Oleg Ivanov", "p2", "person"),
    ]
    assert speaker(text, "The union leader", mentions, "Chairwoman", "engineer") == "p1"


@pytest.mark.parametrize("source", ["Workers of the Steel Company", "Steel Company staff", "A driver of the local Steel Company"])
def test_a_body_whose_people_speak_is_not_the_speaker(source: str) -> None:
    text = f"{source} said no."
    assert speaker(text, source, [mention(text, "Steel Company", "o1", "organization")]) is None


def test_a_likelier_speaker_has_no_lower_confidence() -> None:
    chances = [confidence_from_chance(step / 100) for step in range(60, 101)]
    assert chances == sorted(chances)
    assert 0 < chances[0] < chances[-1] < 1


def test_a_candidate_below_the_threshold_is_not_named() -> None:
    assert likeliest({"p1": THRESHOLD - 0.01, None: 0.3, "p2": 0.1}) is None
    assert likeliest({"p1": THRESHOLD, None: 1 - THRESHOLD}) == "p1"


def test_chances_of_all_candidates_sum_to_one() -> None:
    chances = chances_from_signs({"p1": ["person | m"], "p2": [], None: ["nobody | m"]})
    assert abs(sum(chances.values()) - 1) < 1e-9
