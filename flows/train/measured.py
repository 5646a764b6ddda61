"""How well normalize does on the authored corpus: one table.

    python -m flows.train.measured [--held-out] [--lexicon]

'from names': names and roles are given by the annotation, as a perfect tagger would; 'from text': nothing is,
and spans are those of a build, or with --lexicon those of the word lists.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from flows.normalize.lexicon_tagger import lexicon_spans_from_page
from flows.normalize.page import Page, Span
from flows.normalize.quotes import quotes_from_page
from flows.normalize.tagger import spans_from_page
from flows.train.gold_pages import GoldPage, GoldQuote, gold_pages
from flows.train.judged import Found, found_from_names, found_from_text, judged_rows
from flows.train.tally import Tally

_THINGS = {"name": "names", "role": "roles", "quote": "quotes", "event": "events"}


def figures_from_pages(pages: Iterable[GoldPage], tag: Callable[[Page], list[Span]] = spans_from_page) -> dict[tuple[str, str], Tally]:
    """(what is measured, what was given) -> its counts."""
    figures: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for gold in pages:
        for given, found in (("text", found_from_text(gold, tag)), ("names", found_from_names(gold))):
            for thing, tally in _counts(found, given).items():
                figures[thing, given].add(tally.right, tally.found, tally.wanted)
            entities = entities_from_found(found)
            pairs = [(quote, found.quotes[number]["speaker_key"]) for number, quote in found.quote_pairs.items()]
            named = [(quote, key if key is None else entities.get(key, key)) for quote, key in pairs]
            _count_positions(figures, named, given)
        quotes = quotes_from_page(gold.page, gold.spans, gold.mentions)
        speakers = {(one.start, one.end): one.speaker for one in gold.quotes}
        right = sum(speakers.get((row["char_start"], row["char_end"]), "") == row["speaker_key"] for row in quotes)
        figures["speakers", "quotes"].add(right, len(quotes), len(gold.quotes))
        told = {(row["char_start"], row["char_end"]): row["speaker_key"] for row in quotes}
        _count_positions(figures, [(one, told.get((one.start, one.end))) for one in gold.quotes], "quotes")
    return figures


def _count_positions(figures: dict[tuple[str, str], Tally], told: Iterable[tuple[GoldQuote, str | None]], given: str) -> None:
    """Of the quotes found, by how the page names their speaker: how many have the right one, any, and one by the annotation."""
    for quote, key in told:
        thing = f"speakers by {quote.position}" if quote.speaker else "speakers of quotes by nobody"
        nobody = quote.speaker is None
        figures[thing, given].add(key == quote.speaker, nobody or key is not None, 1)


def _counts(found: Found, given: str) -> dict[str, Tally]:
    gold = found.gold
    wanted = Counter(span.layer for span in gold.spans)
    judged = judged_rows(found)
    counts = {"quotes": Tally(wanted=len(gold.quotes)), "events": Tally(wanted=len(gold.events))}
    if given == "text":
        counts |= {"names": Tally(wanted=wanted["name"]), "roles": Tally(wanted=wanted["role"])}
    for row in judged:
        if _THINGS[row.thing] in counts:
            counts[_THINGS[row.thing]].add(row.right, 1, 0)
    entities = entities_from_found(found)
    spoken = sum(_speaks(found.quotes[number], quote.speaker, entities) for number, quote in found.quote_pairs.items())
    counts["quotes with speaker"] = Tally(spoken, len(found.quotes), len(gold.quotes))
    dated = sum(found.events[number]["date_edtf"] == event.date for number, event in found.event_pairs.items())
    counts["dates of right events"] = Tally(dated, len(found.event_pairs), len(found.event_pairs))
    counts["participants of right events"] = took_part = Tally()
    for number, event in found.event_pairs.items():
        keys = found.participants[found.events[number]["event_id"]]
        named = {entities.get(key, key) for key in keys}
        took_part.add(len(named & event.participants), len(named), len(event.participants))
    return counts


def entities_from_found(found: Found) -> dict[str, str]:
    """Key of the mentions found -> the entity that most of them name in the annotation, where they have its very characters."""
    at = {(row["char_start"], row["char_end"]): row["entity_key"] for row in found.mentions}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span, entity in found.gold.names:
        if key := at.get((span.start, span.end)):
            votes[key][entity] += 1
    return {key: entities.most_common(1)[0][0] for key, entities in votes.items()}


def _speaks(row: dict[str, Any], speaker: str | None, entities: dict[str, str]) -> bool:
    key = row["speaker_key"]
    return key is None if speaker is None else key is not None and entities.get(key) == speaker


def table_from_figures(figures: dict[tuple[str, str], Tally]) -> str:
    """The figures as a Markdown table."""
    lines = ["| what | given | precision | recall | F1 | right / found / wanted |", "|---|---|---|---|---|---|"]
    for (thing, given), tally in sorted(figures.items(), key=lambda item: (item[0][1], item[0][0])):
        counts = f"{tally.right} / {tally.found} / {tally.wanted}"
        lines.append(f"| {thing} | {given} | {tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f} | {counts} |")
    return "\n".join(lines)


if __name__ == "__main__":
    tag = lexicon_spans_from_page if "--lexicon" in sys.argv else spans_from_page
    print(table_from_figures(figures_from_pages(gold_pages(held_out="--held-out" in sys.argv), tag)))
