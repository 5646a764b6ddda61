"""When an event happened: the date of the page that its signs speak for most, or none.

A conditional logit chooses among the dates around the trigger, the page's own day and year, and no date at all; the
weights (lexicon/event_date_signs.csv) are those of `flows.train.event_dates`. McFadden (1974) has the method.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from flows.dates import bounds
from flows.normalize.event_date_signs import Asked, Told, is_to_date, signs_of_date, signs_of_none
from flows.normalize.lexicon import lexicon_rows
from flows.normalize.page import Page, Span, starting_within
from flows.normalize.page_dates import OPENING, dates_of_page, year_of_page

__all__ = ["Told", "basis_of_date", "candidates_of_trigger", "date_of_trigger", "dates_of_page", "is_perfect", "year_of_page"]

Candidates = dict[str | None, tuple[Told | None, set[str]]]

_PERFECT = re.compile(r"(?<!\w)(?:has|have|having)\s(?:\w+\s){0,2}$")
_FAR = 1500  # characters: a date told further back no longer dates what follows, unless it is a heading
_BACK = 3  # dates told before the sentence that are looked at
_HEADINGS_BACK = 40  # dates looked at for the heading of a section
_ELSEWHERE = ("before", "next", "opening")
_OPENING_DATES = 8  # looked at
_OWN = ("page", "year")
_DOUBT = 1.0  # log-odds by which the page's own day must beat none: an event that the page does not date was seldom on that very day


def date_of_trigger(page: Page, trigger: Span, sentence: tuple[int, int], dates: list[Told]) -> Told | None:
    """The date that the signs speak for; None where they speak most for none. `dates` are those of the page, in order.

    What stands under a date of a chronicle happened then: that is what a chronicle is, so nothing is weighed there.
    """
    if entry := _entry_over(page, sentence, dates):
        return entry
    found = candidates_of_trigger(page, trigger, sentence, dates)
    scores = {edtf: sum(_weights().get(sign, 0.0) for sign in signs) for edtf, (_, signs) in found.items()}
    best = max(scores, key=lambda edtf: scores[edtf])
    told = found[best][0]
    if told is not None and told.placing in _OWN and scores[best] < scores[None] + _DOUBT:
        return None
    return told


def basis_of_date(told: Told, sentence: tuple[int, int]) -> str:
    """How the document tells the date of an event with this evidence: a code of date_bases."""
    if told.basis == "meeting":
        return told.basis
    if told.placing in _OWN:
        return "year" if told.placing == "year" else "day"
    if sentence[0] <= told.start and told.end <= sentence[1]:
        return "edge" if told.basis == "bare" else told.basis
    return "heading" if told.placing in ("heading", "entry") else "elsewhere"


def _entry_over(page: Page, sentence: tuple[int, int], dates: list[Told]) -> Told | None:
    """The date of the chronicle's entry that the sentence belongs to, where it has none of its own; what follows the last entry by more
    lines than the one before has is no part of the chronicle."""
    if any(one.end <= sentence[1] and one.placing != "plan" for one in starting_within(dates, *sentence) if one.end):
        return None
    at = bisect_left(dates, sentence[0], key=lambda told: told.start)
    before = [one for one in dates[max(0, at - _HEADINGS_BACK) : at] if one.placing == "entry"]
    if len(before) > 1 and not any(one.placing == "entry" for one in dates[at : at + _HEADINGS_BACK]):
        lines = page.text.count("\n", before[-1].end, sentence[0])
        return before[-1] if lines < page.text.count("\n", before[-2].end, before[-1].start) else None
    return before[-1] if before else None


def candidates_of_trigger(page: Page, trigger: Span, sentence: tuple[int, int], dates: list[Told]) -> Candidates:
    """EDTF -> the date and its signs; dates of one value are one candidate with the signs of all. None is one of them."""
    inside = [one for one in starting_within(dates, *sentence) if one.end and one.end <= sentence[1] and one.placing != "plan"]
    is_title = bool(page.sentences) and sentence == page.sentences[0]
    counted = sum(one.placing in ("text", "heading") for one in inside)
    asked = Asked(page, trigger, sentence, is_perfect(page, trigger, sentence), is_title, counted, _day_of_report(page, dates))
    found: Candidates = {None: (None, signs_of_none(asked))}
    for told, place, rank in _around(page, trigger, sentence, dates, inside):
        if place in _ELSEWHERE and trigger.status == "planned" and asked.day and told.last and told.last <= asked.day:
            continue  # what is yet to come takes no day from another sentence that is over
        kept, signs = found.get(told.edtf, (told, set()))
        found[told.edtf] = kept, signs | signs_of_date(asked, told, place, rank)
    return found


def _around(page: Page, trigger: Span, sentence: tuple[int, int], dates: list[Told], inside: list[Told]) -> Iterator[tuple[Told, str, int]]:
    """The dates that may date the trigger, where each stands and its rank there."""
    if trigger.status == "occurred" and any(not _is_until(one) for one in inside):
        inside = [one for one in inside if not _is_until(one)]  # 'In January 2018 an agreement was concluded until 2020'
    for rank, told in enumerate(sorted(inside, key=lambda one: _gap(trigger, one))):
        yield _on_the_right_side(page, trigger, told), "inside", rank
        if bare := _bare(told):
            yield bare, "inside", rank
    at = bisect_left(dates, sentence[0], key=lambda told: told.start)
    at += sum(one.placing in _OWN for one in dates[at : at + 2])
    before = [one for one in dates[max(0, at - _HEADINGS_BACK) : at] if one.placing not in (*_OWN, "plan") and not is_to_date(one)]
    for rank, told in enumerate(reversed(before[-_BACK:])):
        if sentence[0] - told.end <= _FAR:
            yield told, "before", rank
    if heading := next((one for one in reversed(before) if one.placing == "heading"), None):
        yield heading, "heading", 0
    following = bisect_left(dates, sentence[1], key=lambda told: told.start)
    for told in dates[following : following + 1]:
        if told.start - sentence[1] <= _FAR // 5 and told.placing not in (*_OWN, "plan") and not is_to_date(told):
            yield told, "next", 0
    text = [one for one in dates[:_OPENING_DATES] if one.placing in ("text", "heading") and one.first == one.last]
    if text and text[0].end <= sentence[0]:
        yield text[0], "opening", 0
    for told in dates[:2]:
        if told.placing in _OWN:
            yield told, told.placing, 0


def _is_until(told: Told) -> bool:
    return told.edtf.startswith("../") and not is_to_date(told)


def _day_of_report(page: Page, dates: list[Told]) -> date | None:
    """The day of the page; of a page without one, the first day that its opening tells."""
    if page.published_until:
        return page.published_until
    opening = page.sentences[min(OPENING, len(page.sentences)) - 1][1] if page.sentences else 0
    return next((one.first for one in dates[:_OPENING_DATES] if one.end <= opening and one.first and one.first == one.last), None)


def is_perfect(page: Page, trigger: Span, sentence: tuple[int, int]) -> bool:
    """Whether the trigger stands in the present perfect, which tells no time."""
    return _PERFECT.search(page.text[max(sentence[0], trigger.start - 30) : trigger.start]) is not None


def _on_the_right_side(page: Page, trigger: Span, told: Told) -> Told:
    """A bare weekday lies before the page's date where the event has happened, after it where it is planned."""
    if told.kind != "weekday" or told.first is None or told.first != told.last or page.published_from is None:
        return told
    shift = 0
    if trigger.status == "occurred" and told.first > page.published_from:
        shift = -7
    elif trigger.status == "planned" and told.first < page.published_from:
        shift = 7
    day = told.first + timedelta(days=shift)
    return told._replace(first=day, last=day, edtf=day.isoformat()) if shift else told


def _bare(told: Told) -> Told | None:
    """'since 2019' may date the event that lasts since then, or the one that began it in 2019."""
    first, slash, last = told.edtf.partition("/")
    if is_to_date(told):
        return None
    side = last if first == ".." else first if last == ".." else ""
    return told._replace(edtf=side, first=bounds(side)[0], last=bounds(side)[1], basis="bare") if slash and side else None


def _gap(trigger: Span, told: Told) -> int:
    return trigger.start - told.end if told.end <= trigger.start else told.start - trigger.end


@cache
def _weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in lexicon_rows("event_date_signs")}
