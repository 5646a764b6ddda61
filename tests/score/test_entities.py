from __future__ import annotations

from flows.score.entities import entities_tally, matched_entities
from flows.score.tally import Count
from tests.score.conftest import ENTITIES, mention, rows


def test_all_entities_are_found_by_their_names(gold, document):
    assert matched_entities(gold(), document(), ENTITIES) == {"ent-aida": "e1", "ent-fturk": "e2", "ent-astana": "e3"}


def test_an_entity_of_another_type_is_another_entity(gold, document):
    entities = ENTITIES | {"ent-astana": ENTITIES["ent-astana"] | {"type": "organization"}}
    matches = matched_entities(gold(), document(), entities)
    tally = entities_tally(gold(), document(), entities, matches)
    assert tally.counts["entities"] == Count(right=2, predicted=3, gold=3)
    assert tally.counts["entities/place"] == Count(right=0, predicted=0, gold=1)
    assert tally.counts["entities/organization"] == Count(right=1, predicted=2, gold=1)
    assert tally.errors == ["place not found: Astana", "organization that gold has not: astana"]


def test_the_public_name_of_an_entity_counts_where_the_document_shortens_it(gold, document):
    found = document(mentions=[mention("ent-aida", "Serik", text="Aida")])
    assert matched_entities(gold(), found, ENTITIES) == {"ent-aida": "e1"}


def test_two_entities_for_one_of_gold_are_one_right_and_one_wrong(gold, document):
    entities = ENTITIES | {"ent-serik": {"entity_id": "ent-serik", "type": "person", "name": "Serik", "aliases": []}}
    mentions = rows()["mentions"]
    mentions[3]["entity_id"] = "ent-serik"
    found = document(mentions=mentions)
    tally = entities_tally(gold(), found, entities, matched_entities(gold(), found, entities))
    assert tally.counts["entities/person"] == Count(right=1, predicted=2, gold=1)


def test_a_name_left_to_taste_is_neither_right_nor_wrong(gold, document):
    found = document(mentions=[*rows()["mentions"], mention("ent-other", "congress")])
    tally = entities_tally(gold(optional_surfaces=["Congress"]), found, ENTITIES, {})
    assert tally.counts["entities"].predicted == 3


def test_an_entity_that_the_table_lacks_is_of_unknown_type(gold, document):
    found = document(mentions=[mention("ent-lost", "congress")])
    assert entities_tally(gold(), found, ENTITIES, {}).counts["entities/unknown"] == Count(predicted=1)
