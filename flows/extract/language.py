"""The language of a text, or None when unsure."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

# The languages of the documents that Kenes is for, and those most often taken for them.
LANGUAGES = ("en", "ru", "kk", "ky", "uk", "tr", "uz", "mn", "tg", "az", "be", "de", "fr", "es", "it", "pt", "pl", "ar", "zh")

# Fewer letters than this say too little: py3langid answers 'en' to '' and to '2018'.
MIN_LETTERS = 12
# Of a long text this much tells the language (1.2 ms; 4,000 characters took 5 ms and told the same).
SAMPLE = 1000
LEAST_PROBABILITY = 0.75  # below it two languages are nearly even, which is no answer

_WORD = regex.compile(r"\p{L}+")
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_KAZAKH = regex.compile("[әғқұһіӘҒҚҰҺІ]")
_KAZAKH_ONLY = regex.compile("[әғқұһӘҒҚҰҺ]")  # і also stands in Ukrainian and Belarusian
_UKRAINIAN_OR_BELARUSIAN = regex.compile("[єїґўЄЇҐЎ]")


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def language_from_text(text: str, told: str | None = None) -> str | None:
    """ISO 639-1 code. Too short a text has the language that the file's metadata tell, if any."""
    told = told[:2].lower() if told and regex.fullmatch(r"[A-Za-z]{2}(?:[-_].*)?", told) else None
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < MIN_LETTERS:
        return told
    if _is_kazakh(sample) and len(_CYRILLIC.findall(sample)) > letters / 2:
        return "kk"
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= LEAST_PROBABILITY else told


def _is_kazakh(sample: str) -> bool:
    """Half of the words of Kazakh prose have a letter that Russian lacks; of Russian prose on Kazakhstan, some names."""
    if not _KAZAKH_ONLY.search(sample) or _UKRAINIAN_OR_BELARUSIAN.search(sample):
        return False
    words = _WORD.findall(sample)
    return sum(bool(_KAZAKH.search(word)) for word in words) > len(words) / 4
