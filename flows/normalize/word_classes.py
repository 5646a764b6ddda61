"""The words of a page, each with one letter for what it can be in a name: the alphabet of name_grammar.

| upper case: capitalised | lower case and marks |
|---|---|
| O L E P head of an organization, law, event, place | o l e p the same, in lower case |
| T title, H form of address, N 'No' | t title in lower case |
| K part of a known place, A all capitals, I initial | h 'the', 'its', f 'of', r 'for' and 'on', n 'in', & 'and', d particle ('bin') |
| G first word of a person's name, J 'General' (in a title or before a head) | q 'a', + the sign & |
| X ordinal or Roman number, M month or day, D demonym | s possessive, 9 number, w any other word |
| B a common word, C any other word | , < > ( ) - \\n . marks (< > quote marks, . all others) |
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from flows.normalize.lexicon import lexicon_rows, lexicon_words
from flows.normalize.page import Page
from flows.normalize.tokens import token_spans

HEADS = {"organization": "O", "law": "L", "event": "E", "place": "P"}
TYPES = {letter: kind for kind, letter in HEADS.items()}
_MARKS = {
    "\n": "\n",
    ",": ",",
    "“": "<",
    "«": "<",
    "„": "<",
    "”": ">",
    "»": ">",
    "(": "(",
    ")": ")",
    "-": "-",
    "–": "-",
    "—": "-",
    "&": "+",
}
_ROMAN = re.compile(r"[IVXL]{2,}|[IVX]")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|-?(?:й|я|е|го|ші|шы))")
_INITIAL = re.compile(r"[^\W\d_]\.")
_SMALL = {
    **dict.fromkeys(("of", "de", "du", "da", "do", "dos", "das", "di", "del", "della", "des", "et", "y", "e"), "f"),
    **dict.fromkeys(("for", "on", "against"), "r"),
    **dict.fromkeys(("in",), "n"),
    **dict.fromkeys(("a", "an"), "q"),
    **dict.fromkeys(("the", "la", "le", "el", "his", "her", "its", "their", "our", "my", "whose"), "h"),
    **dict.fromkeys(("and", "и", "және"), "&"),
    **dict.fromkeys(("van", "von", "der", "bin", "ibn", "al", "el", "ould", "ag", "ap", "ní", "ó", "ter", "ten", "zu"), "d"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a page: their spans, their text and one class letter each."""

    spans: list[tuple[int, int]]
    texts: list[str]
    classes: str

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the words from `first` up to, not with, `last`."""
        return self.spans[first][0], self.spans[last - 1][1]


def words_from_page(page: Page, known: Iterable[tuple[int, int, str]]) -> Words:
    """The page's words; those inside a known place are K. Other known names keep their heads: a longer name may hold them."""
    spans = token_spans(page.text)
    texts = [page.text[start:end] for start, end in spans]
    letters = [_word_class(text) for text in texts]
    lower = {text for text in texts if text.islower()}
    starts = {start for start, _ in page.sentences}
    given = lexicon_words("given_names")
    for index, (text, letter) in enumerate(zip(texts, letters, strict=True)):
        if letter == "C" and text.lower() in lower:
            letters[index] = "B"  # seen in lower case in this very text: no name by itself
        elif letter == "C" and (text in given or _ends_as_surname(texts, letters, index)):
            letters[index] = "G"
        elif letter in "\"'’":
            letters[index] = _mark_class(page.text, spans[index])
        elif letter == "A" and len(text) == 1:
            letters[index] = "w" if spans[index][0] in starts or text == "I" else "I"
    place = 0
    for start, end, kind in sorted(known):
        if kind != "place":
            continue
        while place < len(spans) and spans[place][0] < start:
            place += 1
        while place < len(spans) and spans[place][1] <= end:
            letters[place] = "K"
            place += 1
    return Words(spans, texts, "".join(letters))


def _mark_class(text: str, span: tuple[int, int]) -> str:
    """A straight or shared mark opens when white space stands before it, belongs to a possessive after s, else closes."""
    before = text[span[0] - 1 : span[0]]
    if not before or before in " \n(—–":
        return "<"
    return "s" if before == "s" and text[span[0]] != '"' else ">"


def _ends_as_surname(texts: list[str], letters: list[str], index: int) -> bool:
    """Whether the next word ends as surnames do, so that this one begins a person's name."""
    after = texts[index + 1] if index + 1 < len(texts) and letters[index + 1] == "C" else ""
    return len(after) > 4 and after.endswith(_surname_endings())


@cache
def _surname_endings() -> tuple[str, ...]:
    return tuple(sorted(lexicon_words("surname_endings")))


@lru_cache(maxsize=100_000)
def _word_class(text: str) -> str:
    if (mark := _MARKS.get(text)) is not None:
        return mark
    if not text[0].isalnum() and text != "№":
        return text if text in "\"'’" else ("s" if len(text) == 2 else ".")
    lower = text.lower()
    if text[0].isdigit():
        return "X" if _ORDINAL.fullmatch(text) else "9"
    if text in ("No", "Nos", "№"):
        return "N"
    if lower in _SMALL and not (text.isupper() and len(text) > 1):
        return _SMALL[lower] if text != "El" and text != "La" else "C"
    if text[0].isupper():
        return _capital_class(text, lower)
    return _heads().get(lower, "T" if lower in lexicon_words("titles", part="head") else "W").lower()


def _capital_class(text: str, lower: str) -> str:
    if _INITIAL.fullmatch(text):
        return "I"
    if _ROMAN.fullmatch(text):
        return "X"
    if lower in _calendar():
        return "M"
    if text in lexicon_words("honorifics"):
        return "H"
    if lower in lexicon_words("titles", part="both"):
        return "J"
    if lower in lexicon_words("titles", part="head"):
        return "T"
    if lower in _heads():
        return _heads()[lower]
    if text.isupper():
        return "A"
    if lower in lexicon_words("demonyms"):
        return "D"
    plain = lower.replace("-", " ").split()
    return "B" if plain and all(word in lexicon_words("common_words") for word in plain) else "C"


@cache
def _heads() -> dict[str, str]:
    """Heads of names in lower case, with the letter of their type; Russian and Kazakh ones in all cases of the singular."""
    heads: dict[str, str] = {}
    for row in lexicon_rows("name_heads"):
        word = row["word"].lower()
        heads[word] = HEADS[row["type"]]
        if row["language"] == "ru" and len(word) > 3:
            stem = word[:-1] if word[-1] in "аяьйое" else word
            heads.update((stem + ending, HEADS[row["type"]]) for ending in lexicon_words("case_endings", language="ru"))
        elif row["language"] == "kk":
            heads.update((word + ending, HEADS[row["type"]]) for ending in lexicon_words("case_endings", language="kk"))
    return heads


@cache
def _calendar() -> frozenset[str]:
    """Months and days of the week in lower case, from the CLDR of babel."""
    from babel import Locale

    names: set[str] = set()
    for language in ("en", "ru", "kk"):
        locale = Locale(language)
        for table in (locale.months, locale.days):
            for width in ("wide", "abbreviated"):
                for form in ("format", "stand-alone"):
                    names.update(word.lower().rstrip(".") for word in table[form][width].values())
    return frozenset(names)
