"""The core of an institution's or law's name: its words without article, possessive and country.

'the Ministry of Labour of the Republic of Kazakhstan', 'Ministry of Labor of Kazakhstan' and, told in
a document about Kazakhstan, 'Ministry of Labor' are one body: core 'ministri of labor', country KZ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

from flows.normalize.fold import fold
from flows.normalize.lexicon import lexicon_rows

FUNCTION_WORDS = frozenset(("of", "for", "in", "on", "to", "and", "i", "po", "v", "na", "men", "jane"))  # en, ru, kk; folded
_ARTICLES = frozenset(("the", "a", "an"))
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$")
_LONGEST_COUNTRY = 7  # words of 'the United Kingdom of Great Britain and Northern Ireland' after the article is dropped, less two
_MARKS = re.compile(r"[\"«»“”„‟]")


@lru_cache(maxsize=20_000)
def bare_name(name: str) -> str:
    """The name without quote marks, a leading article and a final possessive."""
    words = _POSSESSIVE.sub("", " ".join(_MARKS.sub(" ", name).split())).split(" ")
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in _ARTICLES else words)


def core_from_name(name: str, countries: Mapping[str, str]) -> tuple[str, str | None]:
    """The folded words of a name without the country at its end or start, and that country's code."""
    words = _without_legal_form([_american().get(word, word) for word in fold(bare_name(name)).split() if word not in _ARTICLES])
    for size in range(min(_LONGEST_COUNTRY, len(words) - 1), 0, -1):
        for first, rest in ((len(words) - size, words[:-size]), (0, words[size:])):
            if code := countries.get(" ".join(words[first : first + size])):
                while len(rest) > 1 and rest[-1] in FUNCTION_WORDS:
                    rest = rest[:-1]
                return " ".join(rest), code
    return " ".join(words), None


def _without_legal_form(words: list[str]) -> list[str]:
    """'Apple Inc.' is Apple, 'АО «Казатомпром»' is Казатомпром."""
    before, after = _legal_forms()
    while len(words) > 1 and words[-1] in after:
        words = words[:-1]
    return words[1:] if len(words) > 1 and words[0] in before else words


def scope_from_core(core: str) -> Literal["national", "document"] | None:
    """What a core tells by itself: one of its kind in a country, one within its document, or one anywhere (None)."""
    scopes = ["document" if word.isdecimal() else _generic().get(word) for word in core.split() if word not in FUNCTION_WORDS]
    if scopes and (scopes[0] == "national" or (all(scopes) and "national" in scopes)):
        return "national"
    return "document" if all(scopes) or core in _heads() else None


@cache
def _generic() -> dict[str, str]:
    return {fold(row["word"]): row["scope"] for row in lexicon_rows("generic_names")}


@cache
def _heads() -> frozenset[str]:
    """The nouns that head names: 'the Guild' alone is some guild."""
    return frozenset(fold(row["word"]) for row in lexicon_rows("name_heads"))


@cache
def _legal_forms() -> tuple[frozenset[str], frozenset[str]]:
    """The legal forms that may stand before a name, and those that may stand after one."""
    rows = lexicon_rows("legal_forms")
    return frozenset(fold(row["form"]) for row in rows if row["place"] == "both"), frozenset(fold(row["form"]) for row in rows)


@cache
def _american() -> dict[str, str]:
    return {fold(row["british"]): fold(row["american"]) for row in lexicon_rows("english_spellings")}
