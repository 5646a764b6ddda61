"""Turns of talk in a printed interview or verbatim record: lines that begin with the speaker's label or, without one, with a dash.

The questions of an interview whose asker the page does not name are nobody's quotes: the reader is told only what was answered.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Turn(NamedTuple):
    """What one speaker says after the label: the label and the words, which may run over lines."""

    label_start: int
    label_end: int
    start: int
    end: int
    is_nameless_question: bool = False


_LABEL = re.compile(r"[^\W\d_a-zа-яё][^:\n“”\"«»!?]{0,60}?(?=:\s+\S)")
_STAGE = re.compile(r"[\[(].*[\])]$")
_NAMELESS = re.compile(r"(?:q|question|вопрос|сұрақ)(?:\W.*)?", re.IGNORECASE)
_DASH = re.compile(r"^[–—-]\s(?=[«“\"]?[^\W\d_]).*$", re.MULTILINE)
_REPORTER = re.compile(r"[,.!?…»”]\s?[–—-]\s")
_LABELLED = re.compile(r"[–—-]\s[^:\n?!.]{3,60}:\s")
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
            turns.append(Turn(start, labels[start], begin, end, bool(_NAMELESS.fullmatch(text, start, labels[start]))))
    return turns


def dashed_questions_from_text(text: str) -> set[int]:
    """Where the lines begin that ask the questions of an interview in dashes; empty where a label names who asks.

    The two sides take turns, so the lines of one parity are the asker's: those that end in question marks when the others do not.
    """
    lines = list(_DASH.finditer(text))
    if len(lines) < _LEAST_TURNS or any(_REPORTER.search(line.group(), 2) or _LABELLED.match(line.group()) for line in lines):
        return set()
    asked = [line.group().rstrip().endswith("?") for line in lines]
    for first in (0, 1):
        own, others = asked[first::2], asked[1 - first :: 2]
        if sum(own) > 1 and sum(own) * 2 >= len(own) and not any(others):
            return {line.start() for line in lines[first::2]}
    return set()


def _label(text: str, start: int, end: int) -> re.Match[str] | None:
    match = _LABEL.match(text, start, end)
    return match if match and len(match.group().split()) <= _LONGEST_LABEL and not _STAGE.search(match.group()) else None
