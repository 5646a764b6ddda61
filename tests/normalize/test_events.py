from __future__ import annotations

from datetime import date
from typing import Any

from flows.normalize.events import events_from_page
from flows.normalize.page import Page, Span
from flows.normalize.sentences import sentence_spans
from schemas.contract import table_from_rows
from schemas.handoffs import LOCAL_EVENTS, LOCAL_PARTICIPANTS

Rows = list[dict[str, Any]]


def mention(text: str, name: str, key: str, kind: str) -> dict[str, Any]:
    start = text.index(name)
    return {"char_start": start, "char_end": start + len(name), "text": name, "entity_key": key, "entity_type": kind, "entity_name": name}


def events(
    text: str, triggers: list[tuple[str, str]], mentions: Rows, *roles: str, published: date | None = None, status: str = "occurred"
) -> tuple[Rows, Rows]:
    page = Page("doc-1", text, None, "en", published, published, sentence_spans(text, "en"))
    spans = [Span(text.index(word), text.index(word) + len(word), "trigger", kind, 0.7, "test", status) for word, kind in triggers]
    spans += [Span(text.index(role), text.index(role) + len(role), "role", "", 1.0, "test") for role in roles]
    return events_from_page(page, spans, mentions)


def test_one_happening_told_twice_is_one_event() -> None:
    text = "Dockers sign pay deal\nThe Dockers' Union signed the deal on 5 May 2023 in Aktau."
    found, _ = events(text, [("sign", "agreement"), ("signed", "agreement")], [mention(text, "Aktau", "l1", "place")])
    assert [(row["trigger"], row["date_edtf"], row["place_key"]) for row in found] == [("signed", "2023-05-05", "l1")]


def test_employers_inside_roles_take_no_part() -> None:
    text = "Chairman of Northern Lines Oleg Ivanov signed it on 5 May 2023."
    mentions = [mention(text, "Northern Lines", "o1", "organization"), mention(text, "Oleg Ivanov", "p1", "person")]
    _, parts = events(text, [("signed", "agreement")], mentions, "Chairman of Northern Lines")
    assert [(row["entity_key"], row["role"]) for row in parts] == [("p1", "signer")]


def test_the_main_happening_takes_the_year_of_the_page() -> None:
    text = "The congress was held in Astana\nDelegates came from all regions."
    found, _ = events(text, [("held", "meeting")], [mention(text, "Astana", "l1", "place")], published=date(2018, 10, 3))
    assert [(row["date_edtf"], row["date_from"]) for row in found] == [("2018", date(2018, 1, 1))]


def test_an_outcome_takes_the_date_of_the_meeting_that_opens_the_document() -> None:
    text = "The council met on 9 May 2023.\n" + "Words follow here.\n" * 40 + "The plan was adopted."
    found, _ = events(text, [("met", "meeting"), ("adopted", "adoption")], [])
    assert [row["date_edtf"] for row in found] == ["2023-05-09", "2023-05-09"]


def test_a_signed_address_is_one_speech() -> None:
    text = "Dear friends!\nWe go on with the work.\nAnna Berg"
    page = Page("doc-1", text, None, "en", None, None, sentence_spans(text, "en"))
    found, parts = events_from_page(page, [Span(0, 36, "quote", "address", 0.9, "test")], [mention(text, "Anna Berg", "p1", "person")])
    assert [(row["type"], row["trigger"]) for row in found] == [("speech", "Dear")]
    assert [row["entity_key"] for row in parts] == ["p1"]


def test_a_motion_inside_the_reported_meeting_is_part_of_it() -> None:
    text = "The council met on 9 May 2023.\nAnna Berg proposed a strike fund."
    person = mention(text, "Anna Berg", "p1", "person")
    found, _ = events(text, [("met", "meeting"), ("proposed", "proposal")], [person])
    assert [row["type"] for row in found] == ["meeting"]


