"""Names that were found in two parts: a congress and its organization, a person's name over the end of a line.

The counts tell how often the development documents of the authored corpus mark such a place so, and how often not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalize.page import Span

# Nested names are never separate (DECISIONS.md): 15 of 15. Meetings, plenums and conferences go both ways in the corpus.
_GATHERING = re.compile(r"\b(?:Congress|Session)$")
_OF = re.compile(r"\sof\s(?:the\s)?")


def joined_names(text: str, names: Sequence[Span]) -> list[Span]:
    """The names in order, each two that are one as one."""
    joined: list[Span] = []
    for name in sorted(names):
        last = joined[-1] if joined else None
        if last and (_is_of_gathering(text, last, name) or _is_broken_person(text, last, name)):
            joined[-1] = last._replace(end=name.end, confidence=min(last.confidence, name.confidence))
        else:
            joined.append(name)
    return joined


def _is_of_gathering(text: str, event: Span, body: Span) -> bool:
    """'XXV Congress' + 'of the' + 'Federation of Trade Unions'."""
    if (event.label, body.label) != ("event", "organization") or not _OF.fullmatch(text[event.end : body.start]):
        return False
    return bool(_GATHERING.search(text[event.start : event.end])) and " " in text[event.start : event.end]


def _is_broken_person(text: str, given: Span, surname: Span) -> bool:
    """A given name that ends a line and a surname that begins the next, one word each: 6 of 6; in lists each name has a line of its own."""
    if (given.label, surname.label) != ("person", "person") or text[given.end : surname.start] != "\n":
        return False
    listed = text.rfind("\n", 0, given.end) + 1 == given.start or text[surname.end : surname.end + 1] == "\n"
    return not listed and not any(" " in text[name.start : name.end] for name in (given, surname))
