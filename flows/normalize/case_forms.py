"""The base form of a Russian or Kazakh name that stands in another case."""

from __future__ import annotations

from functools import cache

from flows.normalize.authority import Authority
from flows.normalize.lexicon import lexicon_words

_RUSSIAN_BASES = ("", "а", "я", "ь", "й", "о", "е")  # what the nominative may end in where another case has its ending


def base_form(name: str, kind: str, language: str | None, authority: Authority) -> str:
    """The nominative, where the authority knows it or, in Kazakh, where the ending is a whole case suffix; else the name itself."""
    if language not in ("ru", "kk") or not name or authority.known(kind, name):
        return name
    for ending in _endings(language):
        if name.endswith(ending) and len(name) > len(ending) + 2:
            stem = name[: -len(ending)]
            for base in _RUSSIAN_BASES if language == "ru" else ("",):
                if known := authority.known(kind, stem + base):
                    return known.name if kind == "place" else stem + base
    return next((name[: -len(ending)] for ending in _endings("kk") if _is_suffix(name, ending)), name) if language == "kk" else name


def _is_suffix(name: str, ending: str) -> bool:
    """Genitive and ablative are long enough to be no part of a name's own last syllable."""
    return len(ending) == 3 and name.endswith(ending) and len(name) > len(ending) + 3


@cache
def _endings(language: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon_words("case_endings", language=language), key=lambda ending: (-len(ending), ending)))
