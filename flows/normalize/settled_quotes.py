"""Quotes of a page: what the network takes for somebody's words, their ends settled by marks, dashes and commas.

Marks are hard evidence: a direct quote is what stands between a pair, and the network only says whether somebody says it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from flows.normalize.addresses import Address
from flows.normalize.clause_ends import clause_of_fragment, clauses_with_their_ends, said_before_its_cue
from flows.normalize.embedded_posts import posts_from_text
from flows.normalize.inner_quotes import inner_passages
from flows.normalize.interviews import dashed_questions_from_text, turns_from_text
from flows.normalize.page import Page, Span, starting_within
from flows.tagging.decoding import Scores, mean_chance
from flows.tagging.layers import SPAN_LAYER
from flows.tagging.pieces import Pieces
from flows.tagging.quote_marks import Passage, dashed_passages_from_text, marked_passages_from_text, turns_of_passage

SAID = 0.5  # the mean probability of a passage's words to be quoted from which it is
_LEAST = 0.2  # confidence below which a quote is rather none
_SPACE = " \t\n\u00a0"
_OPENING, _CLOSING = "“\"«„‹‘'", "”\"»“›’'"
_FRAGMENT = 0.9  # 117 of 122 clauses that lead up to a fragment by grammar were mixed quotes (development documents, cues given)
_SIGNED = 0.95  # all addresses that were found were right; for so few documents
_CLAUSE = 3  # words
_INNER = 0.95  # all 43 inner passages of the development documents were quotes, with the cues given; this allows for so few
_GAP = 4  # characters between a clause and the mark of its fragment
_BESIDE = 2  # words beside a marked passage that a direct quote's span may take along by mistake
_ENDS = re.compile(r"[\s.,;:!?”\"»’']*")
_LEADS_UP = re.compile(r"(?:\s(?:to\s)?\w+)?(?:\sthat)?\s*")
_COMMA = re.compile(r",\s*")


def settled_quotes(
    page: Page, spans: Sequence[Span], beside: Sequence[Span], addresses: Sequence[Address], pieces: Pieces, scores: Scores
) -> list[Span]:
    """The quotes in order, of the network's spans of quotes; `beside` are cues and sources. A signed address is a quote with its signer
    as source, beside the quotes in it."""
    passages = _passages(page.text, pieces, scores)
    found: list[Span] = []
    ordered = sorted(beside)
    whole = clauses_with_their_ends(page, _with_fragments(page.text, sorted(spans), passages), ordered)
    within: set[Span] = set()  # spans for which their passages stand
    dashed = dashed_questions_from_text(page.text)
    asked = dashed | {turn.label_start for turn in turns_from_text(page.text) if turn.is_nameless_question}
    longest = max((span.end - span.start for span in whole), default=0)
    running = ":–" if dashed else ":"  # in a story the line after a dashed one is the teller's
    for passage in _with_answers(page.text, passages, running, pieces, scores):
        near = starting_within(whole, passage.outer_start - longest, passage.outer_end - 1)
        over = [span for span in near if passage.outer_start < span.end]
        if any(_is_clause(page.text, span, passage) for span in over):
            continue  # a marked fragment of a reported clause
        within.update(
            span
            for span in over
            if span.label == "direct" or (_mostly_inside(span, passage) and not _is_told(page.text, span, passage, ordered))
        )
        if passage.outer_start in asked:
            continue
        chance = _chance(passage, pieces, scores)
        if dashed and passage.mark == "–":
            chance = max(chance, SAID)  # an answer, by its place
            over = over or [Span(passage.start, passage.end, "quote", "direct", round(min(chance, 0.9), 2), "interview-1")]
        if (quote := _direct(page.text, passage, over, chance)) is not None:
            found.append(_with_its_clause(page, passage, quote, ordered))
            found += [_inner(page.text, one, quote) for one in inner_passages(page.text, passage, ordered)]
        elif not over and (start := clause_of_fragment(page, passage, ordered)) is not None:
            found.append(Span(start, passage.outer_end, "quote", "mixed", _FRAGMENT, "reported-clause-1"))
    clauses = [_clause(page, span, passages, ordered) for span in whole if span not in within and span.confidence >= _LEAST]
    found += [one for one in clauses if not _is_author(page, one, addresses, ordered)]
    found += _signed(page.text, addresses, found)
    return sorted({(one.start, one.end, one.layer): one for one in reversed(found) if one.start < one.end}.values())


def _signed(text: str, addresses: Sequence[Address], found: Sequence[Span]) -> list[Span]:
    """Addresses and embedded posts, each with the words that name its author; a post whose words are found already only with these."""
    spans: list[Span] = []
    for address in addresses:
        spans.append(Span(address.start, address.end, "quote", "address", _SIGNED, "address-1"))
        if address.source:
            spans.append(Span(*address.source, "source", "", _SIGNED, "address-1"))
    posts = posts_from_text(text)
    taken = bytearray(len(text) if posts else 0)
    for one in found if posts else ():
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    for post in posts:
        start, end = _trimmed(text, post.start, post.end)
        if not any(taken[start:end]):
            spans.append(Span(start, end, "quote", "direct", _SIGNED, "post-1"))
        spans.append(Span(*post.author, "source", "", _SIGNED, "post-1"))
    return spans


def _with_its_clause(page: Page, passage: Passage, quote: Span, beside: Sequence[Span]) -> Span:
    """The quote of a passage: with the clause that its words end; a dashed line without the words at its end that tell who said it."""
    if passage.mark == "–":
        return quote._replace(end=said_before_its_cue(page.text, quote.start, quote.end, beside))
    clause = clause_of_fragment(page, passage, beside)
    return quote if clause is None else quote._replace(start=clause, end=passage.outer_end, label="mixed")


def _is_author(page: Page, clause: Span, addresses: Sequence[Address], beside: Sequence[Span]) -> bool:
    """Whether the author of an address is the one who reports to have said the clause: 'I wrote to the Minister that …'."""
    at = bisect_right(addresses, clause.start, key=lambda one: one.start) - 1
    if at < 0 or clause.start >= addresses[at].end:
        return False
    start = page.sentences[bisect_right(page.sentences, clause.start, key=lambda one: one[0]) - 1][0]
    sources = [one for one in starting_within(beside, start, clause.start) if one.layer == "source" and one.end <= clause.start]
    said = page.text[sources[-1].start : sources[-1].end] if sources else page.text[start : clause.start]
    return re.search(r"(?<!\w)(?:I|[Ww]e)(?!\w)", said) is not None


def _inner(text: str, passage: Passage, outer: Span) -> Span:
    start, end = _trimmed(text, passage.start, passage.end)
    return outer._replace(start=start, end=end, label="direct", confidence=round(outer.confidence * _INNER, 2), method="quote-marks-1")


def _passages(text: str, pieces: Pieces, scores: Scores) -> list[Passage]:
    """What speakers' labels begin, then what lines say that begin with a dash, then what stands between marks.

    A line with a dash may also be a point of a list or begin with a mark: it is speech of itself where it has no marks, or where the
    network takes what stands before them for speech."""
    found = [Passage(turn.start, turn.end, turn.label_start, turn.end, ":", True) for turn in turns_from_text(text)]
    dashed = [
        passage
        for line in re.finditer(r"^[–—-].*$", text, re.MULTILINE)
        for passage in dashed_passages_from_text(text, line.start(), line.end())
    ]
    speech = [one for one in dashed if (lead := _before_marks(text, one)) is not None and _chance(lead, pieces, scores) >= SAID]
    marked = [turn for passage in marked_passages_from_text(text) for turn in turns_of_passage(text, passage)]
    for kind in (speech, marked, dashed):
        taken = bytearray(len(text))
        for one in found:
            taken[one.outer_start : one.outer_end] = b"\1" * (one.outer_end - one.outer_start)
        found += [passage for passage in kind if not any(taken[passage.outer_start : passage.outer_end])]
    return sorted(found)


def _before_marks(text: str, passage: Passage) -> Passage | None:
    """The head of a passage that a mark ends; None where it is shorter than a clause."""
    mark = re.compile('[“«"„]').search(text, passage.start, passage.end)
    if mark is None or len(text[passage.start : mark.start()].split()) < _CLAUSE:
        return None
    return passage._replace(end=mark.start())


def _with_answers(text: str, passages: Sequence[Passage], running: str, pieces: Pieces, scores: Scores) -> list[Passage]:
    """The passages; those with one of the `running` marks taken on over the lines that follow, as long as they are speech too."""
    whole: list[Passage] = []
    for number, passage in enumerate(passages):
        after = passages[number + 1].outer_start if number + 1 < len(passages) else len(text)
        if passage.mark == "–" and number + 1 == len(passages):
            after = passage.end  # after the last answer the editor may go on
        while passage.mark in running and passage.end < after and text[passage.end : passage.end + 1] == "\n":
            stop = text.find("\n", passage.end + 1)
            line = Passage(passage.end + 1, stop if stop >= 0 else len(text), passage.outer_start, 0, passage.mark, True)
            if line.start >= after or line.end > after or _chance(line, pieces, scores) < SAID:
                break
            passage = passage._replace(end=line.end, outer_end=line.end)
        whole.append(passage)
    return whole


def _with_fragments(text: str, spans: Sequence[Span], passages: Sequence[Passage]) -> list[Span]:
    """The spans, a reported clause that breaks off at the mark of a fragment taken on to the fragment's end."""
    joined: list[Span] = []
    longest = max((passage.end - passage.start for passage in passages), default=0)
    for span in spans:
        for passage in starting_within(passages, span.start - longest, span.end + _GAP):
            lead = text[span.end : passage.outer_start] if span.end <= passage.outer_start else None
            cut = span.start < passage.outer_start < span.end < passage.outer_end
            goes_on = lead is not None and not lead.strip() and text[passage.start : passage.start + 1].islower()
            if span.label != "direct" and (cut or goes_on) and "\n" not in text[span.start : passage.outer_end]:
                span = span._replace(end=passage.outer_end, label="mixed")
        if joined and joined[-1].end > span.start:
            joined[-1] = joined[-1]._replace(end=max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _is_clause(text: str, span: Span, passage: Passage) -> bool:
    """Whether a span goes beyond the marked passage by words, as a clause with a marked fragment does; turns of direct speech are none,
    though the network took them together."""
    if span.label == "direct" or passage.mark == ":":
        return False
    before, after = text[span.start : max(span.start, passage.outer_start)], text[min(span.end, passage.outer_end) : span.end]
    return len(re.findall(r"\w+", before)) > _BESIDE or len(re.findall(r"\w+", after)) > _BESIDE


def _is_told(text: str, span: Span, passage: Passage, beside: Sequence[Span]) -> bool:
    """Whether a span inside a turn of talk is what its speaker reports of another: a cue leads up to it."""
    if passage.mark not in ":–":
        return False
    cues = [one for one in starting_within(beside, passage.start, span.start) if one.layer == "cue" and one.end <= span.start]
    return bool(cues) and _LEADS_UP.fullmatch(text, cues[-1].end, span.start) is not None


def _mostly_inside(span: Span, passage: Passage) -> bool:
    return min(span.end, passage.outer_end) - max(span.start, passage.outer_start) > (span.end - span.start) / 2


def _direct(text: str, passage: Passage, over: Sequence[Span], chance: float) -> Span | None:
    """The passage as a direct quote; None where nobody says it."""
    best = max(over, key=lambda one: min(one.end, passage.end) - max(one.start, passage.start), default=None)
    if best is None:
        return None
    whole = min(best.end, passage.end) - max(best.start, passage.start) >= 0.7 * (passage.end - passage.start)
    if not whole and chance < SAID:
        return None  # a part of it, and the network does not take the rest for speech
    sure = best.confidence if whole else round(min(chance, 0.9), 2)
    start, end = _trimmed(text, passage.start, passage.end)
    return best._replace(start=start, end=end, label="direct", confidence=sure) if sure >= _LEAST else None


def _clause(page: Page, span: Span, passages: Sequence[Passage], beside: Sequence[Span]) -> Span:
    """A span without marks around it: its ends trimmed, its kind told by the marks in it, its head before a cue amid it taken along."""
    start, end = _trimmed(page.text, span.start, span.end)
    inner = [one for one in starting_within(passages, start - 1, end - 1) if one.outer_start >= start - 1 and one.mark != "–"]
    if inner and inner[-1].end >= end and _ENDS.fullmatch(page.text, end, inner[-1].outer_end):
        end = inner[-1].outer_end  # the last mark belongs to a fragment that began inside
    label = "direct" if span.label == "direct" and not inner else "mixed" if inner else "indirect"
    if label != "direct":
        start = _head(page, start, beside)
    return span._replace(start=start, end=end, label=label)


def _head(page: Page, start: int, beside: Sequence[Span]) -> int:
    """Where the clause begins of which the rest follows its cue: 'As for the loan, she noted, it is being repaid'."""
    sentence = page.sentences[max(0, bisect_right(page.sentences, start, key=lambda one: one[0]) - 1)][0] if page.sentences else 0
    told = [one for one in starting_within(beside, sentence, start) if one.end <= start]
    last = max((one.end for one in told), default=None)
    if last is None or not _COMMA.fullmatch(page.text, last, start):
        return start
    first = last
    for one in sorted(told, key=lambda one: -one.end):
        if first - one.end <= 2 and one.layer in ("cue", "source"):
            first = one.start
    head = page.text[sentence:first].rstrip()
    return sentence if head.endswith(",") and not re.search(r"[;:“”\"«»]", head) and len(head.split()) > 1 else start


def _chance(passage: Passage, pieces: Pieces, scores: Scores) -> float:
    first, last = (int(np.searchsorted(pieces.word_start, at)) for at in (passage.start, passage.end))
    layer = SPAN_LAYER["quote"]
    return mean_chance(scores[first:last], layer.column, layer.width, range(1, layer.width))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The words without outer marks and white space and without the last comma or full stop."""
    while start < end and (text[start] in _SPACE or text[start] in _OPENING):
        start += 1
    while start < end and (text[end - 1] in _SPACE or _is_closing(text, start, end) or text[end - 1] in ",;" or _is_stop(text, start, end)):
        end -= 1
    return start, end


def _is_closing(text: str, start: int, end: int) -> bool:
    """A closing mark whose opening one does not stand among the words."""
    mark, said = text[end - 1], text[start : end - 1]
    opening = {"”": "“", "»": "«"}.get(mark)
    return mark in _CLOSING and not (opening and said.count(opening) > said.count(mark))


def _is_stop(text: str, start: int, end: int) -> bool:
    """A full stop that ends a sentence and no ellipsis or initial."""
    said = text[max(start, end - 4) : end]
    return said.endswith(".") and not said.endswith("..") and not re.search(r"(?:^|[\s.])\w\.$", said)
