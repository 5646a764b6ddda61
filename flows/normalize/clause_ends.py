"""Where reported clauses begin and end: taken on past a cue in their middle, parted at a second verb of speech, begun before a fragment.

The grammar is that of Quirk et al. 1985, 14.28-35: a reporting clause may stand amid what is reported ('The loan, she noted, is repaid').
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from flows.normalize.page import Page, Span, starting_within
from flows.tagging.quote_marks import Passage

_PAUSE = re.compile(r"[,!?…]?[”\"»’]?[,–—]?\s+")
_ADJUNCT = 4  # words between a speaker and the next comma: 'she noted to me later,'
_BEGINS = 2  # words of a sentence before a clause that begins it: 'But', 'And so'
# What goes on with the speaker and not with what is said.
_SPEAKER_GOES_ON = re.compile(r"\s*(?:\w+ing|who|which|whose|citing|as|after|before|when|while|in an?|at an?|on)\b")
_SECOND_VERB = re.compile(r",?\s(?:and|but|then)\s(?:(?:also|then|further|even|again|later|\w+ly)\s|was quick to\s|went on to\s)?$")
_THAT = re.compile(r"\s+that\s+")
# The verb of the sentence around a clause of its subject: 'The claim that he was late is, he said, a joke'.
_OUTER_VERB = re.compile(r"\s(?:is|was|are|were|has|had)$")
_LEAST_WORDS = 3
_ACCORDING = re.compile(r"According to(?=\s)")
_BROKEN = re.compile('[,;:“”«»"()—–]')  # marks and commas: what stands there may be the narrator's
_LEAD_WORDS = 25  # of a reported clause before its marked fragment; longer ones stand in no development document
# A verb right after 'that' makes it a relative clause ('a contract that had “no salary”').
_FRAGMENT_AFTER_THAT = re.compile(
    r"(?:\s[^,;:]{0,60}?)??\sthat\s+(?!(?:had|has|have|was|were|is|are|will|would|can|could)\s)(?P<clause>\S[^;:]*)"
)
_FRAGMENT_AFTER_SUBJECT = re.compile(r"(?:\s[^\s,;:]+){0,6}?\s(?P<clause>(?:(?:he|she|they|we|I)|it(?=\s(?!as\s)\w))(?:\s[\w’']+){0,3})\s*")


def clauses_with_their_ends(page: Page, spans: Sequence[Span], beside: Sequence[Span]) -> list[Span]:
    """The spans in order; `beside` are cues and sources in order. Direct speech stays as it is."""
    whole: list[Span] = []
    for span in spans:
        if span.label == "direct":
            whole.append(span)
            continue
        last = whole[-1] if whole else None
        if last is not None and last.label != "direct" and span.end <= last.end:
            continue  # what a clause was taken on over
        if last is not None and last.label != "direct" and _amid(page, last, span, beside):
            mixed = "mixed" in (last.label, span.label)
            whole[-1] = last._replace(end=max(last.end, span.end), label="mixed" if mixed else "indirect")
        else:
            whole.append(_taken_on(page, _from_its_lead(page, span, beside), beside))
    return [part for span in whole for part in (_parted(page, span, beside) if span.label != "direct" else [span])]


def clause_of_fragment(page: Page, passage: Passage, beside: Sequence[Span]) -> int | None:
    """Where the reported clause begins that a marked fragment ends ('said that he was “late”'); None where marks hold all that is said."""
    text = page.text
    if not text[passage.start : passage.start + 1].islower():
        return None
    start, _ = _sentence(page, passage.outer_start)
    cues = [one for one in starting_within(beside, start, passage.outer_start) if one.layer == "cue" and one.end <= passage.outer_start]
    if not cues:
        return None
    lead = text[cues[-1].end : passage.outer_start]
    if len(lead.split()) > _LEAD_WORDS or re.search('[“”«»"]', lead):
        return None
    match = _FRAGMENT_AFTER_THAT.fullmatch(lead) or _FRAGMENT_AFTER_SUBJECT.fullmatch(lead)
    return cues[-1].end + match.start("clause") if match else None


def said_before_its_cue(text: str, start: int, end: int, beside: Sequence[Span]) -> int:
    """Where the words of start..end stop if who said them stands at their end ('We are late, says the driver'); else `end`."""
    for one in starting_within(beside, start, end):
        pause = re.search(r"[,!?…]\s(?:[–—]\s)?$", text[start : one.start])
        reach = _reporting_end(text, one.start, beside)
        if pause and reach is not None and len(text[reach:end].split()) <= _ADJUNCT + 2 and reach <= end:
            return start + pause.start() + (0 if pause.group()[0] == "," else 1)
    return end


def _amid(page: Page, one: Span, other: Span, beside: Sequence[Span]) -> bool:
    """Whether two spans are one clause around its cue: the first begins the sentence, the speaker and a cue stand between commas."""
    if not _begins_sentence(page, one) or _sentence(page, one.start) != _sentence(page, other.start):
        return False
    between = page.text[one.end : other.start]
    group = _reporting_end(page.text, _group_start(page.text, one.end), beside)
    return group is not None and group <= other.start and bool(re.search(r",\s(?:(?:and|but|or)\s)?$", between)) and ";" not in between


def _from_its_lead(page: Page, span: Span, beside: Sequence[Span]) -> Span:
    """A clause that 'According to X,' leads up to begun where the lead ends: all of the sentence is X's (39 of 39 in the development
    documents in which the next words are reported)."""
    start, _ = _sentence(page, span.start)
    lead = _ACCORDING.match(page.text, start, span.start)
    source = next(iter(starting_within(beside, lead.end(), span.start)), None) if lead else None
    if span.label != "indirect" or source is None or lead is None or source.start > lead.end() + 1:
        return span
    rest = page.text[source.end : span.start]
    return span._replace(start=source.end + 2) if rest.startswith(", ") and not _BROKEN.search(rest[1:]) else span


def _taken_on(page: Page, span: Span, beside: Sequence[Span]) -> Span:
    """A clause that begins its sentence taken on to the sentence's end, where its cue stands between commas."""
    stop = _sentence(page, span.start)[1]
    group = _reporting_end(page.text, _group_start(page.text, span.end), beside) if span.end < stop else None
    if group is None or group >= stop:
        return span
    if not _begins_sentence(page, span):
        verb = _OUTER_VERB.search(page.text, span.start, span.end)
        return span._replace(end=verb.start()) if verb and page.text.endswith("that ", 0, span.start) else span
    comma = page.text.find(",", group, stop)
    rest = page.text[comma + 1 : stop]
    near = comma >= 0 and len(page.text[group:comma].split()) <= _ADJUNCT
    if not near or len(rest.split()) < _LEAST_WORDS or _SPEAKER_GOES_ON.match(rest) or re.search('[“”«»"]', rest):
        return span
    return span._replace(end=stop)


