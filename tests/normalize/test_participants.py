from __future__ import annotations

from typing import Any

import pytest

from flows.normalize.page import Page, Span
from flows.normalize.participants import participants_of_trigger
from flows.normalize.scenes import scene_from_page
from flows.normalize.sentences import sentence_spans


def parts(text: str, word: str, kind: str, *names: tuple[str, str], roles: tuple[str, ...] = ()) -> dict[str, str]:
    """Who takes part, by printed name; `names` are names with their types."""
    page = Page("doc-1", text, None, "en", None, None, sentence_spans(text, "en"))
    mentions: list[dict[str, Any]] = [
        {
            "char_start": text.index(name),
            "char_end": text.index(name) + len(name),
            "text": name,
            "entity_key": name,
            "entity_type": type_,
            "entity_name": name,
        }
        for name, type_ in names
    ]
    spans = [Span(text.index(role), text.index(role) + len(role), "role", "", 1.0, "test") for role in roles]
    start = text.index(word)
    trigger = Span(start, start + len(word), "trigger", kind, 1.0, "test", "occurred")
    sentence = next(span for span in page.sentences if span[0] <= start < span[1])
    return participants_of_trigger(scene_from_page(page, spans, mentions), trigger, sentence)


def test_subjects_and_partners_of_a_sentence_take_part() -> None:
    names = ("Dockers' Union", "organization"), ("Northern Lines", "organization")
    assert parts("The Dockers' Union signed it with Northern Lines.", "signed", "agreement", *names) == {
        "Dockers' Union": "signer",
        "Northern Lines": "signer",
    }


def test_a_passive_names_its_signer_behind_by() -> None:
    assert parts("The plan was adopted by Northern Lines.", "adopted", "adoption", ("Northern Lines", "organization")) == {
        "Northern Lines": "signer"
    }


def test_an_employer_inside_a_role_takes_no_part() -> None:
    names = ("Northern Lines", "organization"), ("Oleg Ivanov", "person")
    text = "Chairman of Northern Lines Oleg Ivanov signed it on 5 May 2023."
    assert set(parts(text, "signed", "agreement", *names, roles=("Chairman of Northern Lines",))) == {"Oleg Ivanov"}


def test_a_common_noun_means_the_body_named_before() -> None:
    text = "The Dockers' Union has 900 members. On 5 May the union signed a deal."
    assert set(parts(text, "signed", "agreement", ("Dockers' Union", "organization"))) == {"Dockers' Union"}


def test_a_pronoun_means_the_person_named_before() -> None:
    text = "Anna Berg, 40, is a welder. She was awarded a medal on 5 May."
    assert set(parts(text, "awarded", "award", ("Anna Berg", "person"))) == {"Anna Berg"}


def test_officials_whom_the_report_of_a_meeting_names_were_there() -> None:
    filler = "Words follow here.\n" * 8
    text = "The congress was held in May.\n" + filler + "Chairman Oleg Ivanov gave an overview."
    assert set(parts(text, "held", "meeting", ("Oleg Ivanov", "person"), roles=("Chairman",))) == {"Oleg Ivanov"}


def test_a_page_without_names_has_no_participants() -> None:
    assert parts("People met on 5 May.", "met", "meeting") == {}


@pytest.mark.parametrize(
    ("text", "word", "kind", "role"),
    [
        ("Anna Berg was elected on 5 May 2023.", "elected", "appointment", "recipient"),
        ("Anna Berg was jailed on 5 May 2023.", "jailed", "justice", "recipient"),
        ("Anna Berg was hurt on 5 May 2023.", "hurt", "accident", "recipient"),
        ("Anna Berg received the medal on 5 May 2023.", "received", "award", "recipient"),
        ("Anna Berg resigned on 5 May 2023.", "resigned", "appointment", "participant"),
    ],
)
def test_to_whom_it_is_done_is_its_recipient(text: str, word: str, kind: str, role: str) -> None:
    assert parts(text, word, kind, ("Anna Berg", "person")) == {"Anna Berg": role}


@pytest.mark.parametrize("text", ["AKTAU (Steppe Press) — Anna Berg resigned.", "Anna Berg resigned, Steppe Press reports."])
def test_who_only_reports_takes_no_part(text: str) -> None:
    names = ("Steppe Press", "organization"), ("Anna Berg", "person")
    assert set(parts(text, "resigned", "appointment", *names)) == {"Anna Berg"}
