"""What a page tells of its persons and organizations, made ready once for the question who took part in its events."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flows.normalize.cast import Cast, Named, cast_from_page
from flows.normalize.page import Page, Span
from flows.normalize.speaker_stage import Stage

WORD = re.compile(r"[^\W\d_]{4,}")  # that can tell one organization from others: 'union', not 'the'
# 'ASTANA, 5 May (Agency) —', '/Agency/', 'Agency reports', 'told the Agency'.
_OPENS, _CLOSES = re.compile(r"[(/]\s?$"), re.compile(r"\s?[)/]\s*[-–—]")
_REPORTS = re.compile(r"\s(?:correspondent|(?:reports|reported|informs|writes|learned|understands)(?=[.,\n]|\s*$))")
_TOLD = re.compile(r"(?:told|, reports|reported by|interview with|(?:source|photo):|photo by)\s(?:the\s)?$", re.IGNORECASE)
_BYLINE = 20  # characters before a name


@dataclass(slots=True)
class Scene:
    """What a page tells of its persons and organizations, made once a page."""

    page: Page
    cast: Cast
    stage: Stage
    free: list[Named]  # mentions outside roles, in order
    inside_roles: list[Named]
    sentences: dict[str, list[int]]  # entity key -> numbers of the sentences that name it, in order
    keys: dict[int, set[str]]  # number of a sentence -> whom it names
    groups: dict[tuple[str, bool, bool, int], list[str]]  # type, whether it opens the page, leads its type; times named -> keys
    types: dict[str, str]
    leading: dict[str, str]  # type -> the key named most often
    sources: list[Span]
    quotes: list[Span]
    longest: int  # characters: of its quotes and sources
    triggers: list[int]  # where the words that tell its events begin, in order
    nouns: dict[str, set[str]]  # a word of names, in small letters -> the organizations so named
    acts: dict[str, list[str]] = field(default_factory=dict)  # what _signs_of_actor found


def scene_from_page(page: Page, spans: Iterable[Span], mentions: list[dict[str, Any]]) -> Scene:
    """The scene of a page."""
    spans = list(spans)
    cast = cast_from_page(page, spans, mentions)
    free: list[Named] = []
    inside_roles: list[Named] = []
    sentences: dict[str, list[int]] = {}
    types: dict[str, str] = {}
    counts: Counter[str] = Counter()
    starts = [start for start, _ in page.sentences]
    outlets = _outlets(page, cast.named)
    for one in cast.named:
        if one.key in outlets:
            continue
        (inside_roles if cast.in_role(one) else free).append(one)
        sentences.setdefault(one.key, []).append(max(bisect_right(starts, one.start) - 1, 0))
        types[one.key] = one.type
        counts[one.key] += 1
    leading: dict[str, str] = {}
    for key, _ in counts.most_common():
        leading.setdefault(types[key], key)
    sources = sorted(span for span in spans if span.layer == "source")
    quotes = sorted(span for span in spans if span.layer == "quote" and span.label != "address")
    keys: dict[int, set[str]] = {}
    groups: dict[tuple[str, bool, bool, int], list[str]] = {}
    for key, places in sentences.items():
        groups.setdefault((types[key], places[0] <= 1, leading.get(types[key]) == key, min(len(places), 3)), []).append(key)
        for place in places:
            keys.setdefault(place, set()).add(key)
    longest = max((span.end - span.start for span in [*sources, *quotes]), default=0)
    triggers = sorted(span.start for span in spans if span.layer == "trigger")
    return Scene(
        page,
        cast,
        Stage(page, cast),
        free,
        inside_roles,
        sentences,
        keys,
        groups,
        types,
        leading,
        sources,
        quotes,
        longest,
        triggers,
        _nouns(page, free),
    )


def _outlets(page: Page, named: Iterable[Named]) -> set[str]:
    """The agencies and papers that only report: each of their names stands in a dateline, before 'reports' or after 'told'. They take
    no part. (Of 85 such organizations of the development documents 3 took part in an event.)"""
    only: dict[str, bool] = {}
    for one in named:
        if one.type == "organization":
            before = page.text[max(0, one.start - _BYLINE) : one.start]
            dateline = _OPENS.search(before) and _CLOSES.match(page.text, one.end)
            tells = dateline or _REPORTS.match(page.text, one.end) or _TOLD.search(before)
            only[one.key] = only.get(one.key, True) and tells is not None
    return {key for key, is_outlet in only.items() if is_outlet}


def _nouns(page: Page, named: Iterable[Named]) -> dict[str, set[str]]:
    """Which organizations 'the union' can mean: those with the noun in a name."""
    nouns: dict[str, set[str]] = {}
    for one in named:
        if one.type == "organization":
            for word in WORD.findall(page.text[one.start : one.end].lower()):
                nouns.setdefault(word, set()).add(one.key)
    return nouns


def named_between(named: list[Named], start: int, end: int) -> list[Named]:
    first = bisect_left(named, start, key=lambda one: one.start)
    last = bisect_left(named, end, lo=first, key=lambda one: one.start)
    return [one for one in named[first:last] if one.end <= end]