def test_a_motion_with_a_date_of_its_own_is_an_event() -> None:
    text = "The council met on 9 May 2023.\nAnna Berg proposed a strike fund on 3 April 2022."
    person = mention(text, "Anna Berg", "p1", "person")
    found, _ = events(text, [("met", "meeting"), ("proposed", "proposal")], [person])
    assert [row["date_edtf"] for row in found] == ["2023-05-09", "2022-04-03"]


def test_a_cue_of_speech_is_no_event() -> None:
    text = "The parties were admitted, he admitted."
    page = Page("doc-1", text, None, "en", None, None, sentence_spans(text, "en"))
    spans = [Span(start, start + 8, "trigger", "membership", 0.7, "test", "occurred") for start in (17, 30)]
    assert len(events_from_page(page, [*spans, Span(30, 38, "cue", "", 1.0, "test")], [])[0]) == 1
    assert [row["trigger"] for row in events_from_page(page, [spans[1], Span(30, 38, "cue", "", 1.0, "test")], [])[0]] == []


def test_the_adoption_that_a_coming_vote_decides_is_the_vote() -> None:
    text = "The draft will be adopted by the Referendum."
    page = Page("doc-1", text, None, "en", None, None, sentence_spans(text, "en"))
    spans = [Span(18, 25, "trigger", "adoption", 0.7, "test", "planned"), Span(33, 43, "trigger", "vote", 0.7, "test", "planned")]
    assert [row["type"] for row in events_from_page(page, spans, [])[0]] == ["vote"]


def test_two_acts_of_one_body_are_two_events() -> None:
    text = "Some words.\nThe Dockers' Union drafted a plan.\nThe plans were sent to the Union and submitted."
    mentions = [mention(text, "Dockers' Union", "o1", "organization"), {**mention(text, "the Union", "o1", "organization")}]
    found, _ = events(text, [("drafted", "proposal"), ("submitted", "proposal")], mentions)
    assert [row["trigger"] for row in found] == ["drafted", "submitted"]


def test_rows_meet_their_contracts() -> None:
    text = "The Dockers' Union met on 5 May 2023."
    found, parts = events(text, [("met", "meeting")], [mention(text, "Dockers' Union", "o1", "organization")])
    assert table_from_rows(LOCAL_EVENTS, found).num_rows == table_from_rows(LOCAL_PARTICIPANTS, parts).num_rows == 1


def test_what_comes_after_the_page_s_date_has_not_happened() -> None:
    found, _ = events("The runoff was held on 23 October 2022.", [("held", "vote")], [], published=date(2022, 10, 10))
    assert found[0]["status"] == "planned"


def test_what_came_before_the_page_s_date_is_no_plan() -> None:
    found, _ = events("The forum will open on 3 May 2022.", [("open", "meeting")], [], published=date(2022, 10, 10), status="planned")
    assert found[0]["status"] == "occurred"


def test_the_words_tell_the_status_where_the_page_has_no_date() -> None:
    found, _ = events("The runoff was held on 23 October 2022.", [("held", "vote")], [])
    assert found[0]["status"] == "occurred"


def test_an_address_below_a_report_tells_no_speech() -> None:
    report = "The council met in Aktau and wrote to all its members. " * 6
    text = f"{report}\nDear friends!\n{'We go on with the work. ' * 3}\nAnna Berg"
    start, end = text.index("Dear"), text.index("\nAnna")
    page = Page("doc-1", text, None, "en", None, None, sentence_spans(text, "en"))
    spans = [Span(start, end, "quote", "address", 0.9, "test"), Span(start, start + 4, "trigger", "speech", 0.7, "test", "occurred")]
    assert events_from_page(page, spans, [mention(text, "Anna Berg", "p1", "person")]) == ([], [])


def test_the_basis_says_how_the_date_is_told() -> None:
    text = "The council met on 9 May 2023.\n" + "Words follow here.\n" * 40 + "The plan was adopted."
    found, _ = events(text, [("met", "meeting"), ("adopted", "adoption")], [])
    assert [row["date_basis"] for row in found] == ["explicit", "elsewhere"]


def test_no_date_has_no_basis() -> None:
    assert [row["date_basis"] for row in events("The plan was adopted.", [("adopted", "adoption")], [])[0]] == [None]
