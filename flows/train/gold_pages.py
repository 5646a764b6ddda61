"""Pages of the authored corpus as normalize meets them, with what their annotation says should be found.

The pages' noise and empty lines are left out, as cleaning leaves them out, and offsets count without them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from flows.dates import first_last_from_edtf
from flows.normalize.page import Layer, Page, Span
from flows.normalize.sentences import sentence_spans
from flows.train.authored import ENTITY_TYPES, AuthoredDocument, AuthoredSpan, documents_from_corpus

_LAYERS: dict[str, Layer] = {"role": "role", "q": "quote", "cue": "cue", "src": "source"}
_METHOD = "authored"
# The forms that stand beside a verb of speech or after 'according to'.
_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "who", "which", "him", "her", "them", "me", "us"])


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One quote: its characters, its kind and the entity that speaks, None where the page does not tell.

    `position` is how the page names the speaker: by `name` beside the quote, by a `role` or another description, by a `pronoun`,
    only `before` (nothing beside the quote does), or as `nobody`.
    """

    start: int
    end: int
    kind: str
    speaker: str | None
    position: str


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event as its trigger tells it; the entities are those of the document."""

    trigger: Span
    sentence: tuple[int, int]
    date: str | None
    participants: frozenset[str]


@dataclass(frozen=True)
class GoldPage:
    """A page with its annotation; `names` are the spans of the layer name, with the entity of each."""

    document: AuthoredDocument
    page: Page
    marked: tuple[AuthoredSpan, ...]

    @cached_property
    def names(self) -> list[tuple[Span, str]]:
        tagged = [one for one in self.marked if one.tag in ENTITY_TYPES]
        return [(_span(one, "name", ENTITY_TYPES[one.tag]), one.attributes["id"]) for one in tagged]

    @cached_property
    def spans(self) -> list[Span]:
        """All spans but those of the layer trigger, in order."""
        others = [_span(one, _LAYERS[one.tag], one.attributes.get("kind", "")) for one in self.marked if one.tag in _LAYERS]
        return sorted([span for span, _ in self.names] + others)

    @cached_property
    def mentions(self) -> list[dict[str, Any]]:
        """The names as rows of mentions: the key is the entity of the document, its name the longest one."""
        longest: dict[str, str] = {}
        for span, entity in self.names:
            text = self.page.text[span.start : span.end]
            longest[entity] = max(longest.get(entity, ""), text, key=len)
        return [
            {
                "document_id": self.page.document_id,
                "entity_key": entity,
                "entity_type": span.label,
                "entity_name": longest[entity],
                "text": self.page.text[span.start : span.end],
                "char_start": span.start,
                "char_end": span.end,
            }
            for span, entity in self.names
        ]

    @cached_property
    def quotes(self) -> list[GoldQuote]:
        tagged = [one for one in self.marked if one.tag == "q"]
        sources = {quote: one for one in self.marked if one.tag == "src" for quote in one.attributes["q"].split()}
        return [
            GoldQuote(one.start, one.end, one.attributes["kind"], speaker, self._position(speaker, sources.get(one.attributes["id"])))
            for one in tagged
            for speaker in [one.attributes.get("by") or None]
        ]

    def _position(self, speaker: str | None, source: AuthoredSpan | None) -> str:
        if speaker is None:
            return "nobody"
        if source is None:
            return "before"
        if any(entity == speaker and source.start <= span.start and span.end <= source.end for span, entity in self.names):
            return "name"
        return "pronoun" if self.page.text[source.start : source.end].lower() in _PRONOUNS else "role"

    @cached_property
    def events(self) -> list[GoldEvent]:
        """The events, each once: further trigger words of the same happening are left out."""
        return [self._event(one) for one in self.marked if one.tag == "ev" and "same" not in one.attributes]

    def _event(self, one: AuthoredSpan) -> GoldEvent:
        at = bisect_right(self.page.sentences, one.start, key=lambda sentence: sentence[0]) - 1
        trigger = _span(one, "trigger", one.attributes["type"], one.attributes.get("status"))
        participants = frozenset(one.attributes.get("with", "").split())
        return GoldEvent(trigger, self.page.sentences[at], one.attributes.get("date") or None, participants)


def _span(one: AuthoredSpan, layer: Layer, label: str, status: str | None = None) -> Span:
    return Span(one.start, one.end, layer, label, 1.0, _METHOD, status)


def gold_page_from_document(document: AuthoredDocument) -> GoldPage:
    """The page of a document, noise and empty lines left out."""
    kept = _kept_characters(document)
    places = [0, *accumulate(kept)]
    text = "".join(letter for letter, keep in zip(document.text, kept, strict=True) if keep)
    moved = (AuthoredSpan(one.tag, one.attributes, places[one.start], places[one.end]) for one in document.spans)
    marked = tuple(one for one in moved if one.start < one.end)
    title = next((text[one.start : one.end] for one in marked if one.tag == "title"), None)
    first, last = first_last_from_edtf(document.published) if document.published else (None, None)
    sentences = sentence_spans(text, document.language)
    return GoldPage(document, Page(document.document_id, text, title, document.language, first, last, sentences), marked)


def _kept_characters(document: AuthoredDocument) -> list[bool]:
    text = document.text
    kept = [True] * len(text)
    for span in document.spans:
        if span.tag == "junk":
            kept[span.start : span.end] = [False] * (span.end - span.start)
    full = False  # whether the line so far has a character that is kept
    for place, letter in enumerate(text):
        if letter == "\n":
            kept[place] = full
            full = False
        elif kept[place]:
            full = True
    return kept


def gold_pages(held_out: bool) -> list[GoldPage]:
    """The pages whose every layer is annotated: those of the held-out tenth, or the others."""
    documents = (one for one in documents_from_corpus() if one.layers == "all" and one.held_out == held_out)
    return [gold_page_from_document(one) for one in documents]
