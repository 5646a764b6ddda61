"""What normalize finds on an annotated page, each row judged right or wrong by the annotation.

A name or role is right with the same characters (and type). A quote is right when it shares at least 0.7
of its characters with a quote of the page. An event is right when the page tells one of its type in its
sentence. Each row of the annotation makes at most one row right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flows.normalize.authority import authority_from_folder
from flows.normalize.events import events_from_page
from flows.normalize.mentions import mentions_from_spans
from flows.normalize.page import Page, Span
from flows.normalize.quote_spans import quote_spans_from_page
from flows.normalize.quotes import quotes_from_page
from flows.normalize.tagger import spans_from_page
from flows.normalize.trigger_spans import trigger_spans_from_page
from flows.train.gold_pages import GoldEvent, GoldPage, GoldQuote

_OVERLAP = 0.7  # of the characters of both quotes, as flows.score asks for


@dataclass(frozen=True, slots=True)
class Judged:
    """One row found: its kind of thing, its label, its method ('' where rows have none), its confidence and whether it is right."""

    thing: str
    label: str
    method: str
    confidence: float
    right: bool


@dataclass(frozen=True)
class Found:
    """What normalize makes of one page, and how it pairs with the annotation."""

    gold: GoldPage
    spans: list[Span]
    mentions: list[dict[str, Any]]
    quotes: list[dict[str, Any]]
    events: list[dict[str, Any]]
    participants: dict[str, set[str]]  # event_id -> keys
    quote_pairs: dict[int, GoldQuote]  # number of the quote found -> its quote of the page
    event_pairs: dict[int, GoldEvent]


def found_from_text(gold: GoldPage, tag: Callable[[Page], list[Span]] = spans_from_page) -> Found:
    """What is found from the text alone: by the tagger of a build, or by the one given."""
    spans = tag(gold.page)
    return _found(gold, spans, mentions_from_spans(gold.page, spans, authority_from_folder()))


def found_from_names(gold: GoldPage) -> Found:
    """What is found when names and roles are given by the annotation."""
    names = [span for span in gold.spans if span.layer == "name"]
    roles = [span for span in gold.spans if span.layer == "role"]
    told = [*quote_spans_from_page(gold.page, names, roles), *trigger_spans_from_page(gold.page, names)]
    return _found(gold, [*names, *roles, *told], gold.mentions)


def _found(gold: GoldPage, spans: list[Span], mentions: list[dict[str, Any]]) -> Found:
    quotes = quotes_from_page(gold.page, spans, mentions)
    events, rows = events_from_page(gold.page, spans, mentions)
    participants: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        participants[row["event_id"]].add(row["entity_key"])
    return Found(gold, spans, mentions, quotes, events, participants, _quote_pairs(quotes, gold.quotes), _event_pairs(events, gold.events))


def _quote_pairs(found: list[dict[str, Any]], wanted: list[GoldQuote]) -> dict[int, GoldQuote]:
    """The pairs that share most, each quote in one of them."""
    shares = [
        (_shared((row["char_start"], row["char_end"]), (one.start, one.end)), number, place)
        for number, row in enumerate(found)
        for place, one in enumerate(wanted)
    ]
    pairs: dict[int, int] = {}
    for share, number, place in sorted(shares, reverse=True):
        if share >= _OVERLAP and number not in pairs and place not in pairs.values():
            pairs[number] = place
    return {number: wanted[place] for number, place in pairs.items()}


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * max(common, 0) / (one[1] - one[0] + other[1] - other[0])


def _event_pairs(found: list[dict[str, Any]], wanted: list[GoldEvent]) -> dict[int, GoldEvent]:
    free: dict[tuple[tuple[int, int], str], list[GoldEvent]] = defaultdict(list)
    for event in reversed(wanted):
        free[event.sentence, event.trigger.label].append(event)
    pairs: dict[int, GoldEvent] = {}
    for number, row in enumerate(found):
        if same := free[(row["char_start"], row["char_end"]), row["type"]]:
            pairs[number] = same.pop()
    return pairs


def judged_rows(found: Found) -> list[Judged]:
    """Every name, role, quote and event found, judged."""
    wanted = Counter((span.start, span.end, span.label) for span in found.gold.spans if span.layer in ("name", "role"))
    rows = [
        Judged(span.layer, span.label, span.method, span.confidence, (span.start, span.end, span.label) in wanted)
        for span in found.spans
        if span.layer in ("name", "role")
    ]
    for number, row in enumerate(found.quotes):
        rows.append(Judged("quote", row["kind"], row["method"], row["confidence"], number in found.quote_pairs))
    for number, row in enumerate(found.events):
        rows.append(Judged("event", row["type"], "", row["confidence"], number in found.event_pairs))
    return rows
