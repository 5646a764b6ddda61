"""Who took part in an event and where it was, from the names of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

from flows.normalize.page import Page, Span

Mention = dict[str, Any]

_LOCATIVE = re.compile(
    r"(?:\b(?:in|at|near|outside|inside|across|throughout|off|to|into|from|on|around|visited|visit to|tour of)|\bв|\bво|\bна)\s+"
    r"(?:the\s+|its\s+|his\s+|her\s+)?"
    r"(?:[\w’'-]+\s+(?:of|city|town|village|district|region)\s+|(?:city|town|village|port|capital|district|г\.|городе)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|at|near|в|во)\s", re.IGNORECASE)
_KAZAKH_LOCATIVE = re.compile(r"(?:да|де|та|те)$")
# The part that the grammatical subject plays in an event of each type, and the part of everybody else.
_SUBJECT_ROLE = {
    "meeting": "participant",
    "agreement": "signer",
    "adoption": "signer",
    "training": "organizer",
    "launch": "organizer",
    "aid": "organizer",
    "award": "organizer",
}
_OBJECT_ROLE = {
    "award": "recipient",
    "aid": "recipient",
    "justice": "recipient",
    "appointment": "recipient",
    "proposal": "recipient",
    "agreement": "signer",
}
_HOSTS = re.compile(
    r"\b(?:held|hosted|organi[sz]ed|convened|conducted|holds|hosts|organi[sz]es)\b|\b(?:by|провел\w*|организова\w*)\s$", re.IGNORECASE
)


def mentions_inside(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """The mentions of a span; `mentions` are in order."""
    first = bisect_left(mentions, start, key=lambda one: one["char_start"])
    found = []
    for mention in mentions[first:]:
        if mention["char_start"] >= end:
            break
        if mention["char_end"] <= end:
            found.append(mention)
    return found


def place_of_trigger(page: Page, trigger: Span, inside: list[Mention], roles: list[Span]) -> str | None:
    """The place that the sentence gives as location of what the trigger tells."""
    best: tuple[int, str] | None = None
    for mention in inside:
        if mention["entity_type"] != "place" or _in_role(mention, roles):
            continue
        before = page.text[max(0, mention["char_start"] - 45) : mention["char_start"]]
        locative = _LOCATIVE.search(before)
        if not locative and not (page.language == "kk" and _KAZAKH_LOCATIVE.search(mention["text"])):
            continue
        distance = abs(mention["char_start"] - trigger.start) + (0 if mention["char_start"] > trigger.start else 25)
        distance += 0 if locative is None or _IN.match(locative.group()) else 40
        if best is None or distance < best[0]:
            best = distance, mention["entity_key"]
    return best[1] if best else None


def participants_of_trigger(
    page: Page, trigger: Span, sentence: tuple[int, int], inside: list[Mention], roles: list[Span]
) -> dict[str, str]:
    """entity_key -> role of the persons and organizations of the sentence that take part, employers inside roles left out."""
    parts: dict[str, str] = {}
    for mention in inside:
        if mention["entity_type"] not in ("person", "organization") or _in_role(mention, roles):
            continue
        parts.setdefault(mention["entity_key"], _role(page, trigger, sentence, mention))
    return parts


def _role(page: Page, trigger: Span, sentence: tuple[int, int], mention: Mention) -> str:
    subject = mention["char_end"] <= trigger.start
    before = page.text[max(sentence[0], mention["char_start"] - 6) : mention["char_start"]].rstrip()
    if before.endswith(("by", "By")):
        return "signer" if trigger.label in ("agreement", "adoption") else "organizer"
    if subject and _HOSTS.search(page.text[trigger.start : trigger.end]) and trigger.label in ("meeting", "training", "vote", "other"):
        return "organizer"
    return (_SUBJECT_ROLE if subject else _OBJECT_ROLE).get(trigger.label, "participant")


def _in_role(mention: Mention, roles: list[Span]) -> bool:
    at = bisect_left(roles, mention["char_start"] + 1, key=lambda span: span.start) - 1
    return at >= 0 and roles[at].start <= mention["char_start"] and mention["char_end"] <= roles[at].end
