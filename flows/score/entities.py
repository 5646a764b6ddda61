"""Entities of one document against gold: an entity is found when one of its names there is one of gold's, and the type agrees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from flows.score.built import BuiltDocument, Row
from flows.score.folded import folded
from flows.score.gold import GoldDocument
from flows.score.matching import best_matches
from flows.score.tally import Tally

UNKNOWN = "unknown"  # type of an entity that mentions name and the table of entities lacks


def names_from_gold(gold: GoldDocument) -> dict[str, set[str]]:
    """The comparable names of each entity of gold, by its id."""
    return {entity.id: {folded(name) for name in (entity.name, *entity.surfaces)} for entity in gold.entities}


def names_from_mentions(mentions: Iterable[Row]) -> dict[str, set[str]]:
    """The comparable names that the document gives each built entity, by its id."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        names[mention["entity_id"]].add(folded(mention["text"]))
    return dict(names)


def optional_names(gold: GoldDocument) -> set[str]:
    """Names that annotators hold for a matter of taste: finding them is neither right nor wrong."""
    return {folded(name) for name in gold.optional_surfaces}


def matched_entities(gold: GoldDocument, built: BuiltDocument, entities: dict[str, Row]) -> dict[str, str]:
    """Of each built entity that is one of gold the id in gold; the more names both share, the surer."""
    wanted = names_from_gold(gold)
    pairs = [
        (len(shared), found, entity.id)
        for found, names in _judged(gold, built).items()
        if found in entities
        for entity in gold.entities
        if entities[found]["type"] == entity.type and (shared := (names | {folded(entities[found]["name"])}) & wanted[entity.id])
    ]
    return best_matches(pairs)


def entities_tally(gold: GoldDocument, built: BuiltDocument, entities: dict[str, Row], matches: dict[str, str]) -> Tally:
    tally = Tally()
    found_in_gold = set(matches.values())
    for entity in gold.entities:
        for measure in ("entities", f"entities/{entity.type}"):
            tally.count(measure, right=entity.id in found_in_gold, gold=1)
        if entity.id not in found_in_gold:
            tally.tell(f"{entity.type} not found: {entity.name}")
    for found, names in _judged(gold, built).items():
        kind = entities[found]["type"] if found in entities else UNKNOWN
        for measure in ("entities", f"entities/{kind}"):
            tally.count(measure, predicted=1)
        if found not in matches:
            tally.tell(f"{kind} that gold has not: {', '.join(sorted(names)[:3])}")
    return tally


def _judged(gold: GoldDocument, built: BuiltDocument) -> dict[str, set[str]]:
    """The built entities that have a name beyond those left to taste."""
    optional = optional_names(gold)
    return {found: names for found, names in names_from_mentions(built.mentions).items() if not names <= optional}
