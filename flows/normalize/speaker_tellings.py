"""Quotes joined with their cues and with the words that name their speakers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from flows.normalize.page import Page, Span, starting_within

_REACH = 160  # characters between a quote and its cue; a longer apposition than that stands in no development document
_STOPS = ".!?…;"
_CLOSING = re.compile(r"[.,!?…]*[”\"’'»“]?[.,]?")
SIGNATURE_REACH = 260  # characters after an address within which its signer is named: three lines of office at most
_LABEL_END = " “\"«‘'„\n*_"


class Telling(NamedTuple):
    """One quote with what tells of it; `start` and `end` are those of the quote."""

    start: int
    end: int
    quote: Span
    cue: Span | None
    source: Span | None


def tellings_from_spans(page: Page, spans: Iterable[Span]) -> list[Telling]:
    """The quotes of a page in order of place, an outer one before those inside it."""
    spans = list(spans)
    quotes = sorted((span for span in spans if span.layer == "quote"), key=lambda span: (span.start, -span.end))
    cues = sorted(span for span in spans if span.layer == "cue")
    sources = sorted(span for span in spans if span.layer == "source")
    longest = max((one.end - one.start for one in sources), default=0)
    told: list[Telling] = []
    for quote in quotes:
        cue = _cue(page, quote, quotes, cues)
        if cue is None and quote.label == "direct":
            cue = _shared_cue(page, quote, told)
        told.append(Telling(quote.start, quote.end, quote, cue, _source(page, quote, cue, sources, cues, longest)))
    return told


def _cue(page: Page, quote: Span, quotes: list[Span], cues: list[Span]) -> Span | None:
    """The cue of a quote: in the middle of a reported clause, else the nearest one beside it in its sentence."""
    if quote.label == "address":
        return None
    best: tuple[int, Span] | None = None
    for cue in starting_within(cues, quote.start - _REACH, quote.end + _REACH):
        if quote.start <= cue.start and cue.end <= quote.end:
            if quote.label == "direct" or _within_inner(cue, quote, quotes):
                continue
            distance = 30  # a cue right before or after goes first
        elif cue.end <= quote.start:
            distance = quote.start - cue.end
            if not _joined(page.text[cue.end : quote.start], quote.label) or _between(quotes, cue.end, quote.start):
                continue
        else:
            gap = page.text[quote.end : cue.start]
            distance = len(gap) + (1 if quote.label == "direct" else 3)
            if not _follows(page.text, quote, cue, quotes) or _between(quotes, quote.end, cue.start):
                continue
        if best is None or distance < best[0]:
            best = distance, cue
    return best[1] if best else None


def _within_inner(cue: Span, quote: Span, quotes: list[Span]) -> bool:
    """Whether the cue belongs to a quote inside this one."""
    return any(
        other is not quote and quote.start <= other.start and other.end <= quote.end
        for other in starting_within(quotes, cue.end - 39, cue.end + 39)
    )


def _between(quotes: list[Span], start: int, end: int) -> bool:
    return any(other.end <= end for other in starting_within(quotes, start, end))


def _follows(text: str, quote: Span, cue: Span, quotes: list[Span]) -> bool:
    """Whether a cue after the quote can introduce it: the sentence of the quote goes on to the cue."""
    gap = text[quote.end : cue.start]
    if "\n" in gap:
        return False
    if quote.label != "direct":
        return _joined(gap, quote.label)
    mark = _CLOSING.match(gap)
    rest = gap[mark.end() :] if mark else gap
    if not _joined(rest, quote.label):
        return False
    if mark and "." in mark.group() and rest.lstrip()[:1].isupper():
        return False  # the stop inside the marks ends the sentence; the next one has a subject of its own
    if quote.end and text[quote.end - 1] in "!?" and rest.lstrip()[:1].isupper():
        return not starting_within(quotes, cue.end, cue.end + 44)
    return True


def _joined(gap: str, kind: str) -> bool:
    """Whether a quote and a cue with this text between them belong together: no sentence ends in it."""
    if "\n" in gap.rstrip().rstrip('“"«‘„'):
        return False
    return not any(sign + " " in gap or gap.endswith(sign) for sign in _STOPS) or (
        kind == "direct" and gap.count(". ") == 1 and len(gap) < 12
    )


def _shared_cue(page: Page, quote: Span, told: list[Telling]) -> Span | None:
    """The cue of the utterance before that this quote goes on with: '“A,” he said. “B.”'."""
    if not told:
        return None
    last, cue = told[-1].quote, told[-1].cue
    if cue is None or last.label != "direct" or not last.end <= cue.start < quote.start:
        return None
    gap = page.text[cue.end : quote.start]
    stops = sum(gap.count(sign + " ") for sign in ".!?")
    return cue if "\n" not in gap and stops <= 1 else None


def _source(page: Page, quote: Span, cue: Span | None, sources: list[Span], cues: list[Span], longest: int) -> Span | None:
    """The source of a quote: nearest to its cue in the same sentence, and beside the quote where it has no cue."""
    if quote.label == "address" or quote.method == "post-1":
        under = starting_within(sources, quote.end, quote.end + SIGNATURE_REACH)
        return next((one for one in under if one.method == quote.method), under[0] if under and quote.label == "address" else None)
    if cue is None:
        near = [one for one in starting_within(sources, quote.start - longest - _REACH, quote.start) if one.end <= quote.start]
        return next((one for one in reversed(near) if page.text[one.end : quote.start].strip(_LABEL_END) == ":"), None)
    start, end = _sentence(page, cue.start)
    best: tuple[int, Span] | None = None
    for one in starting_within(sources, start - longest, end):
        if (
            one.end <= start
            or one.start >= end
            or (quote.start <= one.start and one.end <= quote.end and not quote.start <= cue.start < quote.end)
        ):
            continue
        before = one.end <= cue.start
        low, high = (one.end, cue.start) if before else (cue.end, one.start)
        distance = max(0, high - low) + 60 * sum(other.end <= high for other in starting_within(cues, low, high))
        if best is None or distance < best[0]:
            best = distance, one
    return best[1] if best else None


def _sentence(page: Page, place: int) -> tuple[int, int]:
    at = bisect_left(page.sentences, place + 1, key=lambda span: span[0]) - 1
    return page.sentences[max(at, 0)]
