"""Words of others that a speaker gives in turn: marked passages inside an utterance that a verb of speech introduces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalize.page import Span, starting_within
from flows.tagging.quote_marks import Passage, marked_passages_from_text

_REACH = 40  # characters between a verb of speech and the mark: an addressee, a place, a day
_LEADS = re.compile(r"[^.!?;“”«»\"\n]*[:,]\s*$")


def inner_passages(text: str, outer: Passage, beside: Sequence[Span]) -> list[Passage]:
    """The passages in order; `beside` are cues and sources in order. A mark like the outer one re-opens the utterance on a new line."""
    if not re.search("[“«\"„‘']", text[outer.start : outer.end]):
        return []
    found: list[Passage] = []
    for one in marked_passages_from_text(text[outer.start : outer.end]):
        start, end = outer.start + one.start, outer.start + one.end
        opening = outer.start + one.outer_start
        if one.mark == outer.mark or not one.closed:
            continue
        cues = [cue for cue in starting_within(beside, opening - 2 * _REACH, opening) if cue.layer == "cue" and cue.end <= opening]
        if cues and cues[-1].start >= outer.start and opening - cues[-1].end <= _REACH and _LEADS.fullmatch(text, cues[-1].end, opening):
            found.append(Passage(start, end, opening, outer.start + one.outer_end, one.mark, True))
    return found
