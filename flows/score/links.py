"""Identity across documents against gold: pairs of names that one entity holds together."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from flows.score.tally import Tally


def links_tally(clusters: tuple[tuple[str, ...], ...], entity_of: dict[str, str]) -> Tally:
    """Counts of pairs of gold entities ('<stem>#<id>') that were found; `entity_of` leads to the built entity.

    A pair is right when both are in one cluster and one entity. Entities in no cluster stand alone: whatever joins them
    to another is wrong. What was not found at all is counted among the entities and not here again.
    """
    tally = Tally()
    cluster_of = {member: number for number, cluster in enumerate(clusters) for member in cluster}
    sizes = Counter(cluster_of[member] for member in entity_of if member in cluster_of)
    tally.count("links", gold=sum(size * (size - 1) // 2 for size in sizes.values()))
    together: defaultdict[str, list[str]] = defaultdict(list)
    for member in sorted(entity_of):
        together[entity_of[member]].append(member)
    for one, other in (pair for members in together.values() for pair in combinations(members, 2)):
        right = one in cluster_of and cluster_of[one] == cluster_of.get(other)
        tally.count("links", right=right, predicted=1)
        if not right:
            tally.tell(f"one entity for two: {one} and {other}")
    for cluster in clusters:
        for one, other in combinations([member for member in cluster if member in entity_of], 2):
            if entity_of[one] != entity_of[other]:
                tally.tell(f"two entities for one: {one} and {other}")
    return tally
