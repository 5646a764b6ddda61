from __future__ import annotations

from flows.normalize.page import Page
from flows.normalize.trigger_candidates import Candidate
from flows.normalize.weighed_triggers import pooled_chances, triggers_from_candidates

PAGE = Page("doc-1", "Signed.", None, "en", None, None, [(0, 7)])
WEIGHTS = {"trigger": {"always": 0.0, "date in clause": 2.0, "no date": -2.0}, "trigger type": {"always": 1.0}}


def candidate(by: str = "network") -> Candidate:
    return Candidate(0, 6, "agreement", "planned", by, 0.5, -0.1, None)


def test_a_candidate_below_the_least_chance_is_no_trigger() -> None:
    assert triggers_from_candidates(PAGE, [(candidate(), {"always": 1.0, "no date": 1.0})], WEIGHTS, 0.35, "tagger-1") == []


def test_the_confidence_is_the_chance_that_an_event_is_told_and_its_type_right() -> None:
    (one,) = triggers_from_candidates(PAGE, [(candidate(), {"always": 1.0, "date in clause": 1.0})], WEIGHTS, 0.35, "tagger-1")
    assert one.confidence == round(0.8808 * 0.7311, 2)
    assert (one.label, one.status, one.method) == ("agreement", "planned", "tagger-1")


def test_what_the_lists_alone_propose_names_their_method() -> None:
    (one,) = triggers_from_candidates(PAGE, [(candidate("lists"), {"always": 1.0})], WEIGHTS, 0.35, "tagger-1")
    assert one.method == "trigger-lexicon-1"


def test_the_likeliest_word_of_a_sentence_has_the_chances_of_all_its_words() -> None:
    assert pooled_chances([0, 0, 1], [0.25, 0.5, 0.5]) == [0.25, 0.75, 0.5]


def test_a_chance_is_never_above_one() -> None:
    assert pooled_chances([0, 0], [0.75, 0.5]) == [1.0, 0.5]
