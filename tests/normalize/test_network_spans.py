"""The tagger that comes with Kenes, on texts written for this test."""

from __future__ import annotations

from datetime import date

import pytest

from flows.normalize import network_spans
from flows.normalize.network_spans import network_spans_from_pages
from flows.normalize.page import Page, Span
from flows.normalize.sentences import sentence_spans

TEXTS = (
    "Dock union ends strike in Mombasa\nThe Coast Dockers' Union signed an agreement with Kilindini Terminals on Friday. "
    "“We are going back with our heads up,” said Joseph Mwangi, the union's secretary.",
    "Members of parliament adopted the Labour Code on 12 May 2021.",
    "The minister, Aigul Seitova, said that wages would rise in spring. She added that talks with teachers would begin on Monday.",
    "",
    "No names here, only a quiet sentence about weather and roads.",
)


def page(text: str) -> Page:
    return Page("d", text, None, "en", date(2021, 5, 14), date(2021, 5, 14), sentence_spans(text, "en"))


def found(text: str, layer: str) -> list[tuple[str, str]]:
    (spans,) = network_spans_from_pages([page(text)])
    return [(text[span.start : span.end], span.label) for span in spans if span.layer == layer]


def test_names_roles_quotes_and_triggers_are_found() -> None:
    assert ("Joseph Mwangi", "person") in found(TEXTS[0], "name")
    assert ("Coast Dockers' Union", "organization") in found(TEXTS[0], "name")
    assert found(TEXTS[0], "quote") == [("We are going back with our heads up", "direct")]
    assert ("signed", "agreement") in found(TEXTS[0], "trigger")
    assert ("minister", "") in found(TEXTS[2], "role")
    assert [kind for _, kind in found(TEXTS[2], "quote")] == ["indirect", "indirect"]


def test_a_page_without_text_has_no_spans() -> None:
    assert network_spans_from_pages([page("")]) == [[]]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 2, 0, 3, 1)])
@pytest.mark.parametrize("at_once", [1, 200, 400_000])
def test_the_spans_are_the_same_whatever_is_read_beside(monkeypatch: pytest.MonkeyPatch, order: tuple[int, ...], at_once: int) -> None:
    alone: list[list[Span]] = [network_spans_from_pages([page(text)])[0] for text in TEXTS]
    monkeypatch.setattr(network_spans, "AT_ONCE", at_once)
    together = network_spans_from_pages([page(TEXTS[number]) for number in order])
    assert together == [alone[number] for number in order]


def test_spans_cut_words_out_whole_and_lie_within_the_text() -> None:
    for text, spans in zip(TEXTS, network_spans_from_pages([page(text) for text in TEXTS]), strict=True):
        assert all(text[span.start : span.end].strip() == text[span.start : span.end] != "" for span in spans)
        assert all(0 < span.confidence < 1 for span in spans)
