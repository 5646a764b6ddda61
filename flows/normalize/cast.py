"""Who a page names: its persons and organizations with their offices and what tells their gender."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from flows.normalize.event_places import mentions_inside
from flows.normalize.lexicon import lexicon_rows
from flows.normalize.page import Page, Span, starting_within
from flows.normalize.role_holders import holders_of_roles, is_office


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of a person or an organization."""

    start: int
    end: int
    key: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Holding:
    """An office that the page tells a person to hold: where its words begin, and which they are."""

    start: int
    key: str
    words: frozenset[str]


@dataclass(frozen=True)
class Cast:
    """The mentions of a page in order, the role spans, who holds which office in order of place, known genders."""

    mentions: list[dict[str, Any]]
    named: list[Named]
    roles: list[Span]
    holdings: list[Holding]
    genders: dict[str, str]

    def between(self, start: int, end: int) -> list[Named]:
        """The mentions that lie inside a span."""
        return [one for one in starting_within(self.named, start, end - 1) if one.end <= end]

    @cached_property
    def by_key(self) -> dict[str, list[Named]]:
        """The mentions of each entity, in order."""
        found: dict[str, list[Named]] = defaultdict(list)
        for one in self.named:
            found[one.key].append(one)
        return dict(found)

    @cached_property
    def offices(self) -> dict[str, list[frozenset[str]]]:
        """The words of each person's offices."""
        found: dict[str, list[frozenset[str]]] = defaultdict(list)
        for one in self.holdings:
            found[one.key].append(one.words)
        return dict(found)

    def in_role(self, one: Named) -> bool:
        """Whether a mention only tells where somebody holds office."""
        at = bisect_left(self.roles, one.start + 1, key=lambda span: span.start) - 1
        return at >= 0 and self.roles[at].start <= one.start and one.end <= self.roles[at].end


_WORD = re.compile(r"[^\W_]+")
_SKIP = frozenset(["of", "the", "for", "and", "at", "in", "a", "an", "its", "his", "her", "their", "to", "on", "с", "по", "и", "в", "на"])
_TITLE_BEFORE = re.compile(r"([^\W\d_]+)\.?\s+$")


def cast_from_page(page: Page, spans: Iterable[Span], mentions: list[dict[str, Any]]) -> Cast:
    """The cast of a page."""
    named = sorted(
        (
            Named(row["char_start"], row["char_end"], row["entity_key"], row["entity_type"], row["entity_name"])
            for row in mentions
            if row["entity_type"] in ("person", "organization")
        ),
        key=lambda one: (one.start, -one.end),
    )
    roles = sorted(span for span in spans if span.layer == "role")
    people = [one for one in named if one.type == "person"]
    keys = {(one.start, one.end): one.key for one in people}
    persons = [Span(start, end, "name", "person", 1.0, "") for start, end in keys]
    held = holders_of_roles(page.text, roles, persons) if roles and persons else []
    holdings = [
        Holding(role.start, keys[person.start, person.end], office_words(page.text[role.start : role.end], mentions, role.start, role.end))
        for role, person in held
    ]
    titled = {person.start for _, person in held}
    holdings += [holding for one in people if one.start not in titled and (holding := _title(page.text, one))]
    cast = Cast(mentions, named, roles, holdings, {})
    for one in people:
        if one.key not in cast.genders and (gender := _gender(page.text, one, cast.offices.get(one.key, []))):
            cast.genders[one.key] = gender
    return cast


def office_words(text: str, mentions: list[dict[str, Any]], start: int, end: int) -> frozenset[str]:
    """The words of an office or a description that can tell it from others, a body named in it by its key:
    'Chairman of NUGW' and 'Chairman of the National Union of Glass Workers' are one office."""
    named = [row for row in mentions_inside(mentions, start, end) if row["entity_type"] != "person"]
    words = {row["entity_key"] for row in named}
    for row in sorted(named, key=lambda row: -row["char_start"]):
        text = text[: row["char_start"] - start] + " " + text[row["char_end"] - start :]
    return frozenset(words | {word for word in (match.group().lower() for match in _WORD.finditer(text)) if word not in _SKIP})


def _title(text: str, one: Named) -> Holding | None:
    """The title right before a name or at its head, which is no role of its own: 'Justice Castonguay', 'Imam Haroun'."""
    before = _TITLE_BEFORE.search(text[max(0, one.start - 14) : one.start])
    word = next((word for word in (before.group(1) if before else "", *text[one.start : one.end].split()[:1]) if is_office([word])), None)
    return Holding(one.start, one.key, frozenset([word.lower()])) if word else None


@cache
def _gender_words() -> dict[tuple[str, str], str]:
    """(word or ending, where it stands: title, noun, surname or given) -> m or f."""
    return {(row["form"], row["place"]): row["gender"] for row in lexicon_rows("genders")}


def _gender(text: str, one: Named, offices: list[frozenset[str]]) -> str | None:
    """m or f where a title, an office or the form of the name tells it."""
    known = _gender_words()
    before = _TITLE_BEFORE.search(text[max(0, one.start - 14) : one.start])
    if before and (gender := known.get((before.group(1).lower(), "title"))):
        return gender
    for office in offices:
        for word in office:
            if gender := known.get((word, "noun")):
                return gender
    words = [word.lower() for word in _WORD.findall(one.name)]
    for place, word in (("surname", words[-1] if words else ""), ("patronymic", words[1] if len(words) == 3 else "")):
        for size in range(min(6, len(word) - 2), 1, -1):
            if gender := known.get((word[-size:], place)):
                return gender
    if len(words) > 1:
        for size in (4, 3, 2, 1):
            if gender := known.get((words[0][-size:], "given")):
                return gender
    return None
