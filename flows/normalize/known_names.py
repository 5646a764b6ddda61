"""Names that the authority knows, found in a text with the case endings of Russian and Kazakh."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flows.normalize.authority import Authority
from flows.normalize.lexicon import lexicon_words

_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]$")
_VOWEL = re.compile(r"[аяыиьйе]$")  # what a Russian noun drops before another ending


@dataclass(frozen=True)
class Gazetteer:
    """The automaton of all names and the type of each pattern."""

    automaton: Any
    types: tuple[str, ...]


def gazetteer_from_authority(authority: Authority) -> Gazetteer:
    """Local names ('Government') are left to the grammar: they are names only where it says so."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    patterns: dict[str, str] = {}
    for alias in authority.aliases:
        if alias.local or len(alias.alias) < 2 or not alias.alias[0].isupper():
            continue
        kind = authority.things[alias.authority_id].type
        patterns.setdefault(alias.alias, kind)
        if kind == "place" and len(alias.alias) > 3:
            patterns.setdefault(alias.alias.upper(), kind)
        if _CYRILLIC.search(alias.alias) and len(alias.alias) > 4:
            patterns.setdefault(_VOWEL.sub("", alias.alias), kind)
    names = sorted(patterns)
    return Gazetteer(AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), tuple(patterns[name] for name in names))


def known_names(text: str, gazetteer: Gazetteer) -> list[tuple[int, int, str]]:
    """Start, end and type of each known name that stands as whole words, its case ending included."""
    found: list[tuple[int, int, str]] = []
    for pattern, start, end in gazetteer.automaton.find_matches_as_indexes(text):
        if start and (text[start - 1].isalnum() or text[start - 1] == "-"):
            continue
        stop = end
        while stop < len(text) and text[stop].isalnum():
            stop += 1
        if stop == end or text[end:stop] in lexicon_words("case_endings"):
            found.append((start, stop, gazetteer.types[pattern]))
    return found
