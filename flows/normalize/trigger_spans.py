"""Words that tell an event: verbs and nouns of the lexicon in a factual or firmly planned reading.

Lexicon and grammar only; the trained tagger replaces this module. A word counts where a reader could put
what it tells on a timeline: its sentence has a date, or a finite verb with a named actor beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.normalize.lexicon import lexicon_rows
from flows.normalize.page import Page, Span, starting_within
from flows.normalize.tense import Status, status_from_words

METHOD = "trigger-lexicon-1"


class Word(NamedTuple):
    """One lexicon word in a sentence."""

    start: int
    end: int
    kind: str
    type: str


_IN_WORD = re.compile(r"[^\W_]|-[^\W_]|(?<=[^\W_])-")
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "our",
        "this",
        "that",
        "these",
        "those",
        "no",
        "any",
        "some",
        "each",
        "every",
        "new",
        "former",
    ]
)
_COMPLEMENT = re.compile(r"(?<!\w)(?:of|on|for|to|about|against)\s(?:the\s|an?\s|its\s|their\s)?(?:[\w-]+\s)?$", re.IGNORECASE)
# A hint that a sentence has a date, many times cheaper than reading it: a year, a day with its month, a weekday.
_DATE_HINT = re.compile(
    r"(?<!\w)(?:(?:1[89]|20)\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|tonight|to date"
    r"|(?:last|next|this) (?:week|month|year|spring|summer|autumn|fall|winter)"
    r"|jan(?:uary)?|feb(?:ruary)?|march|april|may(?= \d)|(?<=in )may|(?<=\d )may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|январ\w|феврал\w|март\w?|апрел\w|ма[йя]|июн\w|июл\w|август\w?|сентябр\w|октябр\w|ноябр\w|декабр\w|вчера|сегодня|завтра"
    r"|қаңтар\w*|ақпан\w*|наурыз\w*|сәуір\w*|мамыр\w*|маусым\w*|шілде\w*|тамыз\w*|қыркүйек\w*|қазан\w*|қараша\w*|желтоқсан\w*|бүгін|кеше)(?!\w)",
    re.IGNORECASE,
)
# How the hints begin: an automaton finds these, the expression only judges what it finds (triggers: 3.3 -> 2.2 µs a word).
_HINT_STEMS = re.findall(
    r"\w+",
    "18 19 20 mon tues wednes thurs fri satur sun yesterday today tomorrow tonight last next this jan feb march april may jun jul aug"
    " sep oct nov dec январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр вчера сегодня завтра қаңтар ақпан наурыз сәуір"
    " мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан бүгін кеше",
)
_FIGURES = re.compile(r"(?<!\w)\d\d?\.\d\d?\.\d{2,4}(?!\w)")
_MONTHS = frozenset(("March", "May", "Mass"))  # a month, not a march
_LIGHT_REACH = 90  # characters between a support verb and its noun
_ACTOR_REACH = 80  # characters between a verb and the name of who does or undergoes it
# Without a date only these are told as happenings often enough (measured on the development documents).
_UNDATED = frozenset(
    ["agreement", "adoption", "appointment", "award", "meeting", "dispute", "justice", "membership", "proposal", "launch", "vote", "visit"]
)


def trigger_spans_from_page(page: Page, names: list[Span]) -> list[Span]:
    """Spans of the layer trigger, in order; label is the event type."""
    spans: list[Span] = []
    by_sentence: dict[int, list[Word]] = {}
    for word in _lexicon_words(page.text, page.language):
        by_sentence.setdefault(bisect_right(page.sentences, word.start, key=lambda span: span[0]) - 1, []).append(word)
    hints = date_hints(page.text) if by_sentence else []
    for number, words in by_sentence.items():
        start, end = page.sentences[number]
        dated = bisect_left(hints, start) < bisect_left(hints, end)
        headline = number == 0
        for word in _told(page.text, words):
            if (name := _name_around(word, names)) and (word.kind == "verb" or name.label != "event"):
                continue
            if word.kind == "verb" and _is_present(page.text, word) and not headline and not dated:
                continue
            status = status_from_words(page.text, word.start, word.end, (start, end), word.kind != "noun")
            if status and _counts(page, word, words, names, dated, headline, (start, end)):
                spans.append(Span(word.start, word.end, "trigger", word.type, _confidences()[word.type], METHOD, status))
    return spans


def _told(text: str, words: list[Word]) -> list[Word]:
    """The words that tell events: a support verb and its noun are one, told by the verb with the noun's type."""
    told: list[Word] = []
    finite = {word.start for word in words if word.kind == "verb" and _is_finite(text, word)}
    nouns = [word for word in words if word.kind in ("noun", "content") and word.start not in finite]
    used: set[int] = set()
    for word in words:
        if word.kind != "light":
            continue
        free = (noun for noun in nouns if noun.start not in used and word.type in ("", noun.type))
        if near := [
            noun
            for noun in free
            if _distance(word, noun) <= _LIGHT_REACH * (1 if noun.start > word.start else 2) and ";" not in _gap(text, word, noun)
        ]:
            noun = min(near, key=lambda one: (one.start > word.end, _is_complement(text, one), _distance(word, one)))
            used.add(noun.start)
            told.append(Word(word.start, word.end, "verb", noun.type))
    taken = {word.start for word in told}
    told.extend(
        word
        for word in nouns
        if word.kind == "noun" and word.start not in used and not (word.type == "proposal" and _is_complement(text, word))
    )
    told.extend(word for word in words if word.kind == "verb" and word.start not in taken and word.start in finite)
    kept: list[Word] = []
    for word in sorted(told):
        if kept and kept[-1].type == word.type and word.start - kept[-1].end < _ACTOR_REACH:
            if kept[-1].kind == "noun" and word.kind == "verb":
                kept[-1] = word
            continue
        kept.append(word)
    return kept


