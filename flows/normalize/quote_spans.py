"""Where a page quotes somebody: spans of quotes, of the cues that introduce them and of the words for the speaker.

Grammar and lexicon only; the trained tagger replaces this module, what is made of the spans stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.normalize.addresses import Address, addresses_from_page
from flows.normalize.cues import Cue, cues_from_text
from flows.normalize.direct_speech import Said, direct_speech
from flows.normalize.interviews import turns_from_text
from flows.normalize.page import Layer, Page, Span, starting_within
from flows.normalize.reported_clauses import Extent, reported_clauses
from flows.normalize.sources import Block, blocks_from_spans
from flows.tagging.quote_marks import Passage, dashed_passages_from_text, marked_passages_from_text

# Share of the quotes of each kind that overlapped a gold quote by 0.7 or more: authored corpus, gold names,
# the nine tenths with sha256(document id) % 10 != 0. All 21 addresses were right; 0.95 allows for so few.
_CONFIDENCE = {"address": 0.95, "direct": 0.94, "indirect": 0.8, "mixed": 0.94}
_BESIDE_CONFIDENCE = 0.9  # of cues and sources, which no figure is measured for alone: that of quotes with a named source


def quote_spans_from_page(page: Page, names: list[Span], roles: list[Span]) -> list[Span]:
    """Spans of the layers quote, cue and source, in order of their places."""
    text = page.text
    blocks = blocks_from_spans(text, names, roles)
    addresses = addresses_from_page(page, names, roles)
    passages = _passages(page, addresses)
    cues = [
        cue for cue in cues_from_text(text, page.language) if not _inside(cue.start, passages, addresses) and not _in_block(cue, blocks)
    ]
    said = direct_speech(page, passages, cues, blocks, names)
    found: set[tuple[int, int, Layer, str, str]] = set()
    for address in addresses:
        found.add((address.start, address.end, "quote", "address", "address-1"))
        if address.source:
            found.add((*address.source, "source", "", "address-1"))
    for turn in turns_from_text(text):
        if turn.is_nameless_question:
            continue
        found.add((turn.start, _without_stop(text, turn.start, turn.end), "quote", "direct", "interview-1"))
        found.add((turn.label_start, turn.label_end, "source", "", "interview-1"))
    for quote in said:
        found.update(_spans(quote.start, quote.end, "direct", quote.cue, quote.source))
    found.update(_indirect(page, passages, cues, blocks, said, addresses))
    spans = [
        Span(start, end, layer, label, _CONFIDENCE.get(label, _BESIDE_CONFIDENCE), method) for start, end, layer, label, method in found
    ]
    return sorted(spans)


def _spans(start: int, end: int, kind: str, cue: Extent | None, source: Extent | None) -> list[tuple[int, int, Layer, str, str]]:
    method = "quote-marks-1" if kind == "direct" else "reported-clause-1"
    spans: list[tuple[int, int, Layer, str, str]] = [(start, end, "quote", kind, method)]
    if cue:
        spans.append((*cue, "cue", "", method))
    if source:
        spans.append((*source, "source", "", method))
    return spans


def _passages(page: Page, addresses: list[Address]) -> list[Passage]:
    """Marked passages, and the turns of lines that begin with a dash, outside addresses."""
    passages = marked_passages_from_text(page.text)
    if re.search(r"^[–—-] ", page.text, re.MULTILINE):
        place = 0
        for line in page.text.split("\n"):
            for passage in dashed_passages_from_text(page.text, place, place + len(line)):
                if not any(other.outer_start < passage.end and passage.start < other.outer_end for other in passages):
                    passages.append(passage)
            place += len(line) + 1
        passages.sort(key=lambda passage: passage.start)
    return [passage for passage in passages if not any(one.start <= passage.start < one.end for one in addresses)]


def _inside(place: int, passages: list[Passage], addresses: list[Address]) -> bool:
    at = bisect_left(passages, place, key=lambda passage: passage.outer_end)
    if at < len(passages) and passages[at].outer_start <= place:
        return True
    return any(one.start <= place < one.end for one in addresses)


def _in_block(cue: Cue, blocks: list[Block]) -> bool:
    at = bisect_left(blocks, cue.start + 1, key=lambda block: block.start) - 1
    return at >= 0 and blocks[at].start <= cue.start < blocks[at].end


def _indirect(
    page: Page, passages: list[Passage], cues: list[Cue], blocks: list[Block], said: list[Said], addresses: list[Address]
) -> list[tuple[int, int, Layer, str, str]]:
    """Spans of reported clauses: each sentence without its direct speech is searched for cues that no direct quote took."""
    used = {quote.cue for quote in said}
    barriers = [(quote.outer_start, quote.outer_end) for quote in said]
    spans: list[tuple[int, int, Layer, str, str]] = []
    for start, end in page.sentences:
        at = bisect_left(cues, start, key=lambda cue: cue.start)
        if at == len(cues) or cues[at].start >= end or any(one.start <= start < one.end for one in addresses):
            continue
        for begin, stop in _prose(start, end, barriers):
            inside = [cue for cue in starting_within(cues, begin, stop) if cue.end <= stop]
            free = [cue for cue in inside if (cue.start, cue.end) not in used]
            for clause in reported_clauses(page.text, begin, stop, free, blocks) if free else []:
                marked = any(clause.start <= passage.outer_start and passage.outer_end <= clause.end for passage in passages)
                spans.extend(_spans(clause.start, clause.end, "mixed" if marked else "indirect", clause.cue, clause.source))
    return spans


def _prose(start: int, end: int, barriers: list[Extent]) -> list[Extent]:
    """The sentence without the direct speech in it."""
    pieces = []
    for first, last in barriers:
        if last <= start or first >= end:
            continue
        if first > start:
            pieces.append((start, first))
        start = max(start, last)
    if start < end:
        pieces.append((start, end))
    return pieces


def _without_stop(text: str, start: int, end: int) -> int:
    stop = start + len(text[start:end].rstrip())
    return stop - 1 if text[stop - 1] in ".," else stop
