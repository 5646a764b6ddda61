"""Rows of `events` and `participants`: triggers joined to happenings, each once per document."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from flows.normalize.event_dates import Told, basis_of_date, date_of_trigger, dates_of_page, is_perfect, year_of_page
from flows.normalize.event_places import Mention, mentions_inside, place_of_trigger
from flows.normalize.named_happenings import named_key_of_trigger
from flows.normalize.page import Page, Span
from flows.normalize.participants import participants_of_trigger
from flows.normalize.quotes import SIGNATURE_REACH
from flows.normalize.scenes import Scene, scene_from_page
from flows.normalize.tense import Status
from flows.normalize.trigger_spans import status_or_occurred

Rows = list[dict[str, Any]]

_STEM = 3  # letters
# Before a document that is itself an address stand at most this many characters or this share of it: so all 45 of the authored corpus
# are told from those that a report quotes.
_HEADING, _HEADING_SHARE = 200, 0.16
_GREETING = 40  # characters
_MAIN = 3  # sentences in which the main happening is told: the headline and two more


@dataclass(slots=True)
class Happening:
    """One event of the document: the trigger that tells it best and what its triggers tell together."""

    trigger: Span
    sentence: tuple[int, int]
    date: Told | None
    place: str | None
    named_key: str | None  # of the named event that it is, or of the law that it adopts or proposes
    parts: dict[str, str]
    actors: set[str]  # those of them whom its sentences name
    named: set[str]  # keys of named events in its sentences
    names: set[str]  # and their names, in lower case
    is_name: bool  # the trigger is part of such a name
    is_perfect: bool  # the trigger stands in the present perfect
    has_person: bool  # a person stands before the trigger in its sentence
    opens: bool  # it is also told by the first sentence, in the simple past


def events_from_page(page: Page, spans: list[Span], mentions: list[dict[str, Any]]) -> tuple[Rows, Rows]:
    """LOCAL_EVENTS and LOCAL_PARTICIPANTS rows of a page, in the order of their evidence."""
    addresses = [span for span in spans if span.layer == "quote" and span.label == "address"]
    quoted = [span for span in addresses if is_embedded(page, span)]
    triggers = [one for one in _told_once(page, spans) if one.label != "speech" or not any(_greets(span, one) for span in quoted)]
    if not triggers and not addresses:
        return [], []
    ordered = sorted(mentions, key=lambda one: (one["char_start"], one["char_end"]))
    roles = sorted(span for span in spans if span.layer == "role")
    dates = dates_of_page(
        page, sorted(span for span in spans if span.layer == "name" and span.label in ("law", "event", "organization")), mentions
    )
    found: list[Happening] = []
    by_type: dict[str, list[Happening]] = defaultdict(list)
    scene = scene_from_page(page, spans, mentions)
    speeches = _speeches(page, addresses, triggers)
    for trigger in [*speeches, *triggers]:
        happening = _happening(page, trigger, ordered, roles, dates, scene)
        if trigger in speeches:
            happening.parts |= _signer(trigger, addresses, ordered)
        same = next((other for other in reversed(by_type[trigger.label]) if _is_same(page, other, happening)), None)
        if same is None:
            found.append(happening)
            by_type[trigger.label].append(happening)
        else:
            _merge(page, same, happening)
    _date_main(page, found)
    _date_outcomes(found)
    found.sort(key=lambda one: (one.sentence, one.trigger.start))
    return _rows(page, _without_inner(page, found))


def _told_once(page: Page, spans: list[Span]) -> list[Span]:
    """The triggers in order, without cues of speech ('he admitted'; courts rule by speaking) and without the adoption that a coming
    vote decides: 'it will be adopted by referendum' is the vote."""
    cues = {span.start for span in spans if span.layer == "cue"}
    triggers = sorted(span for span in spans if span.layer == "trigger" and (span.start not in cues or span.label == "justice"))
    votes = {_sentence(page, span.start) for span in triggers if span.label == "vote" and span.status == "planned"}
    return [span for span in triggers if span.label != "adoption" or span.status != "planned" or _sentence(page, span.start) not in votes]


def _happening(page: Page, trigger: Span, mentions: list[Mention], roles: list[Span], dates: list[Told], scene: Scene) -> Happening:
    sentence = _sentence(page, trigger.start)
    inside = mentions_inside(mentions, *sentence)
    events = [one for one in inside if one["entity_type"] == "event"]
    named, names = {one["entity_key"] for one in events}, {one["text"].lower() for one in events}
    date = date_of_trigger(page, trigger, sentence, dates)
    place = place_of_trigger(page, trigger, inside, roles)
    is_name = any(one["char_start"] <= trigger.start < one["char_end"] for one in events)
    perfect = is_perfect(page, trigger, sentence)
    opens = bool(page.sentences) and sentence == page.sentences[0] and trigger.status == "occurred" and not perfect
    parts = participants_of_trigger(scene, trigger, sentence)
    actors = {one["entity_key"] for one in inside if one["entity_type"] in ("person", "organization") and one["entity_key"] in parts}
    person = any(one["entity_type"] == "person" and one["char_end"] <= trigger.start for one in inside)
    return Happening(
        trigger,
        sentence,
        date,
        place,
        named_key_of_trigger(page.text, trigger, inside),
        parts,
        actors,
        named,
        names,
        is_name,
        perfect,
        person,
        opens,
    )


def _speeches(page: Page, addresses: list[Span], triggers: list[Span]) -> list[Span]:
    """A document that is itself a signed address tells one speech, by its greeting, unless a trigger of that greeting does."""
    spans = []
    for address in addresses:
        if is_embedded(page, address) or any(one.label == "speech" and _greets(address, one) for one in triggers):
            continue
        word = page.text[address.start : address.end].split(maxsplit=1)[0].rstrip(",!")
        spans.append(Span(address.start, address.start + len(word), "trigger", "speech", address.confidence, address.method, "occurred"))
    return spans


def is_embedded(page: Page, address: Span) -> bool:
    """Whether a report stands before an address: more than a headline and an occasion."""
    return address.start > max(_HEADING, len(page.text) * _HEADING_SHARE)


def _greets(address: Span, trigger: Span) -> bool:
    return address.start <= trigger.start < address.start + _GREETING


def _signer(trigger: Span, addresses: list[Span], mentions: list[Mention]) -> dict[str, str]:
    """Who signs the address that begins with this trigger."""
    end = next(one.end for one in addresses if one.start == trigger.start)
    signers = [one for one in mentions_inside(mentions, end, end + SIGNATURE_REACH) if one["entity_type"] in ("person", "organization")]
    people = [one for one in signers if one["entity_type"] == "person"]
    return {(people or signers)[0]["entity_key"]: "organizer"} if signers else {}


def _is_same(page: Page, one: Happening, other: Happening) -> bool:
    """Whether two triggers tell one happening: the same type, no contradiction of dates, and something shared."""
    if one.trigger.label != other.trigger.label:
        return False
    if one.date and other.date:
        return one.date.edtf == other.date.edtf and (one.sentence == other.sentence or bool(one.named & other.named) or _agree(one, other))
    if one.named & other.named:
        return True
    if one.sentence == other.sentence:
        return one.date is other.date
    if one.trigger.label == "meeting" and (other.date is None or one.date is None):
        return not (one.named and other.named) or _names_agree(one.names, other.names)
    headline = page.sentences[0] if page.sentences else (0, 0)
    return headline in (one.sentence, other.sentence) or (
        bool(one.actors & other.actors) and _is_same_word(page, one.trigger, other.trigger)
    )


def _is_same_word(page: Page, one: Span, other: Span) -> bool:
    """Whether two triggers begin alike ('strike', 'struck'): another word for it tells another happening."""
    return page.text[one.start : one.start + _STEM].lower() == page.text[other.start : other.start + _STEM].lower()


def _names_agree(names: set[str], others: set[str]) -> bool:
    """'the Congress' after 'XIV Congress of the Federation' is the same one."""
    return any(one in other or other in one for one in names for other in others)


def _agree(one: Happening, other: Happening) -> bool:
    return not one.actors or not other.actors or bool(one.actors & other.actors)


def _merge(page: Page, kept: Happening, more: Happening) -> None:
    """Joins what the second trigger tells to the first; the evidence is the dated sentence, and rather text than headline."""
    headline = page.sentences[0] if page.sentences else (0, 0)
    if _rank(more, headline) > _rank(kept, headline):
        kept.trigger, kept.sentence, kept.is_name = more.trigger, more.sentence, more.is_name
    kept.opens = kept.opens or more.opens
    kept.date = kept.date or more.date
    kept.place = kept.place or more.place
    kept.named_key = kept.named_key or more.named_key
    kept.actors |= more.actors
    kept.named |= more.named
    kept.names |= more.names
    for key, role in more.parts.items():
        kept.parts.setdefault(key, role)


def _rank(one: Happening, headline: tuple[int, int]) -> tuple[bool, ...]:
    """How well a sentence tells its happening: with a date, by a verb or noun and not by a name alone, with a place, in the text."""
    return one.date is not None, not one.is_name, one.place is not None, one.sentence != headline


def _date_main(page: Page, found: list[Happening]) -> None:
    """The main happening, told first, takes the year of the page's date when nothing else dates it."""
    for one in found:
        if one.opens and one.date is None:
            one.date = year_of_page(page)


