"""Events and their participants against gold: an event is found when it shows gold's evidence, or has its type and date."""

from __future__ import annotations

from collections import Counter

from flows.score.built import Built, BuiltDocument, Row
from flows.score.folded import shared_words, word_counts
from flows.score.gold import GoldDocument, GoldEvent
from flows.score.matching import best_matches
from flows.score.tally import Tally, cut

# Chosen by those who made the gold; other values would give figures that can't be set beside theirs.
ENOUGH_SHARED = 0.6  # less than for quotes: several sentences can tell one happening, gold names the best
WITHIN = 0.9  # gold gives at most 160 characters of a sentence; all of them within a longer one is nearly as good as equal
AGREEING = 0.2  # type and date decide between sentences that are equally near, and never against a much nearer one


def likeness(shown: Counter[str], evidence: Counter[str]) -> float:
    """How well the sentence of a built event shows the evidence of gold, 0 to 1."""
    contained = len(shown.keys() & evidence.keys()) / len(evidence) * WITHIN if evidence else 0.0
    return max(shared_words(shown, evidence), contained)


def matched_events(gold: GoldDocument, built: BuiltDocument) -> dict[int, int]:
    """Of each event of gold that was found, by its place in the list, the place of the built one."""
    shown = [word_counts(built.text[row["char_start"] : row["char_end"]]) for row in built.events]
    evidence = [word_counts(event.evidence) for event in gold.events]
    pairs = []
    for i, row in enumerate(built.events):
        for j, event in enumerate(gold.events):
            near = likeness(shown[i], evidence[j])
            type_agrees, date_agrees = row["type"] == event.type, row["date_edtf"] in event.dates
            if near >= ENOUGH_SHARED or (row["date_edtf"] and date_agrees and type_agrees):
                pairs.append((near + AGREEING * type_agrees + AGREEING * date_agrees, i, j))
    return {j: i for i, j in best_matches(pairs).items()}


def events_tally(gold: GoldDocument, built: BuiltDocument, shared: Built, matches: dict[str, str]) -> Tally:
    """Counts of one document; `matches` leads from built entities to those of gold."""
    tally = Tally()
    found = matched_events(gold, built)
    tally.count("events", right=len(found), predicted=len(built.events), gold=len(gold.events))
    for i, row in enumerate(built.events):
        tally.count(f"events/{row['type']}", predicted=1)
        if i not in found.values():
            sentence = built.text[row["char_start"] : row["char_end"]]
            tally.tell(f"{row['type']} ({row['date_edtf'] or 'no date'}) that gold has not: {cut(sentence)}")
    for j, event in enumerate(gold.events):
        tally.count(f"events/{event.type}", right=j in found and built.events[found[j]]["type"] == event.type, gold=1)
        if j not in found:
            tally.tell(f"{event.type} ({event.date or 'no date'}) not found: {cut(event.evidence)}")
            continue
        _count_facts(tally, event, built.events[found[j]])
        taking_part = shared.participants.get(built.events[found[j]]["event_id"], set())
        _count_participants(tally, gold, event, [(matches.get(each), shared.name(each)) for each in sorted(taking_part)])
    return tally


def _count_facts(tally: Tally, event: GoldEvent, row: Row) -> None:
    date = row["date_edtf"] or None
    tally.count("event-type", right=row["type"] == event.type, predicted=1, gold=1)
    tally.count("event-date", right=date in event.dates, predicted=date is not None, gold=1)
    if row["type"] != event.type:
        tally.tell(f"event is {row['type']}, not {event.type}: {cut(event.evidence)}")
    if date not in event.dates:
        tally.tell(f"event's date is {date or 'none'}, not {event.date or 'none'}: {cut(event.evidence)}")


def _count_participants(tally: Tally, gold: GoldDocument, event: GoldEvent, found: list[tuple[str | None, str]]) -> None:
    """Counts who takes part: `found` holds each built participant's entity of gold, if it is one, and name."""
    wanted, right = set(event.participants), {known for known, _ in found} & set(event.participants)
    tally.count("participants", right=len(right), predicted=len(found), gold=len(wanted))
    names = {entity.id: entity.name for entity in gold.entities}
    for missed in sorted(wanted - right):
        tally.tell(f"participant not found: {names.get(missed, missed)}: {cut(event.evidence)}")
    for known, name in found:
        if known not in wanted:
            tally.tell(f"participant that gold has not: {name}: {cut(event.evidence)}")
