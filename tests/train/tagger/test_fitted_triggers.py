from __future__ import annotations

from collections import Counter

from flows.normalize.trigger_candidates import Candidate
from flows.normalize.weighed_spans import Signs, chance
from flows.train.tagger.finders import page_from_text
from flows.train.tagger.fitted_triggers import Case, Text, cases_from_candidates, weights_from_texts

PAGE = page_from_text("d", "They signed and sealed a deal. Later they met.")
SIGNED, SEALED, MET = (PAGE.text.index(word) for word in ("signed", "sealed", "met"))


def found(start: int, likely: float, label: str = "agreement") -> tuple[Candidate, Signs]:
    return Candidate(start, start + 3, label, "occurred", "network", likely, -0.1, None), {"always": 1.0}


def told(*candidates: tuple[Candidate, Signs], wanted: list[tuple[int, int, str]]) -> list[tuple[bool, bool]]:
    return [(case.told, case.typed) for case in cases_from_candidates(PAGE, candidates, wanted)]


def test_of_two_candidates_in_one_trigger_the_likelier_tells_it() -> None:
    assert told(found(SIGNED, 0.2), found(SEALED, 0.9), wanted=[(SIGNED, SEALED + 6, "agreement")]) == [(False, False), (True, True)]


def test_a_candidate_with_another_type_tells_the_event_but_not_its_type() -> None:
    assert told(found(MET, 0.5, "visit"), wanted=[(MET, MET + 3, "meeting")]) == [(True, False)]


def test_another_word_of_the_sentence_tells_the_event_with_its_type_alone() -> None:
    assert told(found(SIGNED, 0.5), found(MET, 0.5), wanted=[(SEALED, SEALED + 6, "agreement")]) == [(True, True), (False, False)]


def test_the_weights_tell_events_with_dates_from_words_without() -> None:
    one = found(MET, 0.5)[0]
    cases = [Case(one, {"always": 1.0, "dated": float(at % 2)}, at % 2 == 1, True) for at in range(600)]
    weights = weights_from_texts([Text(cases, list(range(600)), Counter(range(1, 600, 2)))])["trigger"]
    assert chance({"always": 1.0, "dated": 1.0}, weights) > 0.6 > 0.4 > chance({"always": 1.0, "dated": 0.0}, weights)
