"""Who stands beside a cue: the words that name the speaker, found next to the verb of speech."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import takewhile
from typing import NamedTuple

from flows.normalize.page import Span


class Block(NamedTuple):
    """Names and roles that stand together ('Deputy Chairman of NUGW Asel Nurbekova'); `label` is the type of
    the one that can speak: person before organization, '' for a role alone."""

    start: int
    end: int
    label: str


_PRONOUN = r"(?:he|she|it|they|we|i|он|она|они|оно|мы|я|ол|олар)"
_LAST_PRONOUN = re.compile(rf"(?<!\w){_PRONOUN}$", re.IGNORECASE)
_FIRST_PRONOUN = re.compile(rf"\s*({_PRONOUN}|him|her|them|him|него|нее|неё|них)(?!\w)", re.IGNORECASE)
# What may stand between the subject and its verb of speech (Quirk et al. 1985, 8.7: adjuncts in medial position).
_MEDIAL = re.compile(
    r"(?:[\s,]+(?:also|then|later|has|have|had|again|further|furthermore|once|still|now|today|yesterday|reportedly|previously"
    r"|even|only|just"
    r"|did|does|do|not|never|always|often|sometimes|in turn|however|meanwhile|both|all|would|repeatedly"
    r"|[a-z]{3,}ly|также|затем|тогда|потом|еще|ещё"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|бұл туралы|сондай-ақ))+$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",?\s+(?:who|which|кто|котор(?:ый|ая|ые))$", re.IGNORECASE)
_DETERMINER = r"(?:the|a|an|its|his|her|their|our|my|one|another|some|many|several|both|this|that|these|those|two|three|four|other|most)"
_COMMON = re.compile(rf"(?:(?<=^)|(?<=[\s,;:—–(“\"‘]))({_DETERMINER}\s[^,.;:“”\"()—–]{{2,80}})$", re.IGNORECASE)
_COMMON_AFTER = re.compile(rf"\s*({_DETERMINER}\s(?:[\w’'-]+\s?){{1,6}})", re.IGNORECASE)
_BARE = re.compile(r"(?:^|[\s,;:—–“\"‘])([^\W\d_][\w’'-]*(?:\s[\w’'-]+){0,3})$")
_BARE_AFTER = re.compile(r"\s*([A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w’'-]*(?:\s[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w’'-]*){0,3}|[a-z]{3,}s)(?!\w)")
_HONORIFIC = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lord|Lady|Cllr|Rev|Fr|Sister|Brother|Comrade|Hon|Cde|г-н|г-жа)\.?\s+)+$")
_LEAD = re.compile(r"(?:the|its|his|her|their|our|a|an|then|former)\s+$", re.IGNORECASE)
_JOIN = re.compile(r"(?:,?\s*|,?\s+(?:the|its|their|and|as well as|of|at|for|in|и|,)\s+|\s*\(|,?\s+(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+)$")


def blocks_from_spans(text: str, names: list[Span], roles: list[Span]) -> list[Block]:
    """Names and roles joined where only a comma, an article or an honorific stands between them."""
    blocks: list[Block] = []
    for span in sorted([*names, *roles], key=lambda span: (span.start, -span.end)):
        label = span.label if span.layer == "name" else ""
        if blocks and span.start < blocks[-1].end:
            if span.end <= blocks[-1].end:
                continue
            blocks[-1] = Block(blocks[-1].start, span.end, _stronger(blocks[-1].label, label))
        elif (
            blocks
            and not (blocks[-1].label == label == "person")
            and "person" in (blocks[-1].label, label)
            and "" in (blocks[-1].label, label)
            and _JOIN.fullmatch(text[blocks[-1].end : span.start])
        ):
            blocks[-1] = Block(blocks[-1].start, span.end, _stronger(blocks[-1].label, label))
        else:
            blocks.append(Block(span.start, span.end, label))
    return blocks


def source_before(text: str, start: int, cue_start: int, blocks: list[Block]) -> tuple[int, int] | None:
    """The subject that stands before the cue, not further back than `start`."""
    piece = text[start:cue_start].rstrip()
    bare = _MEDIAL.sub("", piece)
    if match := _LAST_PRONOUN.search(bare):
        return start + match.start(), start + match.end()
    inside = _blocks_between(blocks, start, start + len(bare))
    if match := _RELATIVE.search(bare):
        bare = bare[: match.start()]
        near = [block for block in inside if block.end >= start + len(bare) - 1]
        return _with_lead(text, start, near[-1]) if near else None
    if bare.endswith((",", ")", "—", "–")):
        return _subject_of_segment(text, start, bare, inside)
    if inside and start + len(bare) - inside[-1].end <= 1 and inside[-1].label != "place":
        return _with_lead(text, start, inside[-1])
    if match := _COMMON.search(bare):
        return start + match.start(1), start + match.end(1)
    if inside and inside[0].label in ("person", "organization", "") and start + len(bare) - inside[0].end <= 60:
        return _with_lead(text, start, inside[0])
    if match := _BARE.search(bare):
        words = match.group(1).split()
        return (start + match.start(1), start + match.end(1)) if words[-1].lower() not in _NO_SUBJECT else None
    return None


_NO_SUBJECT = frozenset(
    ["and", "or", "but", "to", "of", "in", "on", "by", "with", "from", "as", "than", "if", "that", "then", "so", "и", "или", "но", "а"]
)


def source_after(text: str, cue_end: int, end: int, blocks: list[Block]) -> tuple[int, int] | None:
    """The subject that stands after the cue ('said the Minister'), not further on than `end`."""
    if match := _FIRST_PRONOUN.match(text, cue_end, end):
        return match.start(1), match.end(1)
    at = bisect_left(blocks, (cue_end,))
    if at < len(blocks) and blocks[at].end <= end:
        gap = text[cue_end : blocks[at].start]
        if len(gap) <= 30 and not any(sign in gap for sign in ".;:") and len(gap.split()) <= 4 and blocks[at].label != "place":
            lead = len(gap) - len(gap.lstrip())
            return cue_end + lead, blocks[at].end
    if match := _COMMON_AFTER.match(text, cue_end, end):
        return match.start(1), match.start(1) + len(match.group(1).rstrip())
    if match := _BARE_AFTER.match(text, cue_end, end):
        return match.start(1), match.end(1)
    return None


def _subject_of_segment(text: str, start: int, bare: str, inside: list[Block]) -> tuple[int, int] | None:
    """The subject before an apposition that a comma closes: 'X, who had no staff, said'."""
    stop = start + len(bare.rstrip(" ,)—–"))
    if inside and inside[-1].end >= stop and inside[-1].label == "person":
        return _with_lead(text, start, inside[-1])
    for label in ("person", "organization", ""):
        for block in inside:
            if block.label == label:
                return _with_lead(text, start, block)
    first = bare.split(",")[0].strip(' “”"–—-')
    return (start + bare.index(first), start + bare.index(first) + len(first)) if 0 < len(first.split()) <= 6 else None


def _with_lead(text: str, start: int, block: Block) -> tuple[int, int]:
    """The block with the determiner or honorific before it."""
    before = text[start : block.start]
    for lead in (_HONORIFIC, _LEAD):
        if match := lead.search(before):
            before = before[: match.start()]
    return start + len(before), block.end


def _blocks_between(blocks: list[Block], start: int, end: int) -> list[Block]:
    first = bisect_left(blocks, (start,))
    return list(takewhile(lambda block: block.end <= end, (blocks[place] for place in range(first, len(blocks)))))


def _stronger(one: str, other: str) -> str:
    order = ("person", "organization", "event", "law", "place", "")
    return min(one, other, key=order.index)
