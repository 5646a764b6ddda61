from __future__ import annotations

from flows.normalize.page import Page, Span
from flows.normalize.sentences import sentence_spans
from flows.normalize.trigger_spans import trigger_spans_from_page


def triggers(text: str, *names: tuple[str, str]) -> list[tuple[str, str, str | None]]:
    page = Page("doc-1", text, None, "en", None, None, sentence_spans(text, "en"))
    spans = sorted(Span(text.index(name), text.index(name) + len(name), "name", kind, 1.0, "test") for name, kind in names)
    return [(text[span.start : span.end], span.label, span.status) for span in trigger_spans_from_page(page, spans)]


def test_a_support_verb_takes_the_type_of_its_noun() -> None:
    assert triggers("A congress was held on 5 May 2023. A seminar was held on 6 May 2023.") == [
        ("held", "meeting", "occurred"),
        ("held", "training", "occurred"),
    ]


def test_an_undated_verb_counts_beside_a_named_actor_only() -> None:
    assert triggers("Some text.\nThe Dockers' Union signed it.", ("Dockers' Union", "organization")) == [
        ("signed", "agreement", "occurred")
    ]
    assert triggers("Some text.\nPeople signed it.") == []


def test_a_duty_is_no_event() -> None:
    assert triggers("Employers must sign an agreement by May 2024.") == []


def test_a_month_is_no_march() -> None:
    assert triggers("It was cold on 5 March 2023.") == []


def test_a_body_that_supports_an_adoption_adopts() -> None:
    text = "Some text.\nThe Dockers' Union supported the adoption of the appeal. It supported the strike."
    assert triggers(text, ("Dockers' Union", "organization")) == [("supported", "adoption", "occurred")]


def test_a_word_inside_another_tells_nothing() -> None:
    assert triggers("Strike-breakers came on 5 May 2023 to the pre-election threshold.") == []


def test_a_date_in_figures_lets_a_noun_count() -> None:
    assert triggers("Some text.\nThe strike of 05.10.2023.\nThe strike of miners.") == [("strike", "dispute", "occurred")]
