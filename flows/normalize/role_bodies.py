"""In which body a title is held: named inside the title, else by the grammar around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

Mention = dict[str, Any]

_BODIES = ("organization", "place", "event")
_FAR = 200  # characters: a title, a long name and the body after them
# What may stand between a name or title and its body: 'X of the Y', 'director at Y', 'Chair, Y', 'X (Y)', a new line of a signature.
_OF = re.compile(r",?\s(?:of|from|at|with|for)\s(?:the\s|its\s|our\s)?")
_BESIDE = re.compile(r"(?:,\s(?:the\s)?|\s\(|,?\n)")
_ENDS = re.compile(r"[’']?\s*(?:[,.;:)\n–—]|$)")
_FROM = re.compile(r"\s(?:from|in|at)\s(?:the\s)?(?:\w+\s(?:of\s)?)?$")  # 'teacher from Zaisan': where one lives or works, no body
_OWNER = re.compile(r"(?:['’]s?[ ](?:\w+[ ])?|[ ])")  # 'the Guild's lawyer', 'Guild lawyer'
_FOR = re.compile(r"(?:For|On behalf of|от имени)\s(?:the\s)?$", re.IGNORECASE)
_ITS = re.compile(r"(?<!\w)(?:its|our)\s(?:\w+\s)?$", re.IGNORECASE)  # 'their' and 'the company's' meant the last body too seldom


def body_of_role(text: str, start: int, end: int, holder: tuple[int, int] | None, mentions: Sequence[Mention]) -> str | None:
    """The entity key of the body in which the title of start..end is held; None where nothing beside it tells.

    `holder` is where the person's name stands beside the title; `mentions` are in order.
    """
    first = bisect_left(mentions, start - _FAR, key=lambda one: one["char_start"])
    last = bisect_left(mentions, end + _FAR, lo=first, key=lambda one: one["char_start"])
    near = [one for one in mentions[first:last] if one["entity_type"] in _BODIES]
    inside = [one for one in near if start <= one["char_start"] and one["char_end"] <= end]
    governed = [one for one in inside if one["entity_type"] != "place" or not _FROM.search(text, start, one["char_start"])]
    if inside:
        return str(min(governed, key=lambda one: _BODIES.index(one["entity_type"]))["entity_key"]) if governed else None
    whole = [one for one in near if one["entity_type"] == "organization"]
    return _after(text, end, holder, whole) or _before(text, min([start, *([holder[0]] if holder else [])]), start, whole)


def _after(text: str, end: int, holder: tuple[int, int] | None, near: Sequence[Mention]) -> str | None:
    stop = holder[1] if holder and holder[0] >= end else end
    for one in near:
        if stop <= one["char_start"] and _OF.fullmatch(text, stop, one["char_start"]):
            return str(one["entity_key"])
        # beside the title only: 'Senator X (Greens)' tells the party
        if end <= one["char_start"] and _BESIDE.fullmatch(text, end, one["char_start"]) and _ENDS.match(text, one["char_end"]):
            return str(one["entity_key"])
    return None


def _before(text: str, first: int, start: int, near: Sequence[Mention]) -> str | None:
    earlier = [one for one in near if one["char_end"] <= start]
    for one in reversed(earlier):
        if _OWNER.fullmatch(text, one["char_end"], start):
            return str(one["entity_key"])
        if _FOR.search(text[max(0, one["char_start"] - 20) : one["char_start"]]) and text[one["char_end"] : start].strip() == ",":
            return str(one["entity_key"])
    if earlier and _ITS.search(text, max(0, start - 40), start) and "\n" not in text[earlier[-1]["char_end"] : start]:
        return str(earlier[-1]["entity_key"])
    return None
