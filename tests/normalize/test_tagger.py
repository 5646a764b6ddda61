from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(("language", "by_network"), [("en", True), (None, True), ("ru", False), ("kk", False)])
def test_pages_in_languages_with_word_lists_of_their_own_are_not_read_by_the_network(language: str | None, by_network: bool) -> None:
    text = "Asel Nurbekova and the Union of Bakers signed an agreement in Astana on 5 May 2021."
    spans = spans_from_page(Page("doc-x", text, None, language, None, None, sentence_spans(text, language)))
    names = [span for span in spans if span.layer == "name"]
    assert {span.method.startswith("tagger-") for span in names} <= {by_network}
