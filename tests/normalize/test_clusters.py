"""flows/normalize/clusters.py"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.normalize.clusters import clusters_from_edges

EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20)


def test_edges_join_transitively() -> None:
    assert clusters_from_edges([(1, 2), (5, 6), (2, 3)], lambda one, other: True) == [[1, 2, 3], [5, 6]]


def test_groups_that_may_not_join_stay_apart_and_the_earlier_edge_wins() -> None:
    assert clusters_from_edges([(1, 2), (2, 3)], lambda one, other: not {1, 3} <= {*one, *other}) == [[1, 2]]


@given(EDGES)
def test_no_member_is_in_two_groups(edges: list[tuple[int, int]]) -> None:
    members = [member for group in clusters_from_edges(edges, lambda one, other: True) for member in group]
    assert len(members) == len(set(members))
    assert set(members) == {end for edge in edges if edge[0] != edge[1] for end in edge}
