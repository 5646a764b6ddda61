"""Headed names of Russian and Kazakh, whose complements stand in cases, mostly in lower case.

Russian puts them after the head in the genitive ('Министерство труда и социальной защиты населения
Республики Казахстан'), Kazakh before it ('Еңбек және халықты әлеуметтік қорғау министрлігі').
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.normalize.word_classes import TYPES, Words

# Endings of Russian genitives and datives of nouns and adjectives; past tenses (-ла, -ло, -ли) end alike and are none.
_GENITIVE = re.compile(r"[а-яё-]+(?:ов|ев|ей|ой|ых|их|ого|его|ии|ия|ний|ций|[аяыию])")
_PAST = re.compile(r"[а-яё]+(?:ла|ло|ли|лся|лась|лось|лись|ся|сь)")
_RUSSIAN = re.compile(r"[BCDAKXGIJ]*(?P<head>[OLEP])(?:[g&]|,(?=g)|(?<=[g&])[KC]|K|<[^<>\n]{1,14}>)*")
_ADJECTIVE = re.compile(r"\w+(?:[ыи]й|ой|ая|яя|ое|ее|ую|юю|ого|его|ому|ему|[ыи]м|ом|ем|ей)")
_QUALIFIED = re.compile(r"(?<![A-Z])[BC]g{0,2}(?P<head>[olep])(?:g*K+)?")  # 'Трудовой кодекс', 'Карагандинская область'
# Up to ten words from a capital to the possessed head; more is a sentence, no name.
_KAZAKH = re.compile(r"[BCKA](?:[BCKA]|[w&,](?=[w&,BCKAolep])){0,9}(?P<head>[olep])")
_POSSESSED = re.compile(r"(?:с?ы|с?і)(?:н|ның|нің|на|не|нда|нде|нан|нен|мен)?$")


def case_names(words: Words, language: str | None, starts: frozenset[int]) -> Iterator[tuple[int, int, str, int]]:
    """First word, word after the last, type, and index of the head, of each headed name of a Russian or Kazakh text.

    `starts` are the words that begin a sentence: an adjective there has its capital from its place.
    """
    if language == "ru":
        letters = "".join(
            "g" if letter == "w" and _is_genitive(text) else letter for text, letter in zip(words.texts, words.classes, strict=True)
        )
        for match in _RUSSIAN.finditer(letters):
            last = match.end()
            while letters[last - 1] in "&,":
                last -= 1
            yield match.start(), last, TYPES[match["head"]], match.start("head")
        for match in _QUALIFIED.finditer(letters):
            if match.start() not in starts and _ADJECTIVE.fullmatch(words.texts[match.start()]):
                yield match.start(), match.end(), TYPES[match["head"].upper()], match.start("head")
    elif language == "kk":
        for match in _KAZAKH.finditer(words.classes):
            if _POSSESSED.search(words.texts[match.end() - 1]):
                first = match.start()
                if first in starts and words.classes[first] in "BC" and words.classes[first + 1] in "CKA":
                    first += 1  # the first word of the sentence, then the name
                yield first, match.end(), TYPES[match["head"].upper()], match.start("head")


def _is_genitive(text: str) -> bool:
    return _GENITIVE.fullmatch(text) is not None and _PAST.fullmatch(text) is None
