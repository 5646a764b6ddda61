"""Whose role a title is: the person's name beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from flows.normalize.fold import fold
from flows.normalize.lexicon import lexicon_rows
from flows.normalize.page import Span, starting_within

# Between a title and the name after it: marks, 'and' of a second title, a form of address.
_TO_NAME = re.compile(r"[\s,:”\"»)]*(?:\(signed\)\s)?(?:(?:and|и|және|the)\b)?[\s,]*(?:[A-ZА-Я]\w{0,10}\.?\s+)?[“\"«]?")
# A name with its title closed off before the next name begins: 'X (chair), Y', 'X, chair, Y', 'X – chair' and a new line.
_CLOSED = re.compile(r"[”\"»)]*[,;:.]|\s*[”\"»)]*[.;,]?\s*\n")
_SET_OFF = re.compile(r"(?:,|\s[–—-]|\s*\()\s*[“\"«]?")
# Between a name and the title after it: marks and a few words without a sentence end ('who is the').
_TO_TITLE = re.compile(r"[\s,(–—:/-]*(?:[\w'’-]+[\s,]+){0,4}[“\"«]?")
_FARTHEST = 45  # characters: room for the four words of _TO_TITLE and their marks


def holders_of_roles(text: str, roles: list[Span], persons: list[Span]) -> list[tuple[Span, Span]]:
    """Each role that stands beside a person's name, with that name; of two names the one it leads up to, if no mark closes it off."""
    found = []
    ordered = sorted(persons)
    titles = sorted(roles)
    for role in roles:
        at = bisect_left(ordered, role.end, key=lambda person: person.start)
        after = ordered[at] if at < len(ordered) else None
        last = bisect_right(ordered, role.start, key=lambda person: person.start)
        before = next((ordered[place] for place in range(last - 1, -1, -1) if ordered[place].end <= role.start), None)
        ahead = _between(text, role.end, after.start, titles) if after else ""
        behind = _between(text, before.end, role.start, titles) if before else ""
        follows = before and role.start - before.end <= _FARTHEST and _TO_TITLE.fullmatch(behind)
        leads = after and _TO_NAME.fullmatch(ahead)
        if before and follows and not (leads and not _belongs_before(behind, ahead)):
            found.append((role, before))
        elif after and leads:
            found.append((role, after))
    return found


def _belongs_before(behind: str, ahead: str) -> bool:
    """Whether a title between two names is of the one before it, by the texts between: lists set each name's title off after it."""
    if "\n" in behind.strip(" "):
        return False
    return bool((_SET_OFF.fullmatch(behind) and _CLOSED.match(ahead)) or (behind.endswith("(") and ahead.startswith(")")))


def _between(text: str, start: int, end: int, roles: list[Span]) -> str:
    """The text between, other roles left out; far text as it is."""
    if end - start > 300:  # longer than any chain of titles
        return text[start : start + 300]
    inside = sorted((role.start, role.end) for role in starting_within(roles, start, end) if role.end <= end)
    pieces, place = [], start
    for first, last in inside:
        pieces.append(text[place:first])
        place = max(place, last)
    return "".join([*pieces, text[place:end]])


@lru_cache(maxsize=10_000)
def office_words(title: str) -> frozenset[str]:
    """The words that name the office itself, before its complement ('deputy chairman' of 'Deputy Chairman of NUGW')."""
    folded = fold(title)
    folded = same_offices().get(folded, folded)
    words = re.split(r"\b(?:of|for|in|at|on)\b", folded)[0].split()
    return frozenset(words) or frozenset((folded,))


def is_office(words: Sequence[str]) -> bool:
    """Whether the words are a title and nothing else ('Vice Minister') or describe an office ('Head of State')."""
    parts = _title_parts()
    found = {parts.get(word.lower()) for word in words}
    return ("head" in found and None not in found) or fold(" ".join(words)) in same_offices()


@cache
def _title_parts() -> dict[str, str]:
    return {row["word"]: row["part"] for row in reversed(lexicon_rows("titles"))}


@cache
def same_offices() -> dict[str, str]:
    """Descriptions of an office ('head of state') and the title that they mean."""
    return {fold(row["title"]): fold(row["office"]) for row in lexicon_rows("title_equals")}
