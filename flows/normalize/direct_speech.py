"""Which marked passages are somebody's words, and not titles, names or doubtful words in marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from flows.normalize.cues import Cue
from flows.normalize.page import Page, Span
from flows.normalize.reported_clauses import Extent
from flows.normalize.sources import Block, source_after, source_before
from flows.tagging.quote_marks import Passage


class Said(NamedTuple):
    """One direct quote: the words, their extent with the marks, the cue and the words for the speaker."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    cue: Extent | None
    source: Extent | None


_LEAST_WORDS = 4  # of a passage that nothing but its form shows to be speech
_FAR = 110  # characters between the marks and their cue
_LABEL_GAP = 45  # 'described the whole business as “…”'
_SENTENCE_END = re.compile(r"[.!?…]\s")
_STARTS = re.compile(r"[^\w]*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ\d]")


def direct_speech(page: Page, passages: list[Passage], cues: list[Cue], blocks: list[Block], names: list[Span]) -> list[Said]:
    """The passages that are direct speech, in order."""
    said: list[Said] = []
    for number, passage in enumerate(passages):
        before = passages[number - 1].outer_end if number else 0
        after = passages[number + 1].outer_start if number + 1 < len(passages) else len(page.text)
        if _is_name(passage, names):
            continue
        quote = (
            _cue_after(page, passage, after, cues, blocks)
            or _cue_before(page, passage, before, cues, blocks)
            or _alone(page, passage, said[-1] if said else None)
        )
        if quote:
            said.append(quote)
    return said


def _is_name(passage: Passage, names: list[Span]) -> bool:
    at = bisect_right(names, passage.outer_start, key=lambda span: span.end)
    return at < len(names) and names[at].start <= passage.start and names[at].end >= passage.end - 1


def _cue_after(page: Page, passage: Passage, next_passage: int, cues: list[Cue], blocks: list[Block]) -> Said | None:
    """'“…,” said X' and '“…,” X said'."""
    text = page.text
    limit = min(_sentence_end(page, passage.outer_end), next_passage)
    at = bisect_left(cues, passage.outer_end, key=lambda cue: cue.start)
    if at == len(cues) or cues[at].end > limit or cues[at].start - passage.outer_end > _FAR:
        return None
    cue = cues[at]
    inner = text[passage.start : passage.end].rstrip()
    gap = text[passage.outer_end : cue.start]
    if not inner or _SENTENCE_END.search(gap) or ";" in gap:
        return None
    pause = (
        inner[-1] in ",!?…—–" or gap.lstrip()[:1] in (",", "–", "—", "-") or (inner[-1] == "." and not _STARTS.match(gap.lstrip() or "X"))
    )
    bare = bool(_STARTS.match(inner)) and len(inner.split()) >= _LEAST_WORDS and len(gap.split()) <= 3
    if not (pause or bare) or re.match(r"\s*,?\s*(?:and|or|but|which|who|where|when|in|of|for)\s", gap) is not None:
        return None
    start = passage.outer_end
    source = source_before(text, start, cue.start, blocks) or source_after(text, cue.end, limit, blocks)
    if cue.frame == "label" and source is None:
        return None
    return _said(text, passage, (cue.start, cue.end), source)


def _cue_before(page: Page, passage: Passage, last_passage: int, cues: list[Cue], blocks: list[Block]) -> Said | None:
    """'X said: “…”', 'X said that “…”.' and 'X called it “…”'."""
    text = page.text
    start = max(_sentence_start(page, passage.outer_start), last_passage)
    piece = text[start : passage.outer_start]
    bare = piece.rstrip()
    if not bare:
        return None
    at = bisect_left(cues, passage.outer_start, key=lambda cue: cue.start) - 1
    cue = cues[at] if at >= 0 and cues[at].start >= start else None
    inner = text[passage.start : passage.end].strip()
    if cue is None:
        return _labelled(text, passage, start, bare) if bare.endswith(":") else None
    gap = text[cue.end : passage.outer_start].strip()
    if cue.frame == "name":
        return None
    source = source_before(text, start, cue.start, blocks) or source_after(text, cue.end, passage.outer_start, blocks)
    ends = inner[-1:] in ".!?…," or text[passage.outer_end : passage.outer_end + 1] in ("", ".", ",", ";", "\n", "!", "?", ")")
    full = len(inner.split()) >= 2 and bool(_STARTS.match(inner))
    colon = bare.endswith(":") or (bare.endswith(",") and full)
    near = gap.strip(", ") in ("", "that", "что", "simply") and ends and (full or gap.strip(", ") == "")
    label = cue.frame == "label" and len(gap) <= _LABEL_GAP and "," not in gap
    short_gap = full and ends and len(gap.split()) <= 4 and cue.frame in ("tell", "voice", "ask")
    if colon or near or label or short_gap:
        return _said(text, passage, (cue.start, cue.end), source)
    return None


