"""Spans of pages as the network finds them, settled with what the whole page tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from flows.normalize.addresses import addresses_from_page
from flows.normalize.agreed_names import agreed_names
from flows.normalize.page import Layer, Page, Span
from flows.normalize.settled_quotes import settled_quotes
from flows.normalize.sources_beside import sources_beside_cues
from flows.tagging.confidence import confidence
from flows.tagging.decoding import Scores
from flows.tagging.network import settings, tagged_from_texts
from flows.tagging.pieces import Pieces
from flows.tagging.tagged import Tagged

METHOD = "tagger"
AT_ONCE = 400_000  # characters: 70,000 words, 20 MB of scores
_AS_TAGGED: dict[str, Layer] = {"role": "role", "cue": "cue", "source": "source", "trigger": "trigger"}


def network_spans_from_pages(pages: Sequence[Page]) -> list[list[Span]]:
    """The spans of each page; pages without text have none. Some pages at a time: a word's scores take 300 bytes."""
    spans: list[list[Span]] = []
    for group in _groups(pages):
        pieces, scores, tagged = tagged_from_texts([page.text for page in group])
        spans += [_settled(*one) for one in zip(group, pieces, scores, tagged, strict=True)]
    return spans


def _groups(pages: Sequence[Page]) -> Iterator[list[Page]]:
    """The pages in order, as many together as hold about AT_ONCE characters."""
    group: list[Page] = []
    size = 0
    for page in pages:
        if group and size + len(page.text) > AT_ONCE:
            yield group
            group, size = [], 0
        group.append(page)
        size += len(page.text)
    if group:
        yield group


def _settled(page: Page, pieces: Pieces, scores: Scores, tagged: Sequence[Tagged]) -> list[Span]:
    spans = [_span(one, pieces) for one in tagged]
    names = agreed_names(page.text, [span for span in spans if span.layer == "name"])
    others = [span for span in spans if span.layer in _AS_TAGGED]
    roles = [span for span in others if span.layer == "role"]
    addresses = addresses_from_page(page, names, roles)
    beside = [span for span in others if span.layer in ("cue", "source")]
    quotes = settled_quotes(page, [span for span in spans if span.layer == "quote"], beside, addresses, pieces, scores)
    told = [span for span in (*beside, *quotes) if span.layer in ("cue", "source")]
    more = sources_beside_cues(page, names, roles, told, [span for span in quotes if span.layer == "quote"])
    return [*names, *others, *quotes, *more]


def _span(one: Tagged, pieces: Pieces) -> Span:
    words = int(np.searchsorted(pieces.word_start, one.end) - np.searchsorted(pieces.word_start, one.start))
    weights = settings()
    sure = round(confidence(one, words, weights.confidence), 2)
    return Span(one.start, one.end, _layer(one), one.label, sure, f"{METHOD}-{weights.version}", one.status)


def _layer(one: Tagged) -> Layer:
    return _AS_TAGGED.get(one.layer) or ("name" if one.layer == "name" else "quote")
