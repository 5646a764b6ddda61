"""Letters of another script that slipped into a word, replaced by the look-alike of the word's own script.

'Abdіrayim' with a Cyrillic і is no other name than 'Abdirayim'. Words of one script are never touched,
nor names that mix scripts on purpose ('ҚазMұнайГаз': a foreign capital inside) nor case endings put to
a foreign name ('Twitterа'). Lengths stay, so the map of the text stays as it is.
"""

from __future__ import annotations

import re

from flows.extract.mapped import Mapped

# Letters printed alike, from Unicode's confusables.txt (UTS 39), only those on Russian, Kazakh, Ukrainian,
# Serbian or Azerbaijani keyboards; letters that merely resemble one another (к, т, һ and k, m, h in print) are
# left out, except capital Cyrillic, which is the same drawing.
_CYRILLIC = "аеорсухіјѕһәАВЕКМНОРСТУХІЈЅӘҺ"
_LATIN_OF = "aeopcyxijshəABEKMHOPCTYXIJSƏH"
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN_OF)
_TO_CYRILLIC = str.maketrans(_LATIN_OF[:-1], _CYRILLIC[:-1])

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏə"
_CYR = "Ѐ-ӿ"
_MIX = re.compile(f"[{_LATIN}](?=[{_CYR}])|[{_CYR}](?=[{_LATIN}])")
_MIXED_WORD = re.compile(rf"\b(?:[{_LATIN}]+[{_CYR}]|[{_CYR}]+[{_LATIN}])[{_LATIN}{_CYR}]*")
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_CYRILLIC_LETTER = re.compile(f"[{_CYR}]")
# An initial, its dot and a surname of the other script are one unit: nobody changes keyboards for one letter.
# Two letters more after the capital show that it is a name and not another initial.
_INITIAL = (
    (re.compile(rf"(?<![\w.-])([{_CYRILLIC}])(?=\. ?(?:[{_LATIN}]\. ?)?[{_LATIN}][{_LATIN}]{{2}})"), _TO_LATIN),
    (re.compile(rf"(?<![\w.-])([{_LATIN_OF}])(?=\. ?(?:[{_CYR}]\. ?)?[{_CYR}][{_CYR}]{{2}})"), _TO_CYRILLIC),
)
_ROMAN = re.compile("[IVXLCDM]{2,}")


def repaired_homoglyphs(text: Mapped) -> Mapped:
    """The text with each word of mixed script written in one script, where the other's letters look the same."""
    raw = text.text
    if raw.isascii() or not (_LATIN_LETTER.search(raw) and _CYRILLIC_LETTER.search(raw)):
        return text
    repaired = raw
    for pattern, table in _INITIAL:
        repaired = pattern.sub(lambda found, table=table: found.group().translate(table), repaired)  # type: ignore[misc]
    if _MIX.search(repaired):
        mostly_cyrillic = len(_CYRILLIC_LETTER.findall(raw)) > len(_LATIN_LETTER.findall(raw))
        repaired = _MIXED_WORD.sub(lambda found: _one_script(found.group(), mostly_cyrillic), repaired)
    return text if repaired == raw else Mapped(repaired, text.pieces)


def _one_script(word: str, mostly_cyrillic: bool) -> str:
    """The word in the script that its telling letters have, or as it is where both or neither tell."""
    if _ROMAN.fullmatch(word.translate(_TO_LATIN)):
        return word.translate(_TO_LATIN)  # 'ХXI': numerals are Latin in Cyrillic texts too
    latin = _LATIN_LETTER.findall(word)
    cyrillic = _CYRILLIC_LETTER.findall(word)
    to_latin, to_cyrillic = set(cyrillic) <= set(_CYRILLIC), set(latin) <= set(_LATIN_OF)
    if to_latin == to_cyrillic:
        if not to_latin or len(latin) == len(cyrillic):
            return word
        to_latin = len(latin) > len(cyrillic)
    foreign = _CYRILLIC_LETTER if to_latin else _LATIN_LETTER
    if _on_purpose(word, foreign, ending=to_latin == mostly_cyrillic):
        return word
    return word.translate(_TO_LATIN if to_latin else _TO_CYRILLIC)


def _on_purpose(word: str, foreign: re.Pattern[str], ending: bool) -> bool:
    """Whether the foreign letters are a brand's capital after a small letter, or an ending in the text's script."""
    places = [place for place, letter in enumerate(word) if foreign.match(letter)]
    if any(word[place].isupper() and place and word[place - 1].islower() for place in places):
        return True
    return ending and places[0] > 2 and places == list(range(places[0], len(word)))
