from __future__ import annotations

from flows.normalize.page import Page
from flows.normalize.sentences import sentence_spans
from flows.normalize.tagger import spans_from_page
from schemas.contract import codes
from schemas.handoffs import LAYERS


def test_spans_carry_known_layers_labels_and_stand_inside_the_text() -> None:
    text = "The XIV Congress was held in Astana.\n“Work must be safe,” said the mayor of Astana, Asel Nurbekova."
    page = Page("doc-x", text, None, "en", None, None, sentence_spans(text, "en"))
    spans = spans_from_page(page)
    labels = {"name": codes("entity_types"), "quote": codes("quote_kinds"), "trigger": codes("event_types")}
    assert {span.layer for span in spans} == set(LAYERS)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.label in labels.get(span.layer, {"": ""})
