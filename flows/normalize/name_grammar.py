"""The grammar of names: which sequences of words can be a name, read off the class letters of word_classes.

A headed name is a capitalised run whose last noun tells its type, with its complements: 'XXV Congress of
the Federation of Trade Unions', 'Law “On Mediation”', 'Ministry of Labour and Social Protection of the
Population'. Any other capitalised run is a bare name: its type must come from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.normalize.lexicon import lexicon_words
from flows.normalize.short_names import VERSIONS
from flows.normalize.word_classes import TYPES, Words

_QUOTED = r"<[^<>\n]{1,14}>"
# Before the head: 'State Labour', 'Mining and Metallurgical Trade', 'Prime Minister's', '“Kenshi”'.
_BEFORE = (
    rf"(?:{_QUOTED}(?=[A-Z]))?"
    r"(?:[BCDGAKXIJ]|[BCGA]s|[TJ]+s|[OLEP]s?(?=[A-Z&+(])|\([BC]{1,2}\)(?=L)|(?<=[BC])&(?=[BC]+[OLEP])|(?<=[A-Z])[+](?=[A-Z])|9(?=[A-Z])|d(?=[A-Z]))*"
)
# Lower-case nouns complete a name: 'Almaty region', 'Kazakhstan-2050 strategy', 'Labor code of the Republic of Kazakhstan'.
_COMPLETED = r"(?P<proper>[BCAKG]{1,3})(?P<low>[pl])(?P<of>fh?K+)?"
# A complement's noun phrase: known place, common nouns with their list, or a short proper name. None runs on
# into a person's name ('Ministry of Labour | Asel Nurbekova').
_LIST = r"(?:(?:,[BXCP]+)*,?&h?[BLC]+O?(?![A-Z]))?"
_PHRASE = rf"(?:pK+|[BX]*K+[OP]?|X?(?:[BELJOP]s?)+(?:C(?![A-Z])|{_LIST})|(?:[CAD]s?){{1,3}}[BOP]{{0,3}}|w?o(?![A-Z]))"
_YEARS = r"(?<=L)f9M9?|(?<=[LO]),?9(?=[.,\n)w])|r9(?:-9)?(?=[.,\n)w])"  # 'Act 1998', 'Protocol of 10 March', 'Plan for 2024-2026'
_FIELD = r"nh?[BC]+(?:,[BXCP]+)*,?&h?[BC]+|nh?B+(?![A-Z])"  # 'Workers in the Glass and Ceramic Industries', not 'School in Ruse'
_AFTER = rf"(?:[fr]h?{_PHRASE}|{_FIELD}|{_QUOTED}|N\.?9|{_YEARS})*"
_HEADED = re.compile(rf"(?P<before>{_BEFORE})(?P<head>[OLEP])(?P<named>[CAKG]{{1,2}}(?![A-Za-z]))?(?P<after>{_AFTER})|{_COMPLETED}")
# Capitalised runs; a person's name begins anew after a known name, an acronym or a common word.
_BARE = re.compile(r"[BCDAKIG](?:[BCDAK]|(?<=[CGDI])G|(?<![KAB])I|X(?![a-z])|d+(?=[CAK])|f(?=C)(?<=Cf)|[-+](?=[CAK])(?<=[CA][-+]))*")


def headed_names(words: Words) -> Iterator[tuple[int, int, str, int]]:
    """First word, word after the last, type, and index of the head, of each headed name."""
    for match in _HEADED.finditer(words.classes):
        if match["low"]:
            if _is_completed(words, match):
                yield match.start(), match.end(), TYPES[match["low"].upper()], match.start("low")
            continue
        head = match.start("head")
        last = match.end() if match["named"] is None or match["head"] in "PE" else match.end("head")
        first = with_version(words, match.start(), head)
        while words.classes[last - 1] in ",.":
            last -= 1
        if words.classes[last - 1] == ">" and words.classes[last - 2] in ",.":
            last -= 2  # a comma inside the closing mark is no part of the name
        yield first, last, TYPES[match["head"]], head


def _is_completed(words: Words, match: re.Match[str]) -> bool:
    """Whether a lower-case noun belongs to the name before it: after a place's own name, a number, or before a country's name."""
    if match["low"] == "p":
        return any(letter in "CAKG" for letter in match["proper"])
    return match["of"] is not None or any(character.isdigit() for character in words.texts[match.start("low") - 1])


def with_version(words: Words, first: int, head: int) -> int:
    """First word of a constitution's name with the words that tell its version: 'draft new Constitution' is not the one in force."""
    text = words.texts[head].lower()
    if text == "constitution" or (text == "law" and words.texts[head - 1].lower() in ("fundamental", "basic")):
        while first and words.texts[first - 1].lower() in VERSIONS:
            first -= 1
    return first


def stands_alone(words: Words, head: int) -> bool:
    """Whether the place of a single head noun lets it name one thing: 'in Parliament', not 'trade Union activity'."""
    before = words.classes[head - 1] if head else "\n"
    return before != "w" or words.texts[head - 1].lower() in lexicon_words("function_words")


def bare_names(words: Words, taken: list[bool], starts: frozenset[int]) -> Iterator[tuple[int, int]]:
    """First word and word after the last of each capitalised run without a head, common words at its ends left out.

    `starts` are the words that begin a sentence or a line: a common word there has its capital from its place.
    """
    for match in _BARE.finditer("".join("_" if used else letter for letter, used in zip(words.classes, taken, strict=True))):
        first, last = match.span()
        while first < last and words.classes[first] in "BD" and (first in starts or words.classes[first] == "D"):
            first += 1
        while first < last and words.classes[last - 1] in "DX&-fd":
            last -= 1
        if first < last and any(letter in "CAKG" for letter in words.classes[first:last]):
            yield first, last
