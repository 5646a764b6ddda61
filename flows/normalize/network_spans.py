"""Spans of pages as the network and the word lists find them together, settled with what the whole page tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.normalize.addresses import addresses_from_page
from flows.normalize.agreed_names import agreed_names
from flows.normalize.lexicon_tagger import lexicon_spans_from_page
from flows.normalize.mended_names import mended_names
from flows.normalize.page import Layer, Page, Span
from flows.normalize.settled_quotes import settled_quotes
from flows.normalize.weighed_spans import candidates, chosen
from flows.normalize.weighed_triggers import candidates_with_signs, triggers_from_candidates
from flows.tagging.decoding import Scores
from flows.tagging.layers import SPAN_LAYER
from flows.tagging.network import Settings, settings, tagged_from_texts
from flows.tagging.pieces import Pieces
from flows.tagging.tagged import Tagged

AT_ONCE = 400_000  # characters: 70,000 words, 20 MB of scores
_LAYERS: tuple[Layer, ...] = ("name", "role", "quote", "cue", "source")


def network_spans_from_pages(pages: Sequence[Page]) -> list[list[Span]]:
    """The spans of each page; pages without text have none. Some pages at a time: a word's scores take 300 bytes."""
    spans: list[list[Span]] = []
    for group in _groups(pages):
        pieces, scores, tagged = tagged_from_texts([page.text for page in group])
        read = zip(group, pieces, scores, tagged, strict=True)
        spans += [settled_spans(*one, lexicon_spans_from_page(one[0]), settings()) for one in read]
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


def settled_spans(
    page: Page, pieces: Pieces, scores: Scores, tagged: Sequence[Tagged], lexicon: Sequence[Span], stored: Settings
) -> list[Span]:
    """The spans of one page from what the network and the word lists propose."""
    beside = spans_beside_triggers(page, pieces, scores, tagged, lexicon, stored)
    told = candidates_with_signs(page, pieces, scores, tagged, lexicon, beside)
    return [*beside, *triggers_from_candidates(page, told, stored.weights, stored.least["trigger"], f"tagger-{stored.version}")]


def spans_beside_triggers(
    page: Page, pieces: Pieces, scores: Scores, tagged: Sequence[Tagged], lexicon: Sequence[Span], stored: Settings
) -> list[Span]:
    """The spans of the other layers: what stands beside a trigger tells whether it is one."""
    spans = {layer: _spans(layer, pieces, scores, tagged, lexicon, stored) for layer in _LAYERS}
    names = mended_names(page.text, agreed_names(page.text, spans["name"]))
    addresses = addresses_from_page(page, names, spans["role"])
    beside = [*spans["cue"], *spans["source"]]
    quotes = settled_quotes(page, spans["quote"], beside, addresses, pieces, scores)
    return [*names, *spans["role"], *beside, *quotes]


def _spans(layer: Layer, pieces: Pieces, scores: Scores, tagged: Sequence[Tagged], lexicon: Sequence[Span], stored: Settings) -> list[Span]:
    found = candidates(SPAN_LAYER[layer], pieces, scores, tagged, lexicon, f"tagger-{stored.version}")
    return [
        Span(one.start, one.end, layer, one.label, round(sure, 2), one.method, one.status)
        for one, sure in chosen(found, stored.weights[layer], stored.least[layer])
    ]
