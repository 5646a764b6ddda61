"""Quotes and their speakers against gold: a quote is found when it shares most of its words with one of gold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from flows.score.built import BuiltDocument, Row
from flows.score.entities import names_from_gold, names_from_mentions
from flows.score.folded import folded, shared_words, unified, word_counts, words_from_text
from flows.score.gold import GoldDocument, GoldPassage, GoldQuote
from flows.score.matching import best_matches
from flows.score.tally import Tally, cut

# Of the words of both passages. Lenient on a cue within the words, strict on a sentence too many or too few in a short quote.
# Chosen by those who made the gold; another value would give figures that can't be set beside theirs.
ENOUGH_SHARED = 0.7


def said_words(passage: GoldPassage, text: str) -> str:
    """The words of a passage of gold: as given, or found in the text between its first and last words.

    Where several places fit, the one whose length is nearest to the number of words in gold.
    """
    if passage.text is not None:
        return passage.text
    head, tail = passage.head or "", passage.tail or ""
    flat = unified(" ".join(text.split())).casefold()
    starts, ends = _places(head, flat), _places(tail, flat)
    fitting = [
        flat[first.start() : last.end()]
        for first in starts
        for last in ends
        if first.start() <= last.start() and first.end() <= last.end()
    ]  # fmt: skip
    return min(fitting, key=lambda found: abs(len(found.split()) - (passage.words or 0)), default=f"{head} {tail}")


def _places(anchor: str, flat: str) -> list[re.Match[str]]:
    return list(re.finditer(r"\W+".join(map(re.escape, words_from_text(anchor))), flat))


def quotes_tally(gold: GoldDocument, built: BuiltDocument, entities: dict[str, Row], raw: str | None) -> Tally:
    tally = Tally()
    text = built.text or raw or ""
    said = [said_words(quote, text) for quote in gold.quotes]
    wanted = [word_counts(words) for words in said]
    found = [word_counts(quote["text"]) for quote in built.quotes]
    matches = best_matches(
        (likeness, i, j)
        for i, words in enumerate(found)
        for j, asked in enumerate(wanted)
        if (likeness := shared_words(words, asked)) >= ENOUGH_SHARED
    )
    optional = [word_counts(said_words(passage, text)) for passage in gold.optional_quotes]
    for i, quote in enumerate(built.quotes):
        if i not in matches and _any_like(found[i], optional):
            continue
        for measure in ("quotes", f"quotes/{quote['kind']}", "quotes-with-speaker"):
            tally.count(measure, predicted=1)
        if i not in matches:
            tally.tell(f"{quote['kind']} quote that gold has not: {cut(quote['text'])}")
    _count_found(tally, gold, built, entities, said, {j: i for i, j in matches.items()})
    return tally


def _count_found(
    tally: Tally, gold: GoldDocument, built: BuiltDocument, entities: dict[str, Row], said: Sequence[str], found: dict[int, int]
) -> None:
    """Counts the quotes of gold, and of those found the ones whose speaker is right."""
    wanted_names, found_names = names_from_gold(gold), names_from_mentions(built.mentions)
    for j, quote in enumerate(gold.quotes):
        for measure in ("quotes", f"quotes/{quote.kind}"):
            tally.count(measure, right=j in found, gold=1)
        if j not in found:
            tally.count("quotes-with-speaker", gold=1)
            tally.tell(f"{quote.kind} quote not found: {cut(said[j])}")
            continue
        who = built.quotes[found[j]]["speaker_id"]
        right = _is_speaker(who, quote, entities, wanted_names, found_names)
        tally.count("quotes-with-speaker", right=right, gold=1)
        for measure in ("speakers", *([f"speakers/{quote.position}"] if quote.position else [])):
            tally.count(measure, right=right, predicted=who is not None, gold=1)
        if not right:
            told = "nobody" if who is None else entities[who]["name"] if who in entities else who
            wanted = next((entity.name for entity in gold.entities if entity.id == quote.speaker), "nobody")
            tally.tell(f"speaker is {told}, not {wanted}: {cut(said[j])}")


def _is_speaker(
    who: str | None, quote: GoldQuote, entities: dict[str, Row], wanted: dict[str, set[str]], found: dict[str, set[str]]
) -> bool:
    """A speaker is right when one of the entity's names, in any document, is a name that gold allows."""
    if quote.speaker is None or who is None:
        return quote.speaker is who
    entity = entities.get(who, {"name": "", "aliases": []})
    names = {folded(name) for name in (entity["name"], *(entity["aliases"] or []))} | found.get(who, set())
    return any(names & wanted[allowed] for allowed in (quote.speaker, *quote.also))


def _any_like(words: Counter[str], others: Sequence[Counter[str]]) -> bool:
    return any(shared_words(words, other) >= ENOUGH_SHARED for other in others)
