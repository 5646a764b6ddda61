"""One comparable form for the spellings of a name in Kazakh, Russian and English.

Letters become Latin by `lexicon/transliteration.csv`, the rest by anyascii; then rules join the
ways in which English, Russian and Kazakh Latin spelling write one sound. The fold merges spellings
of one name only: -ov and -ev, -ov and -ova, o and u stay apart.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from unicodedata import normalize

from anyascii import anyascii

from flows.normalize.lexicon import lexicon_rows

_APOSTROPHES = re.compile(r"['’‘ʼʹʻ`´]")
_SOFT_BEFORE_VOWEL = re.compile(r"[ьъ](?=[еёиюя])")  # Соловьёв, Solovyov: the sign is heard as i
_ROMAN = re.compile(r"\b[IVXL]{2,}\b")  # numbers, not initials: XIV Congress
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th|-?(?:й|я|е|го|ші|шы|інші|ыншы))\b", re.IGNORECASE)
_ACRONYM = 6  # letters at most; a longer word in capitals is a word
_APART = re.compile(r"[^a-z0-9]+")

# Order matters: long digraphs before their parts. Each line: what is written, what it folds to.
_RULES = tuple(
    (re.compile(written), folded)
    for written, folded in (
        (r"shch|sch(?=[aeiouy])", "sh"),  # щ; Russian and Kazakh say one long sh
        (r"tch", "ch"),
        (r"d(?:zh|j)|zh", "j"),  # Dzhambul, Djambul, Zhambyl, Jambyl
        (r"kh", "h"),  # Mukhtar, Muhtar
        (r"gh", "g"),  # Manghystau, Mangystau
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"x", "ks"),
        (r"w(?=[aeiou])", "v"),  # Washington, Вашингтон
        (r"w", "u"),  # QazAqparat writes у as w
        (r"(?<=[bdflmnprstvz])yo", "e"),  # Fyodorov, Фёдоров printed Федоров
        (r"y", "i"),
        (r"(?<![a-z])ie", "e"),  # Yerlan, Erlan
        (r"(?<=[aeou])ie", "e"),  # Sergeyev, Sergeev
        (r"([a-z])\1+", r"\1"),  # Kassym, Kasym; Валерий, Valery
    )
)


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The comparable form of a name: lower-case Latin words and numbers with single spaces."""
    return " ".join(filter(None, map(_folded, name.split(" "))))


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    """The fold of what stands between two spaces, which no rule looks across: names are many, their words come back."""
    text = _ORDINAL.sub(r"\1", _ROMAN.sub(_number, normalize("NFC", word)))
    text = _SOFT_BEFORE_VOWEL.sub("и", _APOSTROPHES.sub("", text.lower()).replace("i̇", "i"))
    text = text.translate(_letters())
    if not text.isascii():
        text = anyascii(text).lower()
    for written, folded in _RULES:
        text = written.sub(folded, text)
    return _with_doubled_capitals(_APART.sub(" ", text).strip(), word)


def _with_doubled_capitals(folded: str, word: str) -> str:
    """Acronyms that begin with a doubled letter, or end in II, keep both: the EEU is not the EU, WWII is not WWI.

    Ordinary words in capitals (PRESS, UNION) do neither.
    """
    if not folded or not word.isupper() or not 3 <= len(word) <= _ACRONYM or _ROMAN.fullmatch(word):
        return folded
    return (folded[0] if word[0] == word[1] else "") + folded + ("i" if word.endswith("II") else "")


@cache
def _letters() -> dict[int, str]:
    """Lower-case letters and their Latin form."""
    return {ord(row["letter"]): row["latin"] for row in lexicon_rows("transliteration")}


def _number(match: re.Match[str]) -> str:
    """A Roman number in figures; II and III must not collapse as double letters do."""
    values = [_ROMAN_VALUES[letter] for letter in match.group()]
    return str(sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)))
