"""Documents named by a title in quote marks ('Law “On Mediation”') or by a purpose and years ('Roadmap to reduce injuries for 2019-2021').

The counts tell how often the development documents of the authored corpus mark such a place so.
"""

from __future__ import annotations

import re

from flows.normalize.lexicon import lexicon_words
from flows.normalize.page import Span

_METHOD = "titled-document-1"
_SURE = 0.9
_DETERMINERS = frozenset(("the", "a", "an", "this", "that", "our", "its"))
_TITLE = r"(?:“[A-Z0-9][^“”\n]{2,160}”|«[A-Z0-9][^«»\n]{2,160}»|\"[A-Z0-9][^\"\n]{2,160}\")"
# With a capital the noun belongs to the name, and so do the capitalised words before it: 47 of 48. ('Order “Parasat”' is a medal.)
_KINDS = (
    "Address|Appeal|Article|Bill|Code|Concept|Declaration|Decree|Directive|Law|Manifesto|"
    "Plan|Program|Programme|Project|Resolution|Roadmap|Strategy"
)
_YEARS = r"(?: (?:for|until) (?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?(?![\w-]))"
_BEFORE = r"(?P<before>(?:\b[A-Z][\w-]+ ){0,3})"
_NAMED = re.compile(rf"{_BEFORE}\b(?:{_KINDS}) {_TITLE}{_YEARS}?")
# In lower case it does not, and the marks do: 5 of 5. Contests, books and songs go both ways.
_LOWER = re.compile(rf"\b(?:programme|program|project) (?P<title>{_TITLE})")
# Articles by title are laws (DECISIONS.md), without the marks: 1 of 1; one word or two are an article of a code.
_ARTICLE = re.compile(r"\barticle [“«\"](?P<title>[A-Z0-9][^\s“”«»\"]*(?: [^\s“”«»\"]+){2,20}?)[.,]?[”»\"]")
# The purpose belongs to a plan's name (DECISIONS.md), and its years end it: 26 of 26; without years nothing tells where it ends.
_PLANS = "Algorithm|Concept|Plan|Program|Programme|Project|Roadmap|Strategy"
_VERB = r"\b(?:are|had|has|have|is|that|was|were|which|who|will)\b"
_PLAN = re.compile(rf"{_BEFORE}\b(?:{_PLANS}) (?:to|for|on|of) (?:(?!{_VERB})[^\n.;:“”«»()]){{3,120}}?{_YEARS}")


def titled_documents(text: str) -> list[Span]:
    """Spans of names of laws; a capital at the start of a sentence belongs to no name ('The Law “On Elections”')."""
    spans = [(_start(match), match.end()) for pattern in (_NAMED, _PLAN) for match in pattern.finditer(text)]
    spans += [match.span("title") for pattern in (_LOWER, _ARTICLE) for match in pattern.finditer(text)]
    return [Span(start, end, "name", "law", _SURE, _METHOD) for start, end in sorted(spans)]


def _start(match: re.Match[str]) -> int:
    start = match.start()
    for word in match["before"].split():
        if word.lower() not in _DETERMINERS | lexicon_words("function_words"):
            break
        start += len(word) + 1
    return start
