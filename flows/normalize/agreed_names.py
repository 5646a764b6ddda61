"""One name, one type: what all places of a name in a document together tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from flows.normalize.lexicon import lexicon_words
from flows.normalize.page import Span

_SURE = 0.8  # of a single word that is sought elsewhere: it may be an ordinary word there


def agreed_names(text: str, names: Sequence[Span]) -> list[Span]:
    """The names in order: each with the type that its places speak for most, and its further places that were passed over."""
    by_words: dict[str, list[Span]] = defaultdict(list)
    for name in names:
        by_words[text[name.start : name.end]].append(name)
    agreed = [name for words, same in by_words.items() for name in _of_one_type(same)]
    return sorted([*agreed, *_passed_over(text, agreed)])


def _of_one_type(same: Sequence[Span]) -> list[Span]:
    sums: dict[str, float] = defaultdict(float)
    for name in same:
        sums[name.label] += name.confidence
    best = max(sorted(sums), key=sums.__getitem__)
    return [name if name.label == best else name._replace(label=best) for name in same]


def _passed_over(text: str, names: Sequence[Span]) -> list[Span]:
    taken = bytearray(len(text))
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    found: list[Span] = []
    best: dict[str, Span] = {}
    for name in names:
        words = text[name.start : name.end]
        if words not in best or best[words].confidence < name.confidence:
            best[words] = name
    for words, name in sorted(best.items(), key=lambda item: (-len(item[0]), item[0])):
        if not _sought(words, name):
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * len(words)
                found.append(name._replace(start=match.start(), end=match.end()))
    return found


def _sought(words: str, name: Span) -> bool:
    """Whether the same words elsewhere are surely the same name: several words, or one that is no common word."""
    if " " in words:
        return name.confidence >= 0.5
    return len(words) > 2 and words[0].isupper() and name.confidence >= _SURE and words.lower() not in lexicon_words("common_words")
