"""Words for the speaker beside a cue to which the network found none: a cue has a subject, and grammar tells where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from flows.normalize.page import Page, Span, starting_within
from flows.normalize.sources import blocks_from_spans, source_after, source_before


def sources_beside_cues(page: Page, names: list[Span], roles: list[Span], told: Sequence[Span], quotes: Sequence[Span]) -> list[Span]:
    """A source for each cue of `told` (cues and sources) in whose sentence there is none outside quotes."""
    cues = sorted(span for span in told if span.layer == "cue")
    sources = sorted(span for span in told if span.layer == "source")
    blocks = blocks_from_spans(page.text, names, roles)
    found: list[Span] = []
    for cue in cues:
        at = bisect_right(page.sentences, cue.start, key=lambda sentence: sentence[0]) - 1
        if at < 0:
            continue
        start, end = page.sentences[at]
        if any(one.start < end for one in starting_within(sources, start, end)):
            continue
        start = max([start, *(one.end for one in quotes if start < one.end <= cue.start)])
        end = min([end, *(one.start for one in quotes if cue.end <= one.start < end)])
        place = source_before(page.text, start, cue.start, blocks) or source_after(page.text, cue.end, end, blocks)
        if place and place[0] < place[1]:
            found.append(Span(*place, "source", "", cue.confidence, "beside-cue-1"))
    return found
