"""Roles: who holds which office or title, as one document attests it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flows.normalize.event_places import mentions_inside
from flows.normalize.page import Page, Span
from flows.normalize.role_holders import holders_of_roles, office_words

Offices = dict[frozenset[str], list[tuple[str, str | None]]]  # words of an office -> who holds it in which body

_BODIES = ("organization", "place", "event")


def roles_from_spans(page: Page, spans: list[Span], mentions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of LOCAL_ROLES in order of place; a title that no person of the document can be told to hold has no row."""
    roles = sorted(span for span in spans if span.layer == "role")
    persons = {mention["char_start"]: mention for mention in mentions if mention["entity_type"] == "person"}
    names = [Span(mention["char_start"], mention["char_end"], "name", "person", 1.0, mention["method"]) for mention in persons.values()]
    held = {role: persons[person.start]["entity_key"] for role, person in holders_of_roles(page.text, roles, names)}
    offices: Offices = defaultdict(list)
    for role, key in held.items():
        offices[office_words(page.text[role.start : role.end])].append((key, _body(role, mentions)))
    rows = []
    for role in roles:
        key = held.get(role) or _same_title(page.text, role, offices, mentions)
        if key is not None:
            rows.append(_row(page, role, key, mentions))
    return rows


def _row(page: Page, role: Span, person_key: str, mentions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "role_id": page.row_id("rol", role.start, role.end, "role"),
        "person_key": person_key,
        "title": page.text[role.start : role.end],
        "organization_key": _body(role, mentions),
        "document_id": page.document_id,
        "char_start": role.start,
        "char_end": role.end,
        "confidence": role.confidence,
    }


def _body(role: Span, mentions: list[dict[str, Any]]) -> str | None:
    """The first organization named inside the title, else the first place or event."""
    ordered = sorted(
        mentions_inside(mentions, role.start, role.end),
        key=lambda mention: (*_BODIES, mention["entity_type"]).index(mention["entity_type"]),
    )
    return next((mention["entity_key"] for mention in ordered if mention["entity_type"] in _BODIES), None)


def _same_title(page_text: str, role: Span, offices: Offices, mentions: list[dict[str, Any]]) -> str | None:
    """Who holds this title elsewhere in the document: same office words, and the same body where both name one."""
    words, body = office_words(page_text[role.start : role.end]), _body(role, mentions)
    fitting = {key for key, other in offices.get(words, ()) if other in (body, None)}
    return fitting.pop() if len(fitting) == 1 else None
