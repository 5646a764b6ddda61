"""The ids of entities, kept from build to build.

Each key has an id of its own, which the entity has that only this key names. Where several keys are one entity, it keeps the id that it
had in the last build; of two entities that have become one, the id of the one with more keys stays, and the other is recorded as the
former id of the same thing. A build without a last one takes the key that was first published. All own ids of an entity's keys are
recorded, so that an id of any build, on any machine, can be resolved as long as a document uses the name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain, count

from flows.ids import mint_id
from flows.normalize.authority import Authority
from flows.normalize.entity_keys import entity_key

Ids = dict[str, str]
KNOWN = "authority:"


def own_id(key: str) -> str:
    """The id of an entity that only this key names; of a known thing the id that it has everywhere."""
    return mint_id("ent", key)


def ids_from_groups(
    groups: Sequence[Sequence[str]], first_published: Mapping[str, date | None], before: Mapping[str, str]
) -> tuple[Ids, Ids]:
    """The entity id of each key, and of each former id the id that stands for it now.

    `groups` are the keys of each entity; `before` tells of each id that the last build knew, its entities' own among them, which entity it
    meant there.
    """
    votes = [_ids_before(keys, before) for keys in groups]
    holders = _holders(votes)
    chosen: list[str | None] = [_known_id(keys) for keys in groups]
    taken = {id for id in chosen if id}
    for number, counts in enumerate(votes):
        if chosen[number] is None:
            held = [id for id in counts if holders[id] == number and id not in taken]
            chosen[number] = min(held, key=lambda id: (-counts[id], id), default=None)
            if found := chosen[number]:
                taken.add(found)
    ids: list[str] = []
    for keys, found in zip(groups, chosen, strict=True):
        ids.append(found or _fresh_id(keys, first_published, taken))
        taken.add(ids[-1])
    now = {id: ids[number] for id, number in holders.items()}
    former = {id: now[meant] for id, meant in before.items() if meant in now}
    former |= {own: id for keys, id in zip(groups, ids, strict=True) for key in keys if (own := own_id(key)) not in holders}
    return (
        {key: id for keys, id in zip(groups, ids, strict=True) for key in keys},
        {old: id for old, id in former.items() if old not in taken},
    )


def with_earlier_keys(groups: Sequence[Sequence[str]], authority: Authority, before: Mapping[str, str]) -> list[list[str]]:
    """The groups, that of a known thing with the keys that its names had before the authority knew them, where the last build has such."""
    present = {key for keys in groups for key in keys}
    places = Authority(
        {id: thing for id, thing in authority.things.items() if thing.type == "place"},
        tuple(alias for alias in authority.aliases if authority.things[alias.authority_id].type == "place"),
    )
    earlier: dict[str, set[str]] = defaultdict(set)
    for alias in authority.aliases if before else ():
        known = f"{KNOWN}{alias.authority_id}"
        if known in present and (type := authority.things[alias.authority_id].type) != "place":
            key = entity_key(type, alias.alias, places)
            if key not in present and own_id(key) in before:
                earlier[known].add(key)
    return [[*keys, *sorted(set().union(*(earlier.get(key, ()) for key in keys)))] for keys in groups]


def _ids_before(keys: Sequence[str], before: Mapping[str, str]) -> Counter[str]:
    """The entities of the last build that these keys meant, and how many of the keys."""
    return Counter(before[own] for key in keys if (own := own_id(key)) in before)


def _holders(votes: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """For each entity of the last build the group that has most of its keys: where it is to be found now."""
    claims: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, counts in enumerate(votes):
        for id, votes_for in counts.items():
            claims[id].append((-votes_for, number))
    return {id: min(found)[1] for id, found in claims.items()}


def _known_id(keys: Sequence[str]) -> str | None:
    return next((own_id(key) for key in keys if key.startswith(KNOWN)), None)


def _fresh_id(keys: Sequence[str], first_published: Mapping[str, date | None], taken: set[str]) -> str:
    """The own id of the key that was published first; of those no other entity holds."""
    ordered = sorted(keys, key=lambda key: (first_published.get(key) or date.max, key))
    own = (own_id(key) for key in ordered)
    others = (mint_id("ent", ordered[0], str(number)) for number in count(2))
    return next(id for id in chain(own, others) if id not in taken)
