"""Where a name begins and ends, where the codebook settles it by the words at its edges.

The counts tell how often the development documents of the authored corpus mark such a place so, and how often not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from flows.normalize.lexicon import lexicon_rows, lexicon_words
from flows.normalize.page import Span
from flows.normalize.short_names import VERSIONS

# 'Sdn Bhd' is Malaysian, the others are in legal_forms.csv; a form has its full stop unless a sentence ends there.
_AFTER_NAME = re.compile(r"(?:,? \(\w+\))?,? (?:(Sdn\. Bhd)\.|(Sdn Bhd|[A-Z]\w{1,4})\b(?:\.(?=,| [a-z(]))?)")
# A number completes an instrument: 71 of 71, seven more inside a longer name ('Decree 74/2024', 'Act 1998', 'Law (2015-26)').
_INSTRUMENTS = "Act|Bill|Circular|Convention|Decree|Directive|Instruction|Law|Ordinance|Order|Protocol|Recommendation|Resolution"
_INSTRUMENT = re.compile(rf"\b(?:{_INSTRUMENTS})$")
_NUMBER = re.compile(r" (?:(?:No\.? ?|№ ?|Nr\.? ?)?\d+(?:[/-]\w+)*|\((?:No\.? ?)?\d+(?:[/-]\d+)*\))(?![\w%]|\.\d)")
_YEARS = re.compile(r" (?:for (?:19|20)\d\d\s?[–-]\s?(?:19|20)?\d\d|until (?:the year )?(?:19|20)\d\d)(?![\w-])")
_NOUN = re.compile(r"[ ]([a-z]+)\b(?!-)")
_VERSIONS = rf"(?:(?:{'|'.join(sorted(VERSIONS))}) )"
_CONSTITUTION = re.compile(rf"{_VERSIONS}*(?:Constitution|Fundamental Law|Basic Law)\b")
_VERSION = re.compile(rf"\b{_VERSIONS}+$")
_FIRST_WORD = re.compile(r"([^\W\d_]+['’]?)\.?\s+(?=[^\W\d_])")
_LAST_WORD = re.compile(r"[ -]([^\W\d_]+)$")
_MARKS = {"“": "”", "«": "»", "”": "“", "»": "«"}


def edged_name(text: str, name: Span) -> Span:
    """The name with its proper first and last character, and with the type that its last word tells."""
    for step in _STEPS:
        name = step(text, name)
    return name


def _without_lone_marks(text: str, name: Span) -> Span:
    """A mark at an edge whose partner stands outside is left out: no gold name has a mark alone at its edge."""
    words = text[name.start : name.end]
    first, last = words[0], words[-1]
    if first in "“«" and _MARKS[first] not in words and len(words) > 1:
        return name._replace(start=name.start + 1)
    if last in "”»" and _MARKS[last] not in words and len(words) > 1:
        return name._replace(end=name.end - 1)
    return name


def _without_address(text: str, name: Span) -> Span:
    """Forms of address stay outside (GUIDE.md): 'Mme Lachenal-Ndoye', 'Orazkhan aqsaqal'; 251 stand beside a person's name, none in it."""
    if name.label != "person":
        return name
    words = text[name.start : name.end]
    if (first := _FIRST_WORD.match(words)) and first[1].lower().replace("’", "'") in lexicon_words("address_forms", place="before"):
        return name._replace(start=name.start + first.end())
    if (last := _LAST_WORD.search(words)) and last.start() and last[1].lower() in lexicon_words("address_forms", place="after"):
        return name._replace(end=name.start + last.start())
    return name


def _with_form(text: str, name: Span) -> Span:
    """A company's legal form ends its name, and what it ends is an organization: 93 of 99, the others differ by a full stop or 'Pty'."""
    if name.label == "place" or "\n" in text[name.start : name.end]:
        return name
    ending = re.search(r"[\w)] ((?:Sdn\.? Bhd|[A-Z]\w{1,4}))\.?$", text[name.start : name.end])
    if ending and _is_form(ending[1]):
        return name._replace(label="organization")
    after = _AFTER_NAME.match(text, name.end)
    return name._replace(end=after.end(), label="organization") if after and _is_form(after[1] or after[2]) else name


def _is_form(word: str) -> bool:
    return word.replace(".", "") == "Sdn Bhd" or (word in _shown_forms() and len(word) > 2)


@cache
def _shown_forms() -> frozenset[str]:
    """Legal forms as printed ('LLP', 'Ltd'); 'Co' and 'Limited' stand for much else."""
    forms = {row["form"] for row in lexicon_rows("legal_forms") if row["place"] in ("after", "both")} - {"co", "limited"}
    return frozenset([*map(str.upper, forms), *map(str.capitalize, forms)])


def _with_number(text: str, name: Span) -> Span:
    if name.label != "law" or not _INSTRUMENT.search(text[name.start : name.end]):
        return name
    number = _NUMBER.match(text, name.end)
    return name._replace(end=number.end()) if number else name


def _with_years(text: str, name: Span) -> Span:
    """The years of a plan end its name: 52 of 54 ('for 2018–2020', 'until 2030')."""
    years = _YEARS.match(text, name.end) if name.label == "law" else None
    return name._replace(end=years.end()) if years else name


def _with_noun(text: str, name: Span) -> Span:
    """A noun in lower case that completes a name: 32 of 34 places, 7 of 7 laws, 15 of 18 disasters."""
    noun = _NOUN.match(text, name.end)
    kinds = _completing().get(noun[1], {}) if noun else {}
    return name._replace(end=noun.end(), label=kinds[name.label]) if noun and name.label in kinds else name


@cache
def _completing() -> dict[str, dict[str, str]]:
    """Noun -> type of the name before it -> type of the whole."""
    found: dict[str, dict[str, str]] = {}
    for row in lexicon_rows("completing_nouns"):
        found.setdefault(row["noun"], {})[row["before"]] = row["type"]
    return found


def _with_version(text: str, name: Span) -> Span:
    """'draft', 'new' and 'current' before a constitution tell its version: 11 of 13."""
    if name.label != "law" or not _CONSTITUTION.match(text, name.start):
        return name
    version = _VERSION.search(text, max(0, name.start - 30), name.start)
    return name._replace(start=version.start()) if version else name


_STEPS: tuple[Callable[[str, Span], Span], ...] = (
    _without_lone_marks,
    _without_address,
    _with_form,
    _with_number,
    _with_years,
    _with_noun,
    _with_version,
)
