"""Rows of `quotes`: spans of quotes joined with their cues, and with the speakers whom the page tells."""

from __future__ import annotations

from typing import Any

from flows.normalize.cast import cast_from_page
from flows.normalize.page import Page, Span
from flows.normalize.speaker_tellings import SIGNATURE_REACH as SIGNATURE_REACH
from flows.normalize.speaker_tellings import Telling, tellings_from_spans
from flows.normalize.speakers import confidence_from_chance, speakers_of_tellings


def quotes_from_page(page: Page, spans: list[Span], mentions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """LOCAL_QUOTES rows of a page, in the order of their places; `confidence` is the chance of the words, whoever said them."""
    tellings = tellings_from_spans(page, spans)
    if not tellings:
        return []
    speakers = speakers_of_tellings(page, cast_from_page(page, spans, mentions), tellings)
    return [_row(page, telling, speaker) for telling, speaker in zip(tellings, speakers, strict=True)]


def _row(page: Page, telling: Telling, speaker: tuple[str, float] | None) -> dict[str, Any]:
    quote, cue, source = telling.quote, telling.cue, telling.source
    return {
        "quote_id": page.row_id("quo", quote.start, quote.end),
        "document_id": page.document_id,
        "kind": quote.label,
        "text": page.text[quote.start : quote.end],
        "char_start": quote.start,
        "char_end": quote.end,
        "speaker_key": speaker[0] if speaker else None,
        "speaker_confidence": confidence_from_chance(speaker[1]) if speaker else None,
        "speaker_text": page.text[source.start : source.end] if source else None,
        "speaker_char_start": source.start if source else None,
        "speaker_char_end": source.end if source else None,
        "cue": page.text[cue.start : cue.end] if cue else None,
        "confidence": quote.confidence,
        "method": quote.method,
    }
