"""Mentions against gold: the same characters and the same type; and whether spans hold the words they claim."""

from __future__ import annotations

import re

from flows.score.built import BuiltDocument, Row
from flows.score.entities import UNKNOWN, optional_names
from flows.score.folded import LOOKALIKES, folded
from flows.score.gold import GoldDocument
from flows.score.tally import Tally

Span = tuple[int, int]

# Marks that editors change freely, each for one character, so that places stay what they are.
_SAME_LENGTH = LOOKALIKES | str.maketrans("’‘ʼ“”„«»\u00a0–—", '\'\'\'""""" --')


def gold_spans(text: str, gold: GoldDocument) -> dict[Span, str]:
    """Where the names of gold stand in the text, with the type of what they name.

    Gold holds names, not places, so that a better cleaner breaks no gold. The longest name is looked for first and takes
    its place: no 'Kazakhstan' is found within 'Constitution of the Republic of Kazakhstan'.
    """
    alike = text.translate(_SAME_LENGTH)
    taken = bytearray(len(text))
    spans: dict[Span, str] = {}
    names = [(name.translate(_SAME_LENGTH), entity.type) for entity in gold.entities for name in entity.surfaces]
    for name, kind in sorted(names, key=lambda pair: -len(pair[0])):
        words = r"\s+".join(map(re.escape, name.split()))
        for place in re.finditer(rf"(?<!\w){words}(?!\w)", alike):
            start, end = place.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                spans[start, end] = kind
    return spans


def mentions_tally(gold: GoldDocument, built: BuiltDocument, entities: dict[str, Row]) -> Tally:
    tally = Tally()
    optional = optional_names(gold)
    wanted = gold_spans(built.text, gold)
    found = {
        (mention["char_start"], mention["char_end"]): entities[mention["entity_id"]]["type"]
        if mention["entity_id"] in entities
        else UNKNOWN
        for mention in built.mentions
        if folded(mention["text"]) not in optional
    }
    right = wanted.items() & found.items()
    tally.count("mentions", right=len(right), predicted=len(found), gold=len(wanted))
    for told, missed in (("name not marked", wanted.items() - right), ("name marked that gold has not", found.items() - right)):
        for (start, end), kind in sorted(missed):
            tally.tell(f"{told}: {kind} {' '.join(built.text[start:end].split())} at {start}")
    for row in (*built.mentions, *built.quotes):
        here = built.text[row["char_start"] : row["char_end"]]
        if here != row["text"]:
            tally.count("bad-offsets", predicted=1)
            tally.tell(f"offsets {row['char_start']} to {row['char_end']} hold {here!r}, not {row['text']!r}")
    return tally
