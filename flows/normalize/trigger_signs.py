"""The signs that speak for or against a candidate's telling an event that a reader would put on a timeline.

Nineteen of twenty events of the development documents have a date: so what its sentence tells of time counts most after the network,
then what else the sentence and the page tell beside it. Tried and left out, for they told nothing more: determiners, passives and
endings, how often the word was a trigger elsewhere, how many dates and events the page has, whether a sentence without a date opens the
page or names an event.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from flows.normalize.page import Page, Span, starting_within
from flows.normalize.tense import status_from_words
from flows.normalize.trigger_candidates import Candidate
from flows.normalize.trigger_spans import date_hints
from flows.normalize.weighed_spans import Signs

_TURN = re.compile(r"[;:—–()]|,?\s(?:and|but|while|when|after|before|which|who|where|that|because|if)\s")
_BESIDE = 40  # characters between a word and a date or name beside it
_CLOSE = 15
_REACH = 400  # characters before and after within which names are looked at, and the same sentence's other candidates
_QUOTED = 3_000  # characters: a quote that began further back is not looked for
_OPENING = 3  # sentences
_UNSEEN = -7.0  # a logarithm of odds lower than those of any candidate


@dataclass(frozen=True, slots=True)
class Beside:
    """What a page tells beside its candidates, each list in order."""

    page: Page
    hints: list[int]  # where dates may begin
    names: list[Span]
    roles: list[Span]
    quotes: list[Span]
    cues: set[int]


def beside_from_page(page: Page, spans: Iterable[Span]) -> Beside:
    """What the names, roles, quotes and cues of a page and its dates tell."""
    ordered = sorted(spans)
    return Beside(
        page,
        date_hints(page.text),
        [one for one in ordered if one.layer == "name"],
        [one for one in ordered if one.layer == "role"],
        [one for one in ordered if one.layer == "quote" and one.label != "address"],
        {one.start for one in ordered if one.layer == "cue"},
    )


def signs_of_candidates(beside: Beside, found: Sequence[Candidate]) -> list[Signs]:
    """The signs of each candidate."""
    signs = [
        _network_signs(one)
        | _time_signs(beside, one)
        | _name_signs(beside, one)
        | _place_signs(beside, one, sentence_number(beside.page, one))
        for one in found
    ]
    for own, more in zip(signs, _signs_of_others(beside, found), strict=True):
        own |= more
    return signs


def odds(chance: float) -> float:
    """The logarithm of the odds of a chance, of which a thousandth is the least told apart."""
    kept = min(max(chance, 0.001), 0.999)
    return log(kept / (1 - kept))


def _network_signs(one: Candidate) -> Signs:
    return {
        "always": 1.0,
        "chance": odds(one.chance),
        f"by {one.by}": 1.0,
        f"is {one.type}": 1.0,
        f"status {one.status}": 1.0,
        "listed": float(one.listed is not None),
        "listed as it is": float(one.listed == one.type),
    }


def _time_signs(beside: Beside, one: Candidate) -> Signs:
    """Whether the sentence has a date, and whether its clause has or the words beside."""
    text, (begin, stop) = beside.page.text, beside.page.sentences[sentence_number(beside.page, one)]
    signs = {f"read as {status_from_words(text, one.start, one.end, (begin, stop), True) or 'unreal'}": 1.0}
    at = bisect_left(beside.hints, one.start)
    near = [hint for hint in beside.hints[max(at - 1, 0) : at + 1] if begin <= hint < stop]
    if not near:
        return signs | {"no date": 1.0}
    hint = min(near, key=lambda place: one.start - place if place < one.start else place - one.end)
    gap = text[hint : one.start] if hint < one.start else text[one.end : hint]
    return signs | {
        "date in clause": float(len(gap) <= _REACH and _TURN.search(gap) is None),
        "date beside": float(len(gap) < _BESIDE),
        "date before": float(hint < one.start),
    }


def _name_signs(beside: Beside, one: Candidate) -> Signs:
    """Who and what is named in the sentence, before or after, and close by."""
    begin, stop = beside.page.sentences[sentence_number(beside.page, one)]
    near = starting_within(beside.names, max(begin, one.start - _REACH), min(stop, one.end + _REACH))
    signs: Signs = {"names": log(1 + len(near))}
    for name in near:
        side = "before" if name.end <= one.start else "after" if name.start >= one.end else "around"
        signs[f"{name.label} {side}"] = 1.0
        if side != "around" and (one.start - name.end if side == "before" else name.start - one.end) < _CLOSE:
            signs[f"{name.label} close {side}"] = 1.0
    return signs


def _place_signs(beside: Beside, one: Candidate, number: int) -> Signs:
    """Where on the page it stands: in a quote, in a role, as a cue of speech, in the headline."""
    signs: Signs = {
        f"in {quote.label} quote": 1.0 for quote in starting_within(beside.quotes, one.start - _QUOTED, one.start) if quote.end >= one.end
    }
    signs["in role"] = float(any(role.end >= one.end for role in starting_within(beside.roles, one.start - _BESIDE * 2, one.start)))
    signs["cue"] = float(one.start in beside.cues)
    signs["headline" if number == 0 else "opening" if number < _OPENING else "below"] = 1.0
    return signs


def _signs_of_others(beside: Beside, found: Sequence[Candidate]) -> list[Signs]:
    """What the other candidates of the sentence tell, which seldom tells two events of a type, and whether the page has told one."""
    groups: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        groups[sentence_number(beside.page, one)].append(at)
    signs: list[Signs] = [{} for _ in found]
    told: set[str] = set()
    for _, group in sorted(groups.items()):
        ranked = sorted(group, key=lambda at: (-found[at].chance, at))
        seen: dict[str, float] = {}
        for rank, at in enumerate(ranked):
            one = found[at]
            rival = ranked[1 if rank == 0 else 0] if len(ranked) > 1 else None
            signs[at] = {
                "rank": float(min(rank, 3)),
                "likelier in sentence": float(rival is not None and found[rival].chance > one.chance),
                "likelier of type in sentence": float(seen.get(one.type, 0.0) > one.chance),
                "rival": odds(found[rival].chance) if rival is not None else _UNSEEN,
                "type told": float(one.type in told),
            }
            seen[one.type] = max(seen.get(one.type, 0.0), one.chance)
        told.update(found[at].type for at in ranked if found[at].chance > 0.5)
    return signs


def sentence_number(page: Page, one: Candidate) -> int:
    """The number of the sentence in which a candidate stands."""
    return max(bisect_right(page.sentences, one.start, key=lambda span: span[0]) - 1, 0)
