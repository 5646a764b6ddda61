from __future__ import annotations

from flows.score.links import links_tally
from flows.score.tally import Count

CLUSTERS = (("a#e1", "b#e1", "c#e1"),)


def test_one_entity_in_three_documents_is_three_right_pairs():
    assert links_tally(CLUSTERS, dict.fromkeys(CLUSTERS[0], "ent-1")).counts["links"] == Count(right=3, predicted=3, gold=3)


def test_an_entity_split_off_loses_its_two_pairs():
    tally = links_tally(CLUSTERS, {"a#e1": "ent-1", "b#e1": "ent-1", "c#e1": "ent-2"})
    assert tally.counts["links"] == Count(right=1, predicted=1, gold=3)
    assert tally.errors == ["two entities for one: a#e1 and c#e1", "two entities for one: b#e1 and c#e1"]


def test_two_entities_made_one_are_a_wrong_pair():
    tally = links_tally(CLUSTERS, {"a#e1": "ent-1", "b#e1": "ent-1", "c#e2": "ent-1"})
    assert tally.counts["links"] == Count(right=1, predicted=3, gold=1)


def test_two_of_no_cluster_stand_alone():
    assert links_tally((), {"a#e2": "ent-1", "b#e2": "ent-1"}).counts["links"] == Count(right=0, predicted=1, gold=0)


def test_what_was_not_found_asks_for_no_link():
    assert links_tally(CLUSTERS, {"a#e1": "ent-1"}).counts["links"] == Count(right=0, predicted=0, gold=0)
