"""What the words around a date say of its tense.

English by its auxiliaries and adverbs, Russian and Kazakh by the endings of finite verbs. A guess that
serves two questions only: whether 'on Friday' is the last or the next one, and whether a 'Today' that
opens a sentence means a day or nowadays.
"""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.!?…]['\"”»)]*\s|\n")
_COMING = re.compile(
    r"\b(?:will|shall|’ll|'ll|won[’']t|due|scheduled|slated|expected|plans? to|planned|set to|(?:is|are|was|were) to|going to|upcoming|"
    r"deadline|invites?|invited|ahead of|next|be held|be open|opens|begins|starts|closes|expires?|"
    r"будет|будут|состоится|состоятся|пройд[её]т|пройдут|планиру\w+|намечен\w*|запланирован\w*|"
    r"өтеді|болады|жоспарлан\w+)\b|\w+(?:малақ|мақ|мек|бақ|бек|пақ|пек)\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:was|were|had|did|said|told|held|met|took|gave|made|went|came|began|won|lost|left|found|spoke|wrote|sent|saw|led|paid|rose|fell|"
    r"became|brought|put|\w{2,}ed|\w{3,}л(?:а|о|и|ся|ась|ось|ись)?|\w{3,}(?:ды|ді|ты|ті))\b"
)
_STANDING = re.compile(
    r"\b(?:is|are|am|has|have|do|does|can|must|may|need|needs|remains?|want|wants|know|know|live|lives|work|works|face|faces|"
    r"\w{2,}(?:ет|ют|ит|ят|ёт|ат|ется|ются|ится|ятся)|\w{2,}(?:ады|еді|йды|йді|уда|уде))\b"
)


def outlook(text: str, start: int, end: int) -> int:
    """1 where the sentence around the span speaks of things to come, -1 of things past, 0 where it does not tell."""
    before, after = _sentence_around(text, start, end)
    near = _last(_COMING, before), _first(_COMING, after)
    past = _last(_GONE, before), _first(_GONE, after)
    coming = min((distance for distance in near if distance is not None), default=None)
    gone = min((distance for distance in past if distance is not None), default=None)
    if coming is None:
        return 0 if gone is None else -1
    return 1 if gone is None or coming <= gone else -1


def is_rhetorical(text: str, start: int, end: int) -> bool:
    """Whether a 'Today' means nowadays: it opens its sentence and the first finite verb stands in the present."""
    before, after = _sentence_around(text, start, end)
    if before.strip("“”\"'«»‘’—–- \t"):
        return False
    standing, other = _STANDING.search(after), _first_of(after)
    return standing is not None and (other is None or standing.start() <= other)


def _first_of(after: str) -> int | None:
    found = [match.start() for pattern in (_GONE, _COMING) if (match := pattern.search(after))]
    return min(found, default=None)


def _sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    low, high = max(0, start - 160), min(len(text), end + 160)
    before, after = text[low:start], text[end:high]
    for match in _SENTENCE_END.finditer(before):
        before_start = match.end()
        low = max(low, start - len(text[max(0, start - 160):start]) + before_start)
    match_after = _SENTENCE_END.search(after)
    return text[low:start], after[: match_after.start()] if match_after else after


def _last(pattern: re.Pattern[str], before: str) -> int | None:
    """How far before its end the text last has this."""
    found = [match.end() for match in pattern.finditer(before)]
    return len(before) - found[-1] if found else None


def _first(pattern: re.Pattern[str], after: str) -> int | None:
    match = pattern.search(after)
    return match.start() if match else None
