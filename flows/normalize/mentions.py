"""Mentions: the names of a text, each with the entity that it names as far as the document tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flows.normalize.authority import Authority
from flows.normalize.case_forms import base_form
from flows.normalize.entity_keys import entity_key
from flows.normalize.fold import fold
from flows.normalize.named_things import Thing, things_from_names
from flows.normalize.page import Page, Span
from flows.normalize.role_holders import holders_of_roles, is_office, office_words

# Between a title and its holder's name: a comma or bracket, a form of address.
_TO_NAME = re.compile(r"(?:,| \()? ?(?:[A-Z]\w{1,4}\.? )?")


@dataclass(frozen=True, slots=True)
class Entity:
    """What a document alone tells of an entity."""

    key: str
    type: str
    name: str


def mentions_from_spans(page: Page, spans: list[Span], authority: Authority) -> list[dict[str, Any]]:
    """Rows of LOCAL_MENTIONS in order of place, from the page's `name` spans (`role` spans tell who a title means)."""
    # A span without letters and figures names nothing, whatever the tagger says.
    names = _longest([span for span in spans if span.layer == "name" and fold(page.text[span.start : span.end])])
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
    texts = {span: base_form(_plain(page.text, span), span.label, page.language, authority) for span in names}
    country = _country(texts, authority)
    things: dict[str, Thing] = {}

    def fuller(type: str, name: str) -> str | None:
        known = authority.known(type, name, country, page.published_from)
        return known.name if known else None

    for thing in things_from_names([(span.label, texts[span], span.start) for span in names], _bracketed(page.text, texts), fuller):
        key = entity_key(thing.type, thing.fullest, authority, country=country, on=page.published_from, document_id=page.document_id)
        same = things.setdefault(key, Thing(thing.type))
        for name, places in thing.names.items():
            same.add(name, places)
    at = {span.start: span for span in names}
    return {
        at[place]: Entity(key, thing.type, thing.fullest)
        for key, thing in things.items()
        for places in thing.names.values()
        for place in places
    }


def _bracketed(text: str, texts: dict[Span, str]) -> dict[str, str]:
    """Short names in brackets and the name before them: 'Southern Federation of Labour Inspectors (FSIT)'."""
    ordered = sorted(texts)
    return {
        texts[short]: texts[full]
        for full, short in pairwise(ordered)
        if text[full.end : short.start].strip('”»"') == " (" and text[short.end : short.end + 1] == ")" and full.label == short.label
    }


def _plain(text: str, span: Span) -> str:
    """The name on one line."""
    return " ".join(text[span.start : span.end].split())


def _country(texts: dict[Span, str], authority: Authority) -> str | None:
    """The country that the document names most often, itself or by its places."""
    counts: Counter[str] = Counter()
    for span, text in texts.items():
        if span.label == "place" and (known := authority.known("place", text)) and known.country:
            counts[known.country] += 1
    return min(counts, key=lambda code: (-counts[code], code), default=None)


def _is_title(text: str, span: Span) -> bool:
    """Whether a name of a person is a title that stands alone for one, whatever tagger found it."""
    return span.label == "person" and is_office(text[span.start : span.end].split())


def _titled(page: Page, titles: list[Span], spans: list[Span], entities: dict[Span, Entity]) -> dict[Span, Entity]:
    """The person whom each lone title means: the nearest before it, else the first after, whose role has the title's words."""
    persons = [span for span, entity in entities.items() if entity.type == "person"]
    held = holders_of_roles(page.text, [span for span in spans if span.layer == "role"], persons)
    attached = {(role.start, role.end) for role, _ in held}
    held += _leading_up(page.text, titles, persons)
    holders = sorted((role.start, office_words(page.text[role.start : role.end]), entities[person].name, person) for role, person in held)
    found: dict[Span, Entity] = {}
    for title in titles:
        if (title.start, title.end) in attached:
            continue  # a role beside its name, as 'Minister' in 'the Minister, Asel Omarova', is no name of its own
        words = office_words(page.text[title.start : title.end])
        fitting = [(start, entities[person]) for start, office, _, person in holders if words <= office]
        if fitting:
            before = [entity for start, entity in fitting if start < title.start]
            found[title] = before[-1] if before else fitting[0][1]
    return found


def _leading_up(text: str, titles: list[Span], persons: list[Span]) -> list[tuple[Span, Span]]:
    """Lone titles right before their holder's name, which no tagger took for roles: 'The Speaker, Mr Kgari'."""
    ordered = sorted(persons)
    found = []
    for title in titles:
        at = bisect_left(ordered, title.end, key=lambda person: person.start)
        if at < len(ordered) and _TO_NAME.fullmatch(text[title.end : ordered[at].start][:20]):
            found.append((title, ordered[at]))
    return found