def _labelled(text: str, passage: Passage, start: int, bare: str) -> Said | None:
    """'Name: “…”' and 'the answer of the office: “…”', where the colon alone tells that somebody speaks."""
    inner = text[passage.start : passage.end].strip()
    if len(inner.split()) < 2 or len(bare.split()) > 25:
        return None
    label = bare[:-1].strip()
    source = (start + bare.index(label), start + bare.index(label) + len(label)) if len(label.split()) <= 8 else None
    return _said(text, passage, None, source)


def _alone(page: Page, passage: Passage, last: Said | None) -> Said | None:
    """A whole sentence in marks: speech that goes on, or speech whose speaker the text before tells."""
    text = page.text
    start = _sentence_start(page, passage.outer_start)
    inner = text[passage.start : passage.end].strip()
    if text[start : passage.outer_start].strip() or not inner or passage.mark == "–":
        return None if passage.mark != "–" or last is None or last.cue is None else _goes_on(text, passage, last)
    follows = text[passage.outer_end : _sentence_end(page, passage.outer_end)].strip(" .!?…")
    ends = inner[-1] in ".!?…" or text[passage.outer_end : passage.outer_end + 1] in ".!?…"
    continued = last is not None and "\n" not in text[last.outer_end : passage.outer_start]
    if follows or not _STARTS.match(inner) or not (ends or continued):
        return None
    if continued and last is not None:
        return _goes_on(text, passage, last)
    return _said(text, passage, None, None) if len(inner.split()) >= _LEAST_WORDS else None


def _goes_on(text: str, passage: Passage, last: Said) -> Said | None:
    """The utterance after its cue: '“A,” he said. “B.”'; the cue stands between the two, else it is not shared."""
    between = bool(last.cue) and last.cue is not None and last.outer_end <= last.cue[0] < passage.outer_start
    return _said(text, passage, last.cue if between else None, last.source if between else None)


def _said(text: str, passage: Passage, cue: Extent | None, source: Extent | None) -> Said | None:
    """The words without outer white space and without the last comma or full stop."""
    piece = text[passage.start : passage.end]
    start = passage.start + len(piece) - len(piece.lstrip())
    end = passage.start + len(piece.rstrip())
    if end - start > 1 and text[end - 1] in ",." and text[end - 2] != ".":
        end -= 1
        end = start + len(text[start:end].rstrip())
    return Said(start, end, passage.outer_start, passage.outer_end, cue, source) if start < end else None


def _sentence_start(page: Page, place: int) -> int:
    at = bisect_right(page.sentences, place, key=lambda span: span[0]) - 1
    return page.sentences[at][0] if at >= 0 else 0


def _sentence_end(page: Page, place: int) -> int:
    """End of the sentence that goes on after `place`; `place` itself where a line or a sentence ends there."""
    at = bisect_right(page.sentences, place, key=lambda span: span[1])
    if at < len(page.sentences) and page.sentences[at][0] <= place:
        return page.sentences[at][1]
    following = page.text[place : page.sentences[at][0]] if at < len(page.sentences) else "\n"
    # a passage of several sentences may be cut at its closing mark while its attribution goes on in lower case
    if "\n" not in following and at < len(page.sentences) and page.text[page.sentences[at][0]].islower():
        return page.sentences[at][1]
    return place
