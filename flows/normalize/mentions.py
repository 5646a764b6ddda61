"""Mentions: the names of a text, each with the entity that it names as far as the document tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flows.normalize.authority import Authority
from flows.normalize.entity_keys import entity_key
from flows.normalize.fold import fold
from flows.normalize.page import Page, Span
from flows.normalize.role_holders import holders_of_roles, office_words, same_offices
from flows.normalize.short_names import Named, things_from_names

TITLE_METHOD = "title-1"  # a name span of this method is a title that stands alone for a person


@dataclass(frozen=True, slots=True)
class Entity:
    """What a document alone tells of an entity."""

    key: str
    type: str
    name: str


def mentions_from_spans(page: Page, spans: list[Span], authority: Authority) -> list[dict[str, Any]]:
    """Rows of LOCAL_MENTIONS in order of place, from the page's `name` spans (`role` spans tell who a title means)."""
    names = _longest([span for span in spans if span.layer == "name"])
    proper = [span for span in names if not _is_title(page.text, span)]
    entities = _entities(page, proper, authority)
    entities |= _titled(page, [span for span in names if span not in entities], spans, entities)
    return [_mention(page, span, entities[span]) for span in names if span in entities]


def _mention(page: Page, span: Span, entity: Entity) -> dict[str, Any]:
    return {
        "mention_id": page.row_id("men", span.start, span.end),
        "document_id": page.document_id,
        "entity_key": entity.key,
        "entity_type": entity.type,
        "entity_name": entity.name,
        "text": page.text[span.start : span.end],
        "char_start": span.start,
        "char_end": span.end,
        "confidence": span.confidence,
        "method": span.method,
    }


def _longest(names: list[Span]) -> list[Span]:
    """The names without those that overlap a longer one, in order."""
    kept: list[Span] = []
    last_end = -1
    for span in sorted(names, key=lambda span: (span.start, -span.end)):
        if span.start >= last_end:
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = span
        last_end = kept[-1].end
    return kept


def _entities(page: Page, names: list[Span], authority: Authority) -> dict[Span, Entity]:
    """The entity of each name; things with one key are one."""
    by_name: dict[tuple[int, str], Span] = {(span.start, _plain(page.text, span)): span for span in names}
    country = _country(page, names, authority)
    things: dict[str, Named] = {}
    for thing in things_from_names([(span.start, span.label, name) for (_, name), span in by_name.items()]):
        key = entity_key(
            thing.type, thing.fullest, authority, country=country, on=page.published_from, document_id=page.document_id
        )
        things.setdefault(key, Named(thing.type)).names.extend(thing.names)
    return {
        by_name[place, name]: Entity(key, thing.type, thing.fullest) for key, thing in things.items() for place, name in thing.names
    }


def _plain(text: str, span: Span) -> str:
    """The name on one line."""
    return " ".join(text[span.start : span.end].split())


def _country(page: Page, names: list[Span], authority: Authority) -> str | None:
    """The country that the document names most often, itself or by its places."""
    counts: Counter[str] = Counter()
    for span in names:
        if span.label == "place" and (known := authority.known("place", _plain(page.text, span))) and known.country:
            counts[known.country] += 1
    return min(counts, key=lambda code: (-counts[code], code), default=None)


def _is_title(text: str, span: Span) -> bool:
    return span.method == TITLE_METHOD or (span.label == "person" and fold(text[span.start : span.end]) in same_offices())


def _titled(page: Page, titles: list[Span], spans: list[Span], entities: dict[Span, Entity]) -> dict[Span, Entity]:
    """The person whom each lone title means: the nearest before it, else the first after, whose role has the title's words."""
    persons = [span for span, entity in entities.items() if entity.type == "person"]
    held = holders_of_roles(page.text, [span for span in spans if span.layer == "role"], persons)
    holders = sorted((role.start, office_words(page.text[role.start : role.end]), entities[person].name, person) for role, person in held)
    found: dict[Span, Entity] = {}
    for title in titles:
        words = office_words(page.text[title.start : title.end])
        fitting = [(start, entities[person]) for start, office, _, person in holders if words <= office]
        if fitting:
            before = [entity for start, entity in fitting if start < title.start]
            found[title] = before[-1] if before else fitting[0][1]
    return found
