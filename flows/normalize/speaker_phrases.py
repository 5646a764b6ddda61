"""The words that name a speaker: a name, a pronoun, a description with its head noun; or how a quote stands without them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from flows.normalize.lexicon import lexicon_rows, lexicon_words


class Phrase(NamedTuple):
    """`kind`: a class of pronouns (m, f, it, they, first, relative), or by its determiner a definite, possessive, indefinite or bare
    phrase; `sort`: what its head noun can be (voice, body, plural, person, single; '' of a pronoun); `owner`: the noun before its 's."""

    kind: str
    sort: str
    head: str
    owner: str = ""

    @property
    def gender(self) -> str | None:
        """m or f where the pronoun or the noun tells it."""
        return self.kind if self.kind in ("m", "f") else _genders().get(self.head) or None

    @property
    def titles(self) -> frozenset[str]:
        """The nouns of titles whose holders the head noun can mean, itself left out."""
        return _kindred().get(self.head, frozenset())


_DETERMINERS = {
    "definite": ("the", "this", "that", "these", "those", "both"),
    "possessive": ("his", "her", "its", "their", "our", "my"),
    "indefinite": ("a", "an", "one", "another", "some", "many", "several", "two", "three", "four", "most", "other", "few", "each", "every"),
}
_KINDS = {word: kind for kind, words in _DETERMINERS.items() for word in words}
_INTENSIVE = re.compile(r"\s+(?:(?:him|her|it)self|themselves|too|also|both|all)$")
# A noun phrase's head stands before its complement or relative clause (Quirk et al. 1985, 17.2).
_COMPLEMENT = re.compile(r"\s(?:of|for|at|in|from|on|by|with|who|which|that|whose|to|and)\s|[,(:]")
_WORD = re.compile(r"[^\W_]+")
_OWNER = re.compile(r"(?:\w+ )*?(\w+)['’]s? ")
# Nouns in -s that are no plurals.
_SINGULAR = re.compile(r"(?:ss|us|is|ics|news|press|headquarters)$")
_PLURALS = frozenset(["people", "men", "women", "police", "children", "staff"])


@lru_cache(maxsize=10_000)
def phrase_from_words(words: str) -> Phrase:
    """What the words of a source are."""
    lower = _INTENSIVE.sub("", words.lower().strip(" ,:"))
    if kind := pronoun_classes().get(lower):
        return Phrase(kind, "", "")
    first = lower.split(maxsplit=1)[0] if lower else ""
    head = head_noun(lower)
    owner = _OWNER.match(lower)
    return Phrase(_KINDS.get(first, "bare"), _sort(head), head, owner.group(1) if owner else "")


@cache
def pronoun_classes() -> dict[str, str]:
    """Pronoun -> whom it can stand for."""
    return {row["word"]: row["person"] for row in lexicon_rows("pronouns")}


def head_noun(text: str) -> str:
    """The head of a noun phrase: its last word before 'of', 'for', 'who', a comma."""
    phrase = _COMPLEMENT.split(text.strip().lower(), maxsplit=1)[0]
    words = _WORD.findall(re.sub(r"['’]s\b", "", phrase))
    return words[-1] if words else ""


def _sort(head: str) -> str:
    if head in lexicon_words("voice_nouns", "noun"):
        return "voice"
    if head in body_names():
        return "body"
    if head in lexicon_words("person_nouns", "noun"):
        return "person"
    return "plural" if head in _PLURALS or (head.endswith("s") and len(head) > 3 and not _SINGULAR.search(head)) else "single"


@cache
def body_names() -> dict[str, frozenset[str]]:
    """A noun for a body ('union') -> the nouns that the names of such bodies hold ('union', 'federation')."""
    return {row["noun"]: frozenset(row["names"].split("|")) for row in lexicon_rows("body_nouns")}


@cache
def _genders() -> dict[str, str]:
    """Noun -> the gender of those whom it can mean."""
    told = {row["noun"]: row["gender"] for row in lexicon_rows("person_nouns")}
    return told | {row["form"]: row["gender"] for row in lexicon_rows("genders") if row["place"] == "noun"}


@cache
def _kindred() -> dict[str, frozenset[str]]:
    """A noun for the holder of an office ('leader') -> the nouns in the titles of such offices ('chairman', 'secretary')."""
    return {row["noun"]: frozenset(row["offices"].split("|")) - {row["noun"]} for row in lexicon_rows("kindred_offices")}
