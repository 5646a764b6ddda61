"""Rows of `quotes`: spans of quotes joined with their cues, and with the speakers that their sources name."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

from flows.normalize.cast import Cast, cast_from_page
from flows.normalize.page import Page, Span, starting_within
from flows.normalize.speakers import speaker_key

_REACH = 160  # characters between a quote and its cue; a longer apposition than that stands in no development document
_STOPS = ".!?…;"
_CLOSING = re.compile(r"[.,!?…]*[”\"’'»“]?[.,]?")
SIGNATURE_REACH = 260  # characters after an address within which its signer is named: three lines of office at most


def quotes_from_page(page: Page, spans: list[Span], mentions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """LOCAL_QUOTES rows of a page, in the order of their places."""
    quotes = sorted((span for span in spans if span.layer == "quote"), key=lambda span: (span.start, -span.end))
    if not quotes:
        return []
    cast = cast_from_page(page, spans, mentions)
    cues = sorted(span for span in spans if span.layer == "cue")
    sources = sorted(span for span in spans if span.layer == "source")
    told: list[Told] = []
    earlier: list[tuple[int, str]] = []
    for quote in quotes:
        cue = _cue(page, quote, quotes, cues)
        if cue is None and quote.label == "direct":
            cue = _shared_cue(page, quote, told)
        source = _source(page, quote, cue, sources, cues, quotes)
        key = speaker_key(page, cast, (source.start, source.end), earlier) if source else _unnamed(page, quote, cue, cast, told)
        if source and key is None and page.text[source.start : source.end].lower() in _FIRST_PERSON:
            key = next((one[3] for one in reversed(told) if one[0].start <= quote.start and quote.end <= one[0].end), None)
        told.append((quote, cue, source, key))
        if key is not None:
            earlier.append((quote.start, key))
    return [_row(page, *one) for one in _headline_settled(page, told)]


Told = tuple[Span, Span | None, Span | None, str | None]


def _row(page: Page, quote: Span, cue: Span | None, source: Span | None, key: str | None) -> dict[str, Any]:
    return {
        "quote_id": page.row_id("quo", quote.start, quote.end),
        "document_id": page.document_id,
        "kind": quote.label,
        "text": page.text[quote.start : quote.end],
        "char_start": quote.start,
        "char_end": quote.end,
        "speaker_key": key,
        "speaker_text": page.text[source.start : source.end] if source else None,
        "speaker_char_start": source.start if source else None,
        "speaker_char_end": source.end if source else None,
        "cue": page.text[cue.start : cue.end] if cue else None,
        "confidence": quote.confidence,
        "method": quote.method,
    }


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


def _shared_cue(page: Page, quote: Span, told: list[Told]) -> Span | None:
    """The cue of the utterance before that this quote goes on with: '“A,” he said. “B.”'."""
    if not told:
        return None
    last, cue, _, _ = told[-1]
    if cue is None or last.label != "direct" or not last.end <= cue.start < quote.start:
        return None
    gap = page.text[cue.end : quote.start]
    stops = sum(gap.count(sign + " ") for sign in ".!?")
    return cue if "\n" not in gap and stops <= 1 else None


def _source(page: Page, quote: Span, cue: Span | None, sources: list[Span], cues: list[Span], quotes: list[Span]) -> Span | None:
    """The source of a quote: nearest to its cue in the same sentence, and beside the quote where it has no cue."""
    if quote.label == "address":
        return next(iter(starting_within(sources, quote.end, quote.end + SIGNATURE_REACH)), None)
    if cue is None:
        return next(
            (one for one in sources if one.end <= quote.start and page.text[one.end : quote.start].strip(" “\"«‘'„\n") == ":"), None
        )
    start, end = _sentence(page, cue.start)
    longest = max((one.end - one.start for one in sources), default=0)
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


def _unnamed(page: Page, quote: Span, cue: Span | None, cast: Cast, told: list[Told]) -> str | None:
    """The speaker of a quote without a source: the signer of an address; else who the text just before shows to speak."""
    if quote.label == "address":
        signers = cast.between(quote.end, quote.end + SIGNATURE_REACH)
        people = [one for one in signers if one.type == "person"]
        return (people or signers)[0].key if signers else None
    if cue is not None:
        return None
    if quote.label != "direct":
        return told[-1][3] if told and "\n" not in page.text[told[-1][0].end : quote.start] else None
    line = page.text.rfind("\n", 0, quote.start) + 1
    same = [one for one in told if one[0].start >= line and one[0].label == "direct"]
    if same:
        last = same[-1]
        between = cast.between(max(last[0].end, last[2].end if last[2] else 0, last[1].end if last[1] else 0), quote.start)
        people = [one for one in between if one.type == "person"]
        return people[0].key if people else last[3]
    start = line if page.text[line : quote.start].strip(_OPENINGS) else page.text.rfind("\n", 0, len(page.text[:line].rstrip())) + 1
    spoken = [one[3] for one in told if one[0].start >= start and one[3]]
    people = [one for one in cast.between(start, quote.start) if one.type == "person"]
    return spoken[-1] if spoken else (people[0].key if people else None)


def _headline_settled(page: Page, told: list[Told]) -> list[Told]:
    """A headline in marks without a speaker is mostly taken from the first direct quote of the body."""
    title = page.text.find("\n")
    first = next((key for quote, _, _, key in told if quote.start > title >= 0 and quote.label == "direct" and key), None)
    return [
        (quote, cue, source, first if key is None and cue is source is None and quote.end <= title and quote.label == "direct" else key)
        for quote, cue, source, key in told
    ]


_FIRST_PERSON = frozenset(("i", "we", "я", "мы", "мен", "біз"))
_OPENINGS = " “\"«‘'„–—-"
