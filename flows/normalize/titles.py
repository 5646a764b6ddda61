"""Titles that stand alone for a person ('the Minister', 'Head of State')."""

from __future__ import annotations

import re

from flows.normalize.name_memory import Found
from flows.normalize.word_classes import Words

# A capitalised title after 'the' or 'of' or at the start of a clause, with at most its own modifiers, and no
# name or complement beside it; 'Head of State' is the one office whose complement is a common noun.
_ALONE = re.compile(r"(?<=h)[BD]{0,2}T+(?=[wtolerf,.)>s\n&(-])")


def titles_alone(words: Words, taken: list[bool]) -> list[Found]:
    """Places where a capitalised title without a name stands for one person."""
    found = []
    for match in _ALONE.finditer(words.classes):
        first, last = match.span()
        if words.classes[last] == "f":
            if [text.lower() for text in words.texts[last : last + 2]] != ["of", "state"]:
                continue
            last += 2
        if not any(taken[first:last]) and words.texts[first][0].isupper():
            found.append(Found(first, last, "person", "title-1"))
    return found