# What a meeting brings about; its date is the meeting's.
_OUTCOMES = frozenset(("adoption", "appointment", "agreement", "award", "vote", "membership"))


def _date_outcomes(found: list[Happening]) -> None:
    """An outcome without a date of its own, told in a document that opens with a dated meeting, took place at it."""
    main = min(found, key=lambda one: one.sentence, default=None)
    if main is None or main.trigger.label != "meeting" or main.date is None:
        return
    for one in found:
        if one.date is None and one.trigger.label in _OUTCOMES and one.trigger.status == "occurred" and not one.is_perfect:
            one.date = main.date._replace(basis="meeting")


# What is said and moved at a meeting is part of it; outcomes are not.
_INNER = frozenset(("proposal", "speech"))


def _without_inner(page: Page, found: list[Happening]) -> list[Happening]:
    """The happenings without those inside the meeting that the document reports: somebody's motion, speech or introduction
    without a date of its own, in the simple past."""
    main = found[0] if found else None
    if main is None or main.trigger.label != "meeting" or main.sentence not in page.sentences[:_MAIN]:
        return found
    return [
        one
        for one in found
        if one.trigger.label not in _INNER
        or one.trigger.status != "occurred"
        or one.is_perfect
        or not one.has_person
        or not (one.date is None or one.date is main.date or one.date.end <= one.sentence[0])
    ]


