"""One-to-one matching: nothing found counts for two things of gold, nothing of gold is found twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Found = TypeVar("Found", int, str)
Wanted = TypeVar("Wanted", int, str)


def best_matches(pairs: Iterable[tuple[float, Found, Wanted]]) -> dict[Found, Wanted]:
    """Of pairs (likeness, found, wanted) the likeliest first, each side once; equal ones in the order of their keys.

    Greedy, not the best sum: a person who checks the matches can follow it, and the score that others measure by does so too.
    """
    matches: dict[Found, Wanted] = {}
    taken: set[Wanted] = set()
    for _, found, wanted in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if found not in matches and wanted not in taken:
            matches[found] = wanted
            taken.add(wanted)
    return matches
