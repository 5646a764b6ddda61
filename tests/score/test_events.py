from __future__ import annotations

from flows.score.events import events_tally, likeness, matched_events
from flows.score.folded import word_counts
from flows.score.tally import Count
from tests.score.conftest import TEXT, gold_rows, rows, span

MATCHES = {"ent-aida": "e1", "ent-fturk": "e2", "ent-astana": "e3"}


def happened(**changes):
    return [rows()["events"][0] | changes]


def asked(**changes):
    return [gold_rows()["events"][0] | changes]


def test_evidence_within_a_longer_sentence_is_nearly_as_good_as_the_whole():
    assert likeness(word_counts("the congress met in Astana and then went home to sleep"), word_counts("the congress met")) == 0.9


def test_an_event_with_its_facts_is_right(gold, document, built):
    counts = events_tally(gold(), document(), built, MATCHES).counts
    assert {measure: counts[measure] for measure in ("events", "event-type", "event-date")} == dict.fromkeys(
        ("events", "event-type", "event-date"), Count(1, 1, 1)
    )
    assert counts["participants"] == Count(2, 2, 2)


def test_another_sentence_with_the_same_type_and_date_is_the_same_event(gold, document):
    elsewhere = span(TEXT.split("\n")[1])
    assert matched_events(gold(), document(events=happened(**elsewhere))) == {0: 0}
    assert matched_events(gold(), document(events=happened(**elsewhere, date_edtf="2026"))) == {}


def test_without_a_date_another_sentence_is_another_event(gold, document):
    found = document(events=happened(**span(TEXT.split("\n")[1]), date_edtf=None))
    assert matched_events(gold(events=asked(date=None)), found) == {}


def test_of_two_events_in_one_sentence_type_and_date_decide(gold, document):
    events = [*happened(event_id="evt-0", type="vote", date_edtf=None), *happened()]
    assert matched_events(gold(), document(events=events)) == {0: 1}


def test_the_wrong_type_and_date_leave_the_event_found(gold, document, built):
    tally = events_tally(gold(), document(events=happened(type="vote", date_edtf="2018")), built, MATCHES)
    assert [tally.counts[measure].right for measure in ("events", "event-type", "event-date")] == [1, 0, 0]
    assert [error.partition(":")[0] for error in tally.errors] == ["event is vote, not meeting", "event's date is 2018, not 2026-02-06"]


def test_a_second_date_that_gold_allows_is_right(gold, document, built):
    found = document(events=happened(date_edtf=None))
    assert events_tally(gold(events=asked(date_also=[None])), found, built, MATCHES).counts["event-date"] == Count(1, 0, 1)


def test_who_was_found_nowhere_is_a_participant_missed(gold, document, built):
    tally = events_tally(gold(), document(), built, {"ent-aida": "e1"})
    assert tally.counts["participants"] == Count(right=1, predicted=2, gold=2)
    assert [error.rpartition(":")[0] for error in tally.errors] == ["participant not found: FTURK", "participant that gold has not: FTURK"]


def test_participants_of_events_that_gold_has_not_are_not_counted(gold, document, built):
    tally = events_tally(gold(events=[]), document(), built, MATCHES)
    assert tally.counts["events"] == Count(right=0, predicted=1, gold=0)
    assert "participants" not in tally.counts


def test_each_type_is_counted_apart_and_an_event_of_the_wrong_type_is_not_found_among_its_own(gold, document, built):
    counts = events_tally(gold(), document(events=happened(type="vote")), built, MATCHES).counts
    assert (counts["events"], counts["events/meeting"], counts["events/vote"]) == (Count(1, 1, 1), Count(0, 0, 1), Count(0, 1, 0))