def _status(page: Page, one: Happening) -> Status:
    """The status that the words tell, but for what its date makes sure of: what comes after the page's date has not happened, what came
    before it is no plan any more. (Of 633 annotated events after it one 'occurred', of 2,044 before it two were planned.)"""
    status = status_or_occurred(one.trigger.status)
    if one.date is None or page.published_from is None or page.published_until is None:
        return status
    if status == "occurred" and one.date.first and one.date.first > page.published_until:
        return "planned"
    if status == "planned" and one.date.last and one.date.last < page.published_from:
        return "occurred"
    return status


def _sentence(page: Page, place: int) -> tuple[int, int]:
    at = bisect_right(page.sentences, place, key=lambda span: span[0]) - 1
    return page.sentences[max(at, 0)]


def _rows(page: Page, found: list[Happening]) -> tuple[Rows, Rows]:
    events: Rows = []
    participants: Rows = []
    taken: set[str] = set()
    for one in found:
        start, end = one.sentence
        event_id = page.row_id("evt", start, end, one.trigger.label)
        if event_id in taken:
            event_id = page.row_id("evt", start, end, one.trigger.label, str(one.trigger.start - start))
        taken.add(event_id)
        events.append(
            {
                "event_id": event_id,
                "document_id": page.document_id,
                "type": one.trigger.label,
                "status": _status(page, one),
                "trigger": page.text[one.trigger.start : one.trigger.end],
                "char_start": start,
                "char_end": end,
                "date_edtf": one.date.edtf if one.date else None,
                "date_from": one.date.first if one.date else None,
                "date_until": one.date.last if one.date else None,
                "date_basis": basis_of_date(one.date, one.sentence) if one.date else None,
                "place_key": one.place,
                "named_key": one.named_key,
                "confidence": one.trigger.confidence,
            }
        )
        participants.extend(
            {"event_id": event_id, "document_id": page.document_id, "entity_key": key, "role": role}
            for key, role in sorted(one.parts.items())
        )
    return events, participants
