"""Groups of things that are one: connected components that respect what must stay apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def clusters_from_edges(edges: Iterable[tuple[int, int]], may_join: Callable[[list[int], list[int]], bool]) -> list[list[int]]:
    """The groups of two or more members that the edges join, each sorted.

    An edge whose two groups may not join is passed over, so earlier edges win: give the surest first.
    """
    group_of: dict[int, list[int]] = {}
    for a, b in edges:
        one, other = group_of.setdefault(a, [a]), group_of.setdefault(b, [b])
        if one is other or not may_join(one, other):
            continue
        small, large = sorted((one, other), key=len)
        large.extend(small)
        for member in small:
            group_of[member] = large
    groups = {id(group): group for group in group_of.values() if len(group) > 1}
    return sorted(sorted(group) for group in groups.values())
