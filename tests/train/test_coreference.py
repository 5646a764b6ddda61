"""flows/train/coreference.py"""

from __future__ import annotations

import pytest

from flows.train.coreference import bcubed, meantime_pages, of_each_document
from flows.train.resolved import entities_from_pages


def _place(number: int) -> tuple[str, int, int]:
    return "doc", number, number + 1


def test_equal_clusters_have_all_points() -> None:
    wanted = {_place(number): number // 2 for number in range(4)}
    found = {_place(number): f"entity {number // 2}" for number in range(4)}
    assert bcubed(wanted, found).f1 == 1.0


def test_one_cluster_of_all_costs_precision_and_single_ones_cost_recall() -> None:
    wanted = {_place(number): number // 2 for number in range(4)}
    together = bcubed(wanted, dict.fromkeys(wanted, "one"))
    apart = bcubed(wanted, {place: str(place) for place in wanted})
    assert (together.precision, together.recall) == (0.5, 1.0)
    assert (apart.precision, apart.recall) == (1.0, 0.5)


def test_a_mention_that_one_side_lacks_is_wrong_there() -> None:
    one = bcubed({_place(0): "a", _place(1): "a"}, {_place(0): "a", _place(2): "a"})
    assert (one.precision, one.recall) == (pytest.approx(0.25), pytest.approx(0.25))


def test_keys_are_told_apart_by_document() -> None:
    assert len(set(of_each_document({("x", 0, 1): "key", ("y", 0, 1): "key"}).values())) == 2


def test_names_of_meantime_are_joined_across_documents() -> None:
    def record(id: str, name: str, instance: str) -> dict[str, object]:
        span = {"start": 0, "end": len(name), "mapped": "ORG", "syntactic_type": "NAM", "cluster": "1", "instance_id": instance}
        described = {"start": 0, "end": 3, "mapped": "ORG", "syntactic_type": "NOM", "cluster": "1", "instance_id": instance}
        return {"id": id, "text": f"{name} grew.", "spans": [span, described]}

    pages, wanted = meantime_pages([record("a", "Boreal Steel", "x"), record("b", "Boreal Steel Inc.", "x"), record("c", "Austral", "y")])
    found = entities_from_pages(pages)
    assert len(wanted) == len(found) == 3
    assert bcubed(wanted, found).f1 == 1.0
