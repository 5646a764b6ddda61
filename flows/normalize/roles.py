"""Roles: who holds which office or title, as one document attests it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flows.normalize.page import Page, Span
from flows.normalize.role_bodies import body_of_role
from flows.normalize.role_holders import holders_of_roles, office_words

Offices = dict[frozenset[str], list[tuple[str, str | None]]]  # words of an office -> who holds it in which body


def roles_from_spans(page: Page, spans: list[Span], mentions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of LOCAL_ROLES in order of place; a title that no person of the document can be told to hold has no row."""
    roles = sorted(span for span in spans if span.layer == "role")
    persons = {mention["char_start"]: mention for mention in mentions if mention["entity_type"] == "person"}
    names = [Span(mention["char_start"], mention["char_end"], "name", "person", 1.0, mention["method"]) for mention in persons.values()]
    held = dict(holders_of_roles(page.text, roles, names))
    bodies = {
        role: body_of_role(page.text, role.start, role.end, (held[role].start, held[role].end) if role in held else None, mentions)
        for role in roles
    }
    offices: Offices = defaultdict(list)
    for role, person in held.items():
        offices[office_words(page.text[role.start : role.end])].append((persons[person.start]["entity_key"], bodies[role]))
    rows = []
    for role in roles:
        beside = persons[held[role].start]["entity_key"] if role in held else None
        key = beside or _same_title(page.text, role, offices, bodies[role])
        if key is not None:
            rows.append(_row(page, role, key, bodies[role]))
    return rows


def _row(page: Page, role: Span, person_key: str, body: str | None) -> dict[str, Any]:
    return {
        "role_id": page.row_id("rol", role.start, role.end, "role"),
        "person_key": person_key,
        "title": page.text[role.start : role.end],
        "organization_key": body,
        "document_id": page.document_id,
        "char_start": role.start,
        "char_end": role.end,
        "confidence": role.confidence,
    }


def _same_title(page_text: str, role: Span, offices: Offices, body: str | None) -> str | None:
    """Who holds this title elsewhere in the document: same office words, and the same body where both name one."""
    words = office_words(page_text[role.start : role.end])
    fitting = {key for key, other in offices.get(words, ()) if other in (body, None)}
    return fitting.pop() if len(fitting) == 1 else None
