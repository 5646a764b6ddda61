"""Reported speech without marks: which clause of a sentence tells what somebody said.

The grammar is that of Quirk et al. 1985, 14.28-35 (indirect speech, reporting clauses in front, in the
middle and at the end) and, for 'что', of Russian complement clauses.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.normalize.cues import Cue
from flows.normalize.sources import Block, source_after, source_before

Extent = tuple[int, int]


class Reported(NamedTuple):
    """One clause of reported speech with the cue and the words for its speaker."""

    start: int
    end: int
    cue: Extent
    source: Extent | None


_THAT = re.compile(r"(?P<gap>[^.;:“”\"«»]{0,90}?)[\s,]+(?:that|что)\s+", re.IGNORECASE)
_WH = re.compile(r"(?P<gap>(?:\s[^\s,.;:“”\"]+){0,4}?)\s(?P<word>whether|if|why|how|what|when|where|who|which)\s(?!to\b)", re.IGNORECASE)
# What may stand between the cue and 'that': an adjunct of time, place, means or addressee.
_ADJUNCT = re.compile(
    r"[\s,]*(?:on|in|at|to|during|after|before|by|from|for|via|through|late|early|earlier|yesterday|today|last|this"
    r"|also|again|once|then|later"
    r"|further|instead|under|\w+ly|mon|tues|wednes|thurs|fri|satur|sun|в|на|во|при|после|также)",
    re.IGNORECASE,
)
_SKIPPED = re.compile(
    r"\s+(?:late |early )?(?:(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?"
    r"|yesterday|today|tonight"
    r"|(?:last|this) (?:week|month|year|morning|evening|night)"
    r"|in (?:a|its|his|her|their) (?:\w+ )?(?:statement|interview|report|letter|speech|message|reply)"
    r"|in court|at (?:a|the) (?:\w+ )?(?:briefing|conference|meeting|hearing)|in (?:19|20)\d\d)(?=\s)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\s+(?:he|she|it|they|we|i|you|there|this|that|these|those|the|an?|his|her|its|their|our|my"
    r"|no|nobody|nothing|none|everything|everyone|everybody"
    r"|some|many|most|all|both|each|every|any|few|more|less|only|even|such|what|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|up to|at least|about"
    r"|[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ“‘\d][^\s]*|[a-z]+s)\s"
)
_FINITE = re.compile(
    r"(?<!\w)(?:is|are|was|were|am|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must|ought|need|cannot"
    r"|\w+n['’]t|\w+['’](?:s|re|ve|ll|d)"
    r"|went|came|took|made|gave|got|saw|knew|left|lost|won|paid|met|found|held|began|ran|rose|fell|kept|told|said|sent|spent|stood|brought"
    r"|bought|built|broke|chose|cost|cut|drew|drove|felt|grew|heard|led|lay|meant|put|read|sat|sold|set|slept|spoke|taught|thought|understood"
    r"|wore|wrote|\w{2,}ed|\w{2,}s)(?!\w)"
)
# Finite beyond doubt: -ed may be a participle and -s a plural noun.
_SURE = re.compile(r"(?!\w{2,}ed$)(?:is|was|has|does|\w*[^s])")
_ADDRESSEE = re.compile(
    r"\s+(?:him|her|them|us|me|you|it|everyone|everybody|[a-z]+s|[^\W\d_]+|(?:the|a|an|his|her|its|their|this|our)(?:\s[\w’'-]+){1,4}?)(?=\s)"
)
_PRONOUN = re.compile(r"\s+(?:him|her(?=\s(?:that|the|an?|he|she|it|they|there)\s)|them|us|me|you)(?=\s)")
_ANY_SUBJECT = re.compile(rf"{_SUBJECT.pattern}|\s+[a-z]+\s(?!to\s)(?=[a-z]+s?\s)")
_ARTICLES = frozenset(["the", "a", "an", "his", "her", "its", "their", "this", "our"])
# Verbs that take nothing but a clause: what follows needs no proof of being one.
_LENIENT = frozenset(
    ["say", "says", "said", "saying", "think", "thinks", "thought", "insist", "insists", "insisted", "reckon", "reckons", "reckoned"]
)
_FINITE_WITHIN = 90  # characters after the clause begins in which its verb must stand
_LEAST_WORDS = 3


def reported_clauses(text: str, start: int, end: int, cues: list[Cue], blocks: list[Block]) -> list[Reported]:
    """The reported clauses of one stretch of prose inside a sentence, in order."""
    found: list[Reported] = []
    subject: Extent | None = None
    begin = start
    for number, cue in enumerate(cues):
        if found and cue.start < found[-1].end:
            continue
        limit = _cut(text, cue, cues[number + 1 :], end)
        if cue.frame == "accord":
            clause = _according_to(text, begin, end, cue, blocks)
        elif (content := _content_after(text, cue, limit)) is not None:
            source = _subject(text, begin, cue, blocks) or (subject if number else None)
            clause = Reported(content, limit, cue[:2], source)
        else:
            clause = _trailing_or_middle(text, begin, end, cue, blocks)
        if clause and (trimmed := _trimmed(text, clause)):
            found.append(trimmed)
            subject = trimmed.source or subject
            begin = max(begin, cue.end)
        elif cue.frame != "accord":
            subject = _subject(text, begin, cue, blocks) or subject
    return found


def _subject(text: str, begin: int, cue: Cue, blocks: list[Block]) -> Extent | None:
    before = text[begin : cue.start].rstrip()
    if re.search(r"(?:^|\W)(?:was|were|been|be|is|are|being)(?: also| then| not)?$", before):
        return None  # 'was told that': the subject hears, it does not speak
    if re.search(r"(?:\W(?:and|but|or|then|и|но)(?: also| then| further)?|,)$", before) and cue.form.endswith("ing") | bool(
        re.search(r"\W(?:and|but|or|then|и|но)(?: also| then| further)?$", before)
    ):
        return None  # shares the subject of the cue before
    return source_before(text, begin, cue.start, blocks)


def _content_after(text: str, cue: Cue, limit: int) -> int | None:
    """Where the clause that the cue introduces begins."""
    that = _THAT.match(text, cue.end, limit)
    if that and (gap := that.group("gap")) is not None:
        short = len(gap.split()) <= 9
        if not gap.strip() or (short and (cue.frame in ("tell", "ask", "voice") or _ADJUNCT.match(gap))):
            return that.end()
    if cue.frame in ("ask", "tell", "say", "that"):
        wh = _WH.match(text, cue.end, limit)
        negated = text[max(0, cue.start - 8) : cue.start].rstrip().endswith(("not", "n’t", "n't"))
        if wh and not negated and (cue.frame in ("ask", "tell") or not wh.group("gap")) and _FINITE.search(text, wh.end(), limit):
            return wh.start("word")
    if cue.frame == "say":
        return _bare_clause(text, cue.end, limit, cue.form in _LENIENT)
    if cue.frame == "tell" and cue.form.startswith(("told", "tell", "remind", "assur", "warn", "inform")):
        if pronoun := _PRONOUN.match(text, cue.end, limit):  # an addressee by itself: what follows is the clause
            return _bare_clause(text, pronoun.end(), limit, False, _ANY_SUBJECT)
        for size in range(4):
            addressee = _addressee_end(text, cue.end, limit, size)
            if addressee and (content := _bare_clause(text, addressee, limit, False)) is not None:
                return content
    return None


def _addressee_end(text: str, start: int, limit: int, size: int) -> int | None:
    """Where an addressee of `size` + 1 words ends."""
    match = re.compile(rf"(?:\s+[^\s,.;:“”\"]+){{{size + 1}}}(?=\s)").match(text, start, limit)
    alone = match and match.group().split()[-1].lower() in _ARTICLES
    return match.end() if match and not alone and _ADDRESSEE.match(text, start, limit) else None


def _bare_clause(text: str, start: int, limit: int, lenient: bool, begins: re.Pattern[str] = _SUBJECT) -> int | None:
    """Where a clause without 'that' begins after `start`: a subject and, unless the verb takes nothing else, a finite verb."""
    if skipped := _SKIPPED.match(text, start, limit):
        start = skipped.end()
    subject = begins.match(text, start, limit)
    if subject is None:
        return None
    begin = start + len(subject.group()) - len(subject.group().lstrip())
    if len(text[begin:limit].split()) < _LEAST_WORDS:
        return None
    stop = min(limit, start + _FINITE_WITHIN)
    if not lenient and (comma := text.find(",", subject.end(), stop)) >= 0:
        stop = comma  # what follows may be another predicate of the speaker
    verbs = [match.group() for match in _FINITE.finditer(text, subject.end(), stop)]
    return begin if any(lenient or _SURE.fullmatch(verb) for verb in verbs) else None


def _cut(text: str, cue: Cue, later: list[Cue], end: int) -> int:
    """Where the clause of this cue must end: before a later cue of the same subject ('and added', ', adding')."""
    for other in later:
        before = text[cue.end : other.start]
        if (stop := before.find("; ")) >= 0:
            return cue.end + stop
        if match := re.search(r"(?:,?\s(?:and|but|then|и|но)(?: also| then| further| even)?|,)\s$", before):
            if match.group().strip() == "," and not other.form.endswith("ing"):
                continue
            if len(before[: match.start()].split()) >= _LEAST_WORDS:
                return cue.end + match.start()
    return end


def _according_to(text: str, start: int, end: int, cue: Cue, blocks: list[Block]) -> Reported | None:
    words = cue.form.split()
    if words[0] in ("in", "по") and words[1] in _POSSESSIVE:
        at = cue.start + text[cue.start : cue.end].lower().index(words[1])
        source: Extent | None = (at, at + len(words[1]))
        after = cue.end
    else:
        source = source_after(text, cue.end, end, blocks)
        comma = text.find(",", source[1] if source else cue.end, end)
        at_head = not _bare_words(text[start : cue.start])
        after = comma if at_head and comma >= 0 else (source[1] if source else cue.end)
    head, tail = _bare_words(text[start : cue.start]), _bare_words(text[after:end])
    if not head:
        if text[after : after + 1] != "," or len(tail) < _LEAST_WORDS:
            return None
        return Reported(after + 1, end, cue[:2], source)
    if len(head) >= _LEAST_WORDS and (len(tail) <= 4 or text[after : after + 1] != ","):
        return Reported(start, cue.start, cue[:2], source)
    return Reported(start, end, cue[:2], source)


_POSSESSIVE = frozenset(["his", "her", "their", "its", "его", "ее", "её", "их"])


def _bare_words(piece: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", piece) if word.lower() not in ("but", "and", "however", "meanwhile", "also")]


def _trailing_or_middle(text: str, start: int, end: int, cue: Cue, blocks: list[Block]) -> Reported | None:
    """The clause before the cue ('…, he said.') or around it ('…, he said, …')."""
    if cue.frame == "label":
        return None
    source = source_before(text, start, cue.start, blocks)
    first = min(source[0], cue.start) if source else cue.start
    after = cue.end
    if not text[start:first].rstrip().endswith((",", "–", "—")) or source is None:
        if not text[start : cue.start].rstrip().endswith((",", "–", "—")):
            return None
        first = cue.start
        source = source_after(text, cue.end, end, blocks)
        if source is None or not _is_speaker(text, source, cue, blocks):
            return None
        after = source[1]
    head = text[start:first].rstrip(" ,–—")
    if len(head.split()) < _LEAST_WORDS or not _FINITE.search(head):
        return None
    rest = text[after:end]
    if rest.startswith(",") and len(_bare_words(rest)) >= _LEAST_WORDS:
        return Reported(start, end, cue[:2], source)
    return Reported(start, start + len(head), cue[:2], source) if len(_bare_words(rest)) <= 12 else None


def _is_speaker(text: str, source: Extent, cue: Cue, blocks: list[Block]) -> bool:
    """Whether the words after a cue are its subject ('said the union') and not its object ('highlighted the relevance')."""
    if cue.form in _LENIENT or text[source[0] : source[1]].lower() in ("he", "she", "they", "it"):
        return True
    return cue.frame == "say" and any(block.end == source[1] and block.start - source[0] <= 20 for block in blocks)


def _trimmed(text: str, clause: Reported) -> Reported | None:
    """The clause without outer white space and its final stop."""
    piece = text[clause.start : clause.end]
    start = clause.start + len(piece) - len(piece.lstrip(" ,–—\n"))
    end = clause.start + len(piece.rstrip().rstrip(".,;:").rstrip())
    return clause._replace(start=start, end=end) if len(text[start:end].split()) >= _LEAST_WORDS - 1 else None
