"""Names mended by structure."""

from __future__ import annotations

from flows.normalize.mended_names import mended_names
from flows.normalize.page import Span


def test_no_name_overlaps_another_after_mending() -> None:
    text = "The Law “On Wages in Miri” and Lark (Miri) Ltd."
    places = [Span(place, place + 4, "name", "place", 0.9, "tagger") for place in (text.index("Miri"), text.rindex("Miri"))]
    lark = Span(text.index("Lark"), text.index("Lark") + 4, "name", "organization", 0.9, "tagger")
    assert [text[name.start : name.end] for name in mended_names(text, [*places, lark])] == ["Law “On Wages in Miri”", "Lark (Miri) Ltd"]
