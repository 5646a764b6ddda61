"""All forms of a word, by the rules of its language.

Russian by declension class, Kazakh by vowel harmony and the ending's last sound (plural, possessive,
case in that order). Rules instead of lists, since one Kazakh month has some forty forms.
Sources: the declension tables of any school grammar; for Kazakh also the plural-possessive-case order
of Apertium's description of Kazakh nouns (facts, no text taken).
"""

from __future__ import annotations

from collections.abc import Iterator

RUSSIAN = {
    "ru-masc": ",а,у,ом,е,ы,ов,ам,ами,ах",
    "ru-masc-k": ",а,у,ом,е,и,ов,ам,ами,ах",  # after г, к, х
    "ru-soft": "ь,я,ю,ем,е,и,ей,ям,ями,ях",
    "ru-y": "й,я,ю,ем,е,и,ев,ям,ями,ях",
    "ru-fem": "а,ы,у,е,ой,,ам,ами,ах",
    "ru-fem-k": "а,и,у,е,ой,,ам,ами,ах",
    "ru-neut": "о,а,у,ом,е,,ам,ами,ах",
    "ru-neut-e": "е,я,ю,ем,и,й,ям,ями,ях",
    "ru-adj": "ый,ого,ому,ым,ом,ая,ой,ую,ое,ые,ых,ыми",
    "ru-adj-k": "ий,ого,ому,им,ом,ая,ой,ую,ое,ие,их,ими",
    "ru-adj-soft": "ий,его,ему,им,ем,яя,ей,юю,ее,ие,их,ими",
    "ru-adj-o": "ой,ого,ому,ым,ом,ая,ую,ое,ые,ых,ыми",
    "ru-this": "т,го,му,им,й,та,у,то,и,их,ими",  # этот: the stem is эт-/это-
}

_BACK, _FRONT = "аоуұыяё", "әеөүіиэ"
_VOICELESS = "пфкқтсшщчцхһ"
_VOWELS = "аоуұыяёәеөүіиэюу"


def forms(stem: str, paradigm: str) -> Iterator[str]:
    """Every form of a stem in its paradigm; 'fixed' has only itself."""
    if paradigm == "kk":
        yield from _kazakh_forms(stem)
    elif paradigm in RUSSIAN:
        for ending in RUSSIAN[paradigm].split(","):
            yield stem + ending
    else:
        yield stem


def russian_paradigm(name: str) -> tuple[str, str]:
    """Stem and class of a month or weekday, told by its ending in the nominative."""
    if name.endswith("ь"):
        return name[:-1], "ru-soft"
    if name.endswith("й"):
        return name[:-1], "ru-y"
    if name.endswith("а"):
        return name[:-1], "ru-fem"
    if name.endswith("е"):
        return name[:-1], "ru-neut-e"
    return name, "ru-masc-k" if name[-1] in "гкх" else "ru-masc"


def _kazakh_forms(stem: str) -> Iterator[str]:
    """The stem bare, plural and possessed, each in every case and with the attributive -ғы/-гі."""
    front = _is_front(stem)
    plural = stem + _plural(stem, front)
    for base in (stem, plural):
        yield from _cases(base, front, possessed=False)
        yield from _cases(_possessed(base, front), front, possessed=True)


def _cases(base: str, front: bool, possessed: bool) -> Iterator[str]:
    e, i = ("е", "і") if front else ("а", "ы")
    yield base
    if possessed:
        endings = [f"н{i}ң", f"н{e}", f"н{i}", "н", f"нд{e}", f"н{e}н", f"нд{e}г{i}" if front else f"нд{e}ғ{i}"]
    else:
        last = base[-1]
        hard = "т" if last in _VOICELESS else "д"
        genitive = "т" if last in _VOICELESS else "н" if last in _VOWELS or last in "мнң" else "д"
        dative = {(True, True): "к", (True, False): "г", (False, True): "қ", (False, False): "ғ"}[front, last in _VOICELESS]
        ablative = "н" if last in "мнң" else hard
        accusative = "т" if last in _VOICELESS else "н" if last in _VOWELS else "д"
        attributive = "г" if front else "ғ"
        endings = [
            f"{genitive}{i}ң", f"{dative}{e}", f"{accusative}{i}", f"{hard}{e}", f"{ablative}{e}н", f"{hard}{e}{attributive}{i}",
            f"{dative}{i}",
        ]  # fmt: skip
    for ending in endings:
        yield base + ending


def _possessed(base: str, front: bool) -> str:
    """'Its …': апта -> аптасы, ай -> айы, қыркүйек -> қыркүйегі (a voiceless stop is voiced)."""
    i = "і" if front else "ы"
    if base[-1] in _VOWELS and base[-1] != "у":
        return base + "с" + i
    return base[:-1] + {"к": "г", "қ": "ғ", "п": "б"}.get(base[-1], base[-1]) + i


def _plural(stem: str, front: bool) -> str:
    last = stem[-1]
    first = "л" if last in _VOWELS or last in "рй" else "т" if last in _VOICELESS else "д"
    return first + ("ер" if front else "ар")


def _is_front(stem: str) -> bool:
    for letter in reversed(stem):
        if letter in _FRONT:
            return True
        if letter in _BACK:
            return False
    return False
