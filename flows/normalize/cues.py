"""The words that introduce somebody's words: which they are and where a text has them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from flows.normalize.lexicon import lexicon_rows

_WORD = re.compile(r"[^\W_]+")


class Cue(NamedTuple):
    """One cue in a text; `frame` is its grammar: what may follow it (see lexicon/cue_verbs.csv)."""

    start: int
    end: int
    frame: str
    form: str


def cues_from_text(text: str, language: str | None) -> list[Cue]:
    """The cues of a text in order, the longest form where several begin at one word.

    Forms of all languages are looked for when the language is unknown or has no list of its own.
    """
    first_words = _forms(language)
    bases = _bases()
    found: list[Cue] = []
    taken = 0
    for match in _WORD.finditer(text):
        forms = first_words.get(match.group().lower())
        if forms is None or match.start() < taken:
            continue
        for form, frame in forms:
            end = match.start() + len(form)
            if end <= match.end() or (text[match.start() : end].lower() == form and not text[end : end + 1].isalnum()):
                end = max(end, match.end())
                if _is_no_cue(text, match.start(), form, form in bases):
                    break
                found.append(Cue(match.start(), end, frame, form))
                taken = end
                break
    return found


# 'the report', 'his promise', 'no comment', 'a call': forms that are also nouns follow a word that begins a noun phrase.
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "this",
        "that",
        "these",
        "those",
        "no",
        "any",
        "some",
        "each",
        "every",
        "of",
        "for",
        "by",
        "in",
        "on",
    ]
)
_PLURAL_SUBJECTS = frozenset(["they", "we", "i", "you", "who", "people", "police", "and", "also"])


def _is_no_cue(text: str, start: int, form: str, base: bool) -> bool:
    """Whether a form is a noun, an infinitive or part of a name here: it tells no utterance that has happened."""
    before = text[max(0, start - 24) : start]
    word = before.rstrip().rpartition(" ")[2].lower()
    if text[start].isupper() and word and before.endswith(" ") and word[-1] not in '.!?:”"»’…':
        return True
    if before.endswith("-") or word in _DETERMINERS:
        return not form.endswith("ing") or word not in ("by", "in", "on")
    if base:
        return not (word in _PLURAL_SUBJECTS or word.endswith("s"))
    return word == "to"


@cache
def _bases() -> frozenset[str]:
    """The uninflected English verbs: they are cues after a plural subject only."""
    return frozenset(
        row["forms"].split("|")[0] for row in lexicon_rows("cue_verbs") if row["language"] == "en" and row["frame"] != "accord"
    )


@cache
def _forms(language: str | None) -> dict[str, list[tuple[str, str]]]:
    """First word of a form -> the forms that begin with it and their frames, longest first."""
    rows = lexicon_rows("cue_verbs")
    known = {row["language"] for row in rows}
    forms: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if language in known and row["language"] != language:
            continue
        for form in row["forms"].split("|"):
            forms.setdefault(form.split(" ")[0], []).append((form, row["frame"]))
    return {word: sorted(found, key=lambda pair: -len(pair[0])) for word, found in forms.items()}