def _is_complement(text: str, noun: Word) -> bool:
    """Whether a noun only tells what another one is about: 'a discussion of the draft was held' is no draft."""
    return _COMPLEMENT.search(text, max(0, noun.start - 40), noun.start) is not None


def _is_finite(text: str, word: Word) -> bool:
    """Whether a verb form is no adjective, noun or gerund: nothing of a noun phrase before it."""
    before = text[max(0, word.start - 25) : word.start].split()
    last = before[-1].lower() if before else ""
    return last not in _DETERMINERS and not text[word.start : word.end].lower().endswith("ing") and not last.endswith(("'s", "’s"))


def _is_present(text: str, word: Word) -> bool:
    """Whether a verb form is a plain present, which tells habits and duties outside headlines and timetables."""
    form = text[word.start : word.end].lower()
    if form not in _bases() and not form.split()[0].endswith("s"):
        return False
    before = text[max(0, word.start - 12) : word.start].split()
    return not before or before[-1].lower() not in ("was", "were", "been", "be", "has", "had", "have", "will")


@cache
def _bases() -> frozenset[str]:
    """The uninflected English verbs of the lexicon."""
    return frozenset(row["lemma"] for row in lexicon_rows("event_triggers") if row["language"] == "en" and row["kind"] in ("verb", "light"))


def _counts(page: Page, word: Word, words: list[Word], names: list[Span], dated: bool, headline: bool, sentence: tuple[int, int]) -> bool:
    if dated:
        return True
    if word.kind == "noun":
        return (name := _name_around(word, names)) is not None and name.label == "event"
    if word.type not in _UNDATED:
        return False
    beside = starting_within(names, sentence[0], word.end + _ACTOR_REACH)
    near = [span for span in beside if word.start - _ACTOR_REACH <= span.end <= sentence[1]]
    return any(span.label in ("person", "organization") or (span.label in ("law", "event")) for span in near)


def _name_around(word: Word, names: list[Span]) -> Span | None:
    at = bisect_left(names, word.start + 1, key=lambda span: span.start) - 1
    return names[at] if at >= 0 and names[at].start <= word.start and word.end <= names[at].end else None


def _distance(one: Word, other: Word) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _gap(text: str, one: Word, other: Word) -> str:
    return text[min(one.end, other.end) : max(one.start, other.start)]


def _lexicon_words(text: str, language: str | None) -> list[Word]:
    """The lexicon words of a text in order, longest forms first; a form may be both a support verb and a verb."""
    automaton, readings = _forms(language)
    found: list[Word] = []
    for number, start, end in automaton.find_matches_as_indexes(_lower(text)):
        if (start and _IN_WORD.match(text, start - 1)) or _IN_WORD.match(text, end) or text[start:end] in _MONTHS:
            continue
        found.extend(Word(start, end, kind, type_) for kind, type_ in readings[number])
    return found


def date_hints(text: str) -> list[int]:
    """Where in the text a hint of a date begins, in order."""
    stems = (start for _, start, _ in _stems().find_matches_as_indexes(_lower(text)))
    return sorted([*(at for at in stems if _DATE_HINT.match(text, at)), *(match.start() for match in _FIGURES.finditer(text))])


@cache
def _stems() -> AhoCorasick:
    return AhoCorasick([*_HINT_STEMS, "to date"], matchkind=MatchKind.LeftmostLongest)


def _lower(text: str) -> str:
    """The text in lower case, each letter in its place: a few capitals (İ) grow when lowered."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


@cache
def _forms(language: str | None) -> tuple[AhoCorasick, list[list[tuple[str, str]]]]:
    """An automaton of the forms of a language, of all for one without forms, and each form's readings (kind, type)."""
    rows = lexicon_rows("event_triggers")
    known = {row["language"] for row in rows}
    readings: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if language in known and row["language"] != language:
            continue
        for form in row["forms"].split("|"):
            pairs = readings.setdefault(form, [])
            # a form that is noun and verb ('march', 'vote') is read as listed first of each kind; the words before it decide
            if row["kind"] not in {kind for kind, _ in pairs}:
                pairs.append((row["kind"], row["type"]))
    return AhoCorasick(list(readings), matchkind=MatchKind.LeftmostLongest), list(readings.values())


@cache
def _confidences() -> dict[str, float]:
    return {row["type"]: float(row["confidence"]) for row in lexicon_rows("event_confidences")}


def status_or_occurred(status: str | None) -> Status:
    """The status of a trigger span; a tagger that gives none means that it has happened."""
    return status if status in ("ongoing", "planned", "proposed") else "occurred"  # type: ignore[return-value]