def _parted(page: Page, span: Span, beside: Sequence[Span]) -> list[Span]:
    """A clause cut before a second verb of speech of the same speaker ('said A but was quick to add that B')."""
    for cue in starting_within(beside, span.start, span.end):
        if cue.layer != "cue" or cue.end >= span.end:
            continue
        joint = _SECOND_VERB.search(page.text, span.start, cue.start)
        that = _THAT.match(page.text, cue.end, span.end)
        if joint and that and len(page.text[span.start : joint.start()].split()) >= _LEAST_WORDS:
            return [span._replace(end=joint.start()), *_parted(page, span._replace(start=that.end()), beside)]
    return [span]


def _group_start(text: str, end: int) -> int:
    pause = _PAUSE.match(text, end)
    return pause.end() if pause and "," in pause.group() else -1


def _reporting_end(text: str, start: int, beside: Sequence[Span]) -> int | None:
    """Where the speaker and the cue end that begin at `start`, in either order; None where not both stand there."""
    if start < 0:
        return None
    end, seen = start, set()
    for one in starting_within(beside, start, start + 160):
        if one.start > end and (len(text[end : one.start].split()) > 2 or "," in text[end : one.start].strip(" ")[:-1]):
            break
        if one.layer in seen:
            break
        seen.add(one.layer)
        end = max(end, one.end)
    return end if seen == {"cue", "source"} else None


def _begins_sentence(page: Page, span: Span) -> bool:
    start, _ = _sentence(page, span.start)
    before = page.text[start : span.start]
    return len(before.split()) <= _BEGINS or before.rstrip().endswith((".", "—", "–"))


def _sentence(page: Page, place: int) -> tuple[int, int]:
    at = bisect_right(page.sentences, place, key=lambda one: one[0]) - 1
    return page.sentences[max(at, 0)] if page.sentences else (0, len(page.text))
