from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flows.score.gold import GoldDocument
from flows.score.mentions import gold_spans, mentions_tally
from flows.score.tally import Count
from tests.score.conftest import ENTITIES, TEXT, gold_rows, mention, rows


def named(*names: str, kind: str = "law") -> list[dict[str, object]]:
    return [{"id": f"e{number}", "type": kind, "name": name, "surfaces": [name]} for number, name in enumerate(names)]


def test_every_place_of_every_name_is_found(gold):
    assert gold_spans(TEXT, gold()) == {(0, 10): "person", (34, 39): "organization", (43, 49): "place", (102, 107): "person"}


def test_the_longest_name_takes_its_place(gold):
    text = "Constitution of Kazakhstan, Kazakhstan"
    assert gold_spans(text, gold(entities=named("Kazakhstan", "Constitution of Kazakhstan"), quotes=[])) == {
        (0, 26): "law",
        (28, 38): "law",
    }


def test_a_name_is_found_over_a_line_break_in_other_marks_and_letters(gold):
    text = "the \u041aurultai\n«Law» passed"
    assert gold_spans(text, gold(entities=named("Kurultai “Law”"), quotes=[])) == {(4, 18): "law"}


def test_a_name_within_a_word_is_none(gold):
    assert gold_spans("Astanas", gold(entities=named("Astana"), quotes=[])) == {}


WORDS = st.lists(st.sampled_from(["Law", "Code", "of", "Astana", "«Law»", "\n", ","]), min_size=1).map(" ".join)


@given(WORDS)
def test_places_never_overlap_and_hold_a_name(text):
    entities = named("Law", "Code of Law", "Law Code", "Astana")
    gold = GoldDocument.model_validate_json(json.dumps(gold_rows() | {"entities": entities, "quotes": []}))
    spans = sorted(gold_spans(text, gold))
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert {" ".join(text[start:end].split()) for start, end in spans} <= {"Law", "Code of Law", "Law Code", "Astana"}


def test_all_right_is_four_of_four(gold, document):
    assert mentions_tally(gold(), document(), ENTITIES).counts["mentions"] == Count(right=4, predicted=4, gold=4)


def test_one_character_too_many_is_wrong(gold, document):
    found = document(mentions=[*rows()["mentions"][:3], mention("ent-aida", "said Serik")])
    tally = mentions_tally(gold(), found, ENTITIES)
    assert tally.counts["mentions"] == Count(right=3, predicted=4, gold=4)
    assert tally.errors == ["name not marked: person Serik at 102", "name marked that gold has not: person said Serik at 97"]


def test_the_right_place_with_the_wrong_type_is_wrong(gold, document):
    found = document(mentions=[mention("ent-astana", "FTURK")])
    assert mentions_tally(gold(), found, ENTITIES).counts["mentions"] == Count(right=0, predicted=1, gold=4)


def test_a_mention_of_a_name_left_to_taste_is_not_counted(gold, document):
    found = document(mentions=[*rows()["mentions"], mention("ent-aida", "congress")])
    assert mentions_tally(gold(optional_surfaces=["congress"]), found, ENTITIES).counts["mentions"].predicted == 4


def test_a_span_that_does_not_hold_its_words_is_a_bad_offset(gold, document):
    quotes = [rows()["quotes"][0] | {"char_start": 0}]
    tally = mentions_tally(gold(), document(quotes=quotes), ENTITIES)
    assert tally.counts["bad-offsets"] == Count(predicted=1)
