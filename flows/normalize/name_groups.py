"""Which keys of all documents are one thing.

Bodies, laws and named events are one where their names have the same content words in any order ('Federation Council', 'Council of the
Federation'), or where one is the short name or acronym that documents use for the other. People are one where every spelling fits
every other (person_names.py). Places, and keys bound to a document, are told by their keys alone. What must stay apart: two known
things, and two names that one document tells apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from flows.normalize.authority import Authority
from flows.normalize.clusters import clusters_from_edges
from flows.normalize.name_cores import FUNCTION_WORDS
from flows.normalize.person_names import SAME_PERSON, block_of_name, person_name, same_person
from flows.normalize.short_names import is_short_for

Pair = tuple[str, str]
Names = Mapping[str, tuple[str, ...]]  # key -> the names by which it is compared

_KNOWN = "authority:"


def groups_from_keys(
    names: Mapping[str, str], short_names: Iterable[Pair], authority: Authority, apart: Callable[[list[Pair]], set[Pair]]
) -> list[list[str]]:
    """The keys, those of one thing together, each group sorted; with them the key of a known person whom no document spells rightly.

    `names` gives the fullest name of each key, `short_names` keys with one short name, each with a key that documents also call so;
    `apart` tells which pairs one document tells apart.
    """
    people: dict[str, tuple[str, ...]] = {key: (name,) for key, name in names.items() if _is_full_person(key, name)}
    groups: dict[str, list[str]] = defaultdict(list)
    for key in names:
        if key not in people:
            groups[_told_by(key)].append(key)
    people |= _known_people(authority)
    found = [*_joined_short_names(groups, names, short_names, apart), *_people_groups(people, apart)]
    return sorted(sorted(group) for group in found if any(key in names for key in group))


def same_name(a: str, b: str) -> bool:
    """Whether two cores of bodies, laws or events differ in function words and order alone; never by likeness of letters.

    Names of bodies that look alike (Almaty Region, Almaty) name different bodies, and names of one
    body (ILO, International Labour Organization) do not look alike: those are for the authority.
    """
    return _content(a) == _content(b)


def _content(core: str) -> str:
    return " ".join(sorted(word for word in core.split() if word not in FUNCTION_WORDS)) or core


def _told_by(key: str) -> str:
    """What keys of one body, law or event share; the key itself for all others."""
    type, _, words = key.partition(":")
    if type in ("authority", "place", "person") or "#" in words:
        return key
    core, at, country = words.partition("@")
    return f"{type}:{_content(core)}{at}{country}"


def _joined_short_names(
    groups: Mapping[str, list[str]], names: Mapping[str, str], short_names: Iterable[Pair], apart: Callable[[list[Pair]], set[Pair]]
) -> Iterator[list[str]]:
    """The groups, a short name alone joined to the one body that documents call so; where they call two so, it stays alone."""
    group_of = {key: told for told, keys in groups.items() for key in keys}
    meant: dict[str, set[str]] = defaultdict(set)
    pairs = [
        (short, full)
        for short, full in short_names
        if short in group_of and full in group_of and is_short_for("organization", names[short], names[full])
    ]
    for short, full in pairs:
        meant[short].add(group_of[full])
    both = {short for short, _ in apart(sorted(pairs))}
    home = {short: fulls.pop() for short, fulls in meant.items() if len(fulls) == 1 and short not in both}
    joined: dict[str, list[str]] = defaultdict(list)
    for told, keys in groups.items():
        joined[home.get(keys[0], told) if len(keys) == 1 else told].extend(keys)
    yield from joined.values()


def _is_full_person(key: str, name: str) -> bool:
    """Two full words at least: what initials stand for, only a document can tell."""
    return key.startswith("person:") and "#" not in key and len(person_name(name).words) > 1


def _known_people(authority: Authority) -> dict[str, tuple[str, ...]]:
    """The full names of the people whom the authority knows: a misspelling of one of them is one of them."""
    found: dict[str, list[str]] = defaultdict(list)
    for alias in authority.aliases:
        if authority.things[alias.authority_id].type == "person" and not alias.local and len(person_name(alias.alias).words) > 1:
            found[f"{_KNOWN}{alias.authority_id}"].append(alias.alias)
    return {key: tuple(aliases) for key, aliases in found.items()}


def _people_groups(people: Names, apart: Callable[[list[Pair]], set[Pair]]) -> list[list[str]]:
    scores = {pair: score for pair in _candidates(people) if (score := _likeness(people, pair)) >= SAME_PERSON}
    for pair in apart(sorted(scores)):
        del scores[pair]
    for pair in _ambiguous(scores, people):
        del scores[pair]
    keys = sorted(people)
    number = {key: index for index, key in enumerate(keys)}
    edges = [(number[a], number[b]) for a, b in sorted(scores, key=lambda pair: (-scores[pair], pair))]

    def may_join(one: list[int], other: list[int]) -> bool:
        """Every spelling fits every other: a chain of small differences does not make one person."""
        return all((keys[min(a, b)], keys[max(a, b)]) in scores for a in one for b in other)

    groups = [[keys[index] for index in group] for group in clusters_from_edges(edges, may_join)]
    grouped = {key for group in groups for key in group}
    return groups + [[key] for key in keys if key not in grouped]


def _likeness(people: Names, pair: Pair) -> float:
    """The best score of a name of one with a name of the other; two known people are two."""
    one, other = pair
    if one.startswith(_KNOWN) and other.startswith(_KNOWN):
        return 0.0
    return max(same_person(a, b) for a in people[one] for b in people[other])


def _ambiguous(scores: Mapping[Pair, float], people: Names) -> set[Pair]:
    """The pairs of a name without patronymic with names of different patronymics: nobody can tell whose it is."""
    near: dict[str, dict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for pair in scores:
        for one, other in (pair, pair[::-1]):
            patronymics = {person_name(name).patronymic for name in people[other]} - {None}
            if patronymics and not any(person_name(name).patronymic for name in people[one]):
                near[one][min(filter(None, patronymics))].append(pair)
    # one patronymic in two spellings makes one person of its bearers
    return {
        pair
        for bearers in near.values()
        if any(same_person(f"A {one} B", f"A {other} B") < SAME_PERSON for one, other in combinations(sorted(bearers), 2))
        for pairs in bearers.values()
        for pair in pairs
    }


def _candidates(people: Names) -> Iterator[Pair]:
    """Pairs of keys whose names share their consonants, also when one writes two words as one."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for key, names in people.items():
        for name in names:
            words = person_name(name).words
            blocks[block_of_name(name)].add(key)
            if len(words) > 2:
                for index in range(len(words) - 1):
                    blocks[block_of_name(" ".join((*words[:index], words[index] + words[index + 1], *words[index + 2 :])))].add(key)
    seen: set[Pair] = set()
    for keys in blocks.values():
        for pair in combinations(sorted(keys), 2):
            if pair not in seen:
                seen.add(pair)
                yield pair
