"""Which characters of a text stand between quote marks."""

from __future__ import annotations

import re
from typing import NamedTuple


class Passage(NamedTuple):
    """Text between two marks: `start` to `end` without, `outer_start` to `outer_end` with its marks.

    `closed` is false where the closing mark is missing. A passage may run over lines; passages are in
    order and never overlap (what is marked inside a passage belongs to it).
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    mark: str
    closed: bool


# Opening mark -> the marks that may close it. “ closes „ (German, Polish, Kazakh print), ” and » also
# open (Swedish, reversed guillemets); " and ' are told apart by what stands beside them.
_CLOSERS = {
    "“": "”“\"‟",
    "”": "”",
    "„": "“”‟\"",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "\"": "\"”",
    "‘": "’'",
    "'": "'’",
}  # fmt: skip
_DOUBLE = frozenset('“”„«»‟"‹›')
_MARK = re.compile("[“”„«»‟\"‹›‘’']")
_LINES_AHEAD = 12  # lines that one unclosed mark may run over; the longest utterance of the authored corpus has 6
_DASH_LINE = re.compile(r"[–—-]\s(?=[«“\"]?[^\W\d_])")
_DASH_TURN = re.compile(r"(?<=[,.!?…»”])(?:\s?[–—]|\s-)\s")
# The reporter's words between dashes within marks, as Russian and Kazakh print has them: “A, – said X. – B”.
_ASIDE = re.compile(r"(?<=[,.!?…])\s?[–—-]\s(?=[^\W\d_])[^–—“”\"«»\n]{3,80}?(?:[.,]\s?[–—-]\s|$)")


def marked_passages_from_text(text: str) -> list[Passage]:
    """The passages between quote marks, in order."""
    passages: list[Passage] = []
    place = 0
    while (opening := _next_opening(text, place)) is not None:
        passage = _passage_from(text, opening)
        if passage is None:
            place = opening + 1
            continue
        passages.append(passage)
        place = passage.outer_end
    return passages


def dashed_passages_from_text(text: str, start: int, end: int) -> list[Passage]:
    """The speech of a line that begins with a dash (Russian, Kazakh, French print): its turns of speech and
    of the reporter alternate at '…, – '. Empty where the line is no such speech."""
    opening = _DASH_LINE.match(text, start, end)
    if opening is None:
        return []
    turns = [match.span() for match in _DASH_TURN.finditer(text, opening.end(), end)]
    starts = [opening.end(), *(after for _, after in turns)]
    ends = [*(before for before, _ in turns), end]
    dashes = [start, *(before for before, _ in turns)]
    return [
        Passage(begin, stop, dash, stop, "–", True)
        for turn, (begin, stop, dash) in enumerate(zip(starts, ends, dashes, strict=True))
        if turn % 2 == 0 and begin < stop
    ]


def turns_of_passage(text: str, passage: Passage) -> list[Passage]:
    """The passage without what the reporter says amid it between dashes: a passage for each turn of speech."""
    turns: list[Passage] = []
    place, outer = passage.start, passage.outer_start
    for aside in _ASIDE.finditer(text, passage.start, passage.end):
        turns.append(Passage(place, aside.start(), outer, aside.start(), passage.mark, True))
        place = outer = aside.end()
    if place < passage.end:
        turns.append(Passage(place, passage.end, outer, passage.outer_end, passage.mark, passage.closed))
    return turns


def _next_opening(text: str, place: int) -> int | None:
    for match in _MARK.finditer(text, place):
        if _opens(text, match.start()):
            return match.start()
    return None


def _opens(text: str, at: int) -> bool:
    """Whether the mark can open: nothing of a word before it, something to mark after it."""
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "“„«‹‘":
        # '‘ ' after a word is a misprinted apostrophe (employers ‘ associations)
        return not (after.isspace() and (before.isalnum() or mark == "‘")) and not (mark == "‘" and before.isalnum())
    if mark in "›‟’":
        return False
    if mark == "»":
        return (before.isspace() or before in "([") and after.isalpha()
    return (before.isspace() or before in "([{—–-/:") and not after.isspace() and after not in ",.;:!?)"


def _closes(text: str, at: int, opening: str) -> bool:
    mark = text[at]
    if mark not in _CLOSERS[opening]:
        return False
    before = text[at - 1]
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "’'":
        # an apostrophe inside a word, or the plural possessive (workers’ rights)
        return not after.isalnum() and (before in ",.!?…—–" or after in ",.;:)—–\n" or before != "s")
    if mark in '"“' or opening == mark:
        # a mark of two meanings closes unless it stands like an opening one
        return not (before.isspace() and after.isalnum() and mark == "“") and not (before.isspace() and mark == '"' and after.isalnum())
    return True


def _passage_from(text: str, opening: int) -> Passage | None:
    """The passage that the mark at `opening` begins; None when a single mark is only an apostrophe."""
    mark = text[opening]
    line_end = _line_end(text, opening)
    closing, limit = _closing_in_line(text, opening + 1, line_end, mark)
    if closing is not None:
        return Passage(opening + 1, closing, opening, closing + 1, mark, True)
    if mark not in _DOUBLE:
        return None
    if limit == line_end and (run_on := _closing_in_later_line(text, line_end, mark)) is not None:
        return Passage(opening + 1, run_on, opening, run_on + 1, mark, True)
    end = opening + 1 + len(text[opening + 1 : limit].rstrip())
    return Passage(opening + 1, end, opening, end, mark, False) if end > opening + 1 else None


def _closing_in_line(text: str, start: int, end: int, mark: str) -> tuple[int | None, int]:
    """Where the mark closes before `end`, and else up to where an unclosed passage may reach."""
    depth = 0
    reopened = None
    for match in _MARK.finditer(text, start, end):
        at = match.start()
        if _closes(text, at, mark) and not (text[at] == mark and mark in "“«„" and _opens(text, at)):
            if depth == 0:
                return at, end
            depth -= 1
        elif text[at] == mark and mark in "“«„" and _opens(text, at):
            depth += 1
            reopened = at if reopened is None else reopened
    if reopened is not None:
        # an opening mark too many: the first one is unclosed and ends with the sentence before the second
        return None, max((text.rfind(sign, start, reopened) + 1 for sign in ".!?…"), default=start) or reopened
    return None, end


def _closing_in_later_line(text: str, line_end: int, mark: str) -> int | None:
    """Where an utterance closes that runs on over lines: each may begin with a new opening mark (the printed
    custom), none may have a marked passage of its own before."""
    place = line_end
    for _ in range(_LINES_AHEAD):
        while place < len(text) and text[place].isspace():
            place += 1
        if place >= len(text):
            return None
        end = _line_end(text, place)
        reopened = text[place] == mark or (mark in "“„" and text[place] in "“„")
        start = place + 1 if reopened else place
        for match in _MARK.finditer(text, start, end):
            if _closes(text, match.start(), mark):
                return match.start()
            if text[match.start()] in _DOUBLE and _opens(text, match.start()):
                if mark == '"':
                    break
                return None
        place = end
    return None


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end
