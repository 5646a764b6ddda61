"""Turns of talk in a printed interview or verbatim record: lines that begin with the speaker's label."""

from __future__ import annotations

import re
from typing import NamedTuple


class Turn(NamedTuple):
    """What one speaker says after the label: the label and the words, which may run over lines."""

    label_start: int
    label_end: int
    start: int
    end: int


_LABEL = re.compile(r"[^\W\d_a-zа-яё][^:\n“”\"«»!?]{0,60}?(?=:\s+\S)")
_STAGE = re.compile(r"[\[(].*[\])]$")
# An interview has both sides more than once; three labelled lines of which two labels return, or half of
# them, are rare in other pages (lists of 'Name: value' repeat no label).
_LEAST_TURNS = 4
_LONGEST_LABEL = 7  # words: 'Galiya Akhmetzhanova-Brandt, deputy chairwoman of the union'


def turns_from_text(text: str) -> list[Turn]:
    """The turns of talk in order; empty where the text is no interview."""
    lines = []
    place = 0
    for line in text.split("\n"):
        lines.append((place, place + len(line)))
        place += len(line) + 1
    labels = {start: match.end() for start, end in lines if (match := _label(text, start, end))}
    if len(labels) < _LEAST_TURNS:
        return []
    words = [text[start:end] for start, end in labels.items()]
    repeated = {word for word in words if words.count(word) > 1}
    if len(repeated) < 1 or sum(word in repeated for word in words) * 2 < len(words):
        return []
    turns: list[Turn] = []
    for start, end in lines:
        if start in labels:
            begin = labels[start] + 1
            begin += len(text[begin:end]) - len(text[begin:end].lstrip())
            turns.append(Turn(start, labels[start], begin, end))
    return turns


def _label(text: str, start: int, end: int) -> re.Match[str] | None:
    match = _LABEL.match(text, start, end)
    return match if match and len(match.group().split()) <= _LONGEST_LABEL and not _STAGE.search(match.group()) else None
