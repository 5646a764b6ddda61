"""What the words around a date say of its tense.

A guess that serves two questions only: whether 'on Friday' is the last or the next one, and whether a
'Today' that opens a sentence means a day or nowadays. The finite verb that governs a date stands nearest
before it in its sentence, or else behind it; English by auxiliaries and endings, Russian and Kazakh by
the endings of finite verbs; the words are in tense.csv.
"""

from __future__ import annotations

import re
from functools import cache

from flows.dates.words import rows_from_lexicon

# How far a governing verb may stand; sentences of news have some 130 characters.
SPAN = 120

_WORDS = re.compile(r"[^\W\d_]+|[.!?…;](?=\s|$|[”\"»])|\n")
_OWNED = re.compile(r"['’]s\s([^\W\d_]+)")
_STOPS = frozenset(".!?…;\n")
_KAZAKH_PAST = re.compile(r"\w{2,}(?:ды|ді|ты|ті)")
_KAZAKH_PRESENT = re.compile(r"\w{3,}(?:ады|еді|йды|йді|уда|уде)")
_RUSSIAN_PAST = re.compile(r"\w{3,}л(?:а|о|и|ся|ась|ось|ись)?")
_RUSSIAN_PRESENT = re.compile(r"\w{3,}(?:ет|ют|ит|ят|ёт|ат)(?:ся)?")


@cache
def _words_of(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows_from_lexicon("tense.csv") if row["kind"] == kind for word in row["words"].split())


def outlook(text: str, start: int, end: int) -> int:
    """1 where the sentence around the span speaks of things to come, -1 of things past, 0 where it does not tell."""
    before = _WORDS.findall(text, max(0, start - SPAN), start)
    before.reverse()
    stop = next((number for number, word in enumerate(before) if word in _STOPS), len(before))
    for number in range(stop):
        if tense := _tense(before, number, stop):
            return tense
    after = _words_behind(text, end)
    for number, word in enumerate(after):
        if tense := _tense(after[number::-1], 0, number + 1, forward=True):
            return tense
        if word.lower() in ("is", "are"):
            return 0
    return 0


def tense_word(word: str) -> str:
    """The tense that a word in small letters may stand for: a sign, no proof ('s': 'meets', but also 'talks'); '' for none."""
    if word in _words_of("coming"):
        return "coming"
    if word in _words_of("present"):
        return "present"
    if _is_past(word):
        return "past"
    if len(word) > 3 and word.endswith("s"):
        return "s"
    return "ing" if word.endswith("ing") else ""


def is_rhetorical(text: str, start: int, end: int, is_today: bool = True) -> bool:
    """Whether a 'Today' means nowadays: it opens its sentence and the first finite verb stands in the present, or it belongs
    to what nowadays is ('yesterday's men', 'today's youth')."""
    owned = _OWNED.match(text, end)
    if owned and owned[1].lower() in _words_of("nowadays"):
        return True
    if not is_today:
        return False
    opening = text[max(0, start - 12) : start].rstrip("“”\"'«»‘’—–- \t")
    if opening and opening[-1] not in ".!?…:;\n" and text[start - 1] != "\n":
        return False
    for number, word in enumerate(after := _words_behind(text, end)):
        low = word.lower()
        if low in _words_of("present") or _RUSSIAN_PRESENT.fullmatch(low) or _KAZAKH_PRESENT.fullmatch(low):
            return True
        if _tense(after[number::-1], 0, number + 1, forward=True):
            return False
    return False


def _words_behind(text: str, end: int) -> list[str]:
    after = _WORDS.findall(text, end, end + SPAN)
    stop = next((number for number, word in enumerate(after) if word in _STOPS), len(after))
    return after[:stop]


def _tense(back: list[str], number: int, stop: int, forward: bool = False) -> int:
    """What one word says of the tense, read with the words before it; `back` runs against the text."""
    word = back[number].lower()
    if word in _words_of("coming") or (word == "to" and number and not forward and _is_verb(back[number - 1])):
        return 1
    if not _is_past(word):
        return 0
    for before in back[number + 1 : min(stop, number + 4)]:
        low = before.lower()
        if low in _words_of("coming") or low in ("to", "is", "are"):
            return 1
        if low not in _words_of("link"):
            break
    return -1


def _is_verb(word: str) -> bool:
    """Whether this can be the infinitive of a 'to' before it."""
    return word.islower() and word not in _words_of("no-verb") and not word.endswith(("ing", "s"))


def _is_past(word: str) -> bool:
    if word.isascii():
        regular = len(word) > 3 and word.endswith("ed") and word not in ("need", "speed", "indeed", "exceed", "hundred")
        return regular or word in _words_of("gone")
    return bool(_RUSSIAN_PAST.fullmatch(word) or (_KAZAKH_PAST.fullmatch(word) and not _KAZAKH_PRESENT.fullmatch(word)))
