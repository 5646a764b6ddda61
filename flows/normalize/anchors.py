"""What the id of an entity is minted from: its anchor, the part of its keys that new documents do not change.

Authority keys, place keys and keys bound to a document are their own anchors. Bodies, laws and named
events are anchored in their content words in any order ('Federation Council', 'Council of the
Federation'). People are anchored in the consonants of their names, which all their spellings share:
a spelling that turns up later neither renames the entity nor, as the smallest spelling would, moves
its id. Only where two people share these consonants is the smallest key of each added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from flows.normalize.clusters import clusters_from_edges
from flows.normalize.name_cores import FUNCTION_WORDS
from flows.normalize.person_names import SAME_PERSON, block_of_name, person_name, same_person

Pair = tuple[str, str]


def anchors_from_keys(names: Mapping[str, str], apart: Callable[[list[Pair]], set[Pair]]) -> dict[str, str]:
    """The anchor of each key; `names` gives the fullest name of each key, `apart` which pairs one document tells apart."""
    people = {key: name for key, name in names.items() if _is_full_person(key, name)}
    anchors = {key: _own_anchor(key) for key in names if key not in people}
    anchors.update(_person_anchors(people, apart))
    return anchors


def same_name(a: str, b: str) -> bool:
    """Whether two cores of bodies, laws or events differ in function words and order alone; never by likeness of letters.

    Names of bodies that look alike (Almaty Region, Almaty) name different bodies, and names of one
    body (ILO, International Labour Organization) do not look alike: those are for the authority.
    """
    return _content(a) == _content(b)


def _content(core: str) -> str:
    return " ".join(sorted(word for word in core.split() if word not in FUNCTION_WORDS)) or core


def _own_anchor(key: str) -> str:
    type, _, words = key.partition(":")
    if type in ("authority", "place", "person") or "#" in words:
        return key
    core, at, country = words.partition("@")
    return f"{type}:{_content(core)}{at}{country}"


def _is_full_person(key: str, name: str) -> bool:
    """Two full words at least: what initials stand for, only a document can tell."""
    return key.startswith("person:") and "#" not in key and len(person_name(name).words) > 1


def _person_anchors(people: Mapping[str, str], apart: Callable[[list[Pair]], set[Pair]]) -> dict[str, str]:
    keys = sorted(people)
    scores = {pair: score for pair in _candidates(keys, people) if (score := same_person(people[pair[0]], people[pair[1]])) >= SAME_PERSON}
    for pair in apart(sorted(scores)):
        del scores[pair]
    number = {key: index for index, key in enumerate(keys)}
    edges = [(number[a], number[b]) for a, b in sorted(scores, key=lambda pair: (-scores[pair], pair))]

    def may_join(one: list[int], other: list[int]) -> bool:
        """Every spelling fits every other: a chain of small differences does not make one person."""
        return all((keys[min(a, b)], keys[max(a, b)]) in scores for a in one for b in other)

    groups = [[keys[index] for index in group] for group in clusters_from_edges(edges, may_join)]
    grouped = {key for group in groups for key in group}
    groups.extend([key] for key in keys if key not in grouped)
    blocks: dict[str, list[list[str]]] = defaultdict(list)
    for group in groups:
        blocks[min(block_of_name(people[key]) for key in group)].append(group)
    return {
        key: f"person~{block}" if len(sharing) == 1 else f"person~{block}|{min(group)}"
        for block, sharing in blocks.items()
        for group in sharing
        for key in group
    }


def _candidates(keys: list[str], people: Mapping[str, str]) -> Iterator[Pair]:
    """Pairs of keys whose names share their consonants, also when one writes two words as one."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        words = person_name(people[key]).words
        blocks[block_of_name(people[key])].add(key)
        if len(words) > 2:
            for index in range(len(words) - 1):
                blocks[block_of_name(" ".join((*words[:index], words[index] + words[index + 1], *words[index + 2 :])))].add(key)
    seen: set[Pair] = set()
    for block in sorted(blocks):
        for pair in combinations(sorted(blocks[block]), 2):
            if pair not in seen:
                seen.add(pair)
                yield pair
