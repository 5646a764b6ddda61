"""Where an event was: the place that its sentence gives as location."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

from flows.normalize.page import Page, Span

Mention = dict[str, Any]

_LOCATIVE = re.compile(
    r"(?:\b(?:in|at|near|outside|inside|across|throughout|off|to|into|from|on|around|visited|visit to|tour of)|\bв|\bво|\bна)\s+"
    r"(?:the\s+|its\s+|his\s+|her\s+)?"
    r"(?:(?-i:[a-zа-я’'-]+)\s+(?:of|city|town|village|district|region)\s+|(?:city|town|village|port|capital|district|г\.|городе)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|at|near|в|во)\s", re.IGNORECASE)
_KAZAKH_LOCATIVE = re.compile(r"(?:да|де|та|те)$")


def mentions_inside(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """The mentions of a span; `mentions` are in order."""
    first = bisect_left(mentions, start, key=lambda one: one["char_start"])
    last = bisect_left(mentions, end, lo=first, key=lambda one: one["char_start"])
    return [mention for mention in mentions[first:last] if mention["char_end"] <= end]


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


def _in_role(mention: Mention, roles: list[Span]) -> bool:
    at = bisect_left(roles, mention["char_start"] + 1, key=lambda span: span.start) - 1
    return at >= 0 and roles[at].start <= mention["char_start"] and mention["char_end"] <= roles[at].end
