from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flows.normalize.authority import authority_from_folder
from flows.normalize.mentions import mentions_from_spans
from flows.normalize.page import Page, Span


def page(text: str) -> Page:
    return Page("doc-x", text, None, "en", date(2024, 5, 1), date(2024, 5, 1), [(0, len(text))] if text else [])


def span(text: str, name: str, label: str, layer: str = "name", nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(name, start + 1)
    return Span(start, start + len(name), layer, label, 0.9, "given")  # type: ignore[arg-type]


def keys(text: str, spans: list[Span]) -> list[tuple[str, str]]:
    return [(row["text"], row["entity_key"]) for row in mentions_from_spans(page(text), spans, authority_from_folder())]


def test_every_name_of_a_thing_has_its_key_and_fullest_name() -> None:
    text = "Asel Nurbekova came. Nurbekova spoke."
    rows = mentions_from_spans(
        page(text), [span(text, "Asel Nurbekova", "person"), span(text, "Nurbekova", "person", nth=1)], authority_from_folder()
    )
    assert {(row["entity_key"], row["entity_name"]) for row in rows} == {("person:asel nurbekova", "Asel Nurbekova")}


def test_the_longer_of_two_overlapping_names_is_kept() -> None:
    text = "Union of Miners of Kazakhstan"
    assert [name for name, _ in keys(text, [span(text, text, "organization"), span(text, "Kazakhstan", "place")])] == [text]


def test_a_title_alone_means_the_person_who_holds_it() -> None:
    text = "The Minister of Labour Asel Nurbekova came. The Minister spoke."
    spans = [
        span(text, "Minister of Labour", "", "role"),
        span(text, "Asel Nurbekova", "person"),
        span(text, "Minister", "person", nth=1),
    ]
    assert keys(text, spans)[-1] == ("Minister", "person:asel nurbekova")


def test_a_title_right_before_its_holders_name_tells_who_holds_it() -> None:
    text = "The Speaker, Mr Thuso Kgari, rose. The Speaker sat down."
    spans = [span(text, "Speaker", "person"), span(text, "Thuso Kgari", "person"), span(text, "Speaker", "person", nth=1)]
    assert keys(text, spans)[-1] == ("Speaker", "person:thuso kgari")


def test_a_role_beside_its_holders_name_is_no_mention() -> None:
    text = "The President, Morag Sutherland, spoke."
    spans = [span(text, "President", "person"), span(text, "President", "", "role"), span(text, "Morag Sutherland", "person")]
    assert [name for name, _ in keys(text, spans)] == ["Morag Sutherland"]


def test_a_title_that_nobody_holds_is_no_mention() -> None:
    text = "The Minister spoke."
    assert keys(text, [span(text, "Minister", "person")]) == []


def test_head_of_state_means_the_president() -> None:
    text = "President of Freedonia Asel Nurbekova came. The Head of State spoke."
    spans = [
        span(text, "President of Freedonia", "", "role"),
        span(text, "Asel Nurbekova", "person"),
        span(text, "Head of State", "person"),
    ]
    assert keys(text, spans)[-1] == ("Head of State", "person:asel nurbekova")


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 9), st.sampled_from(["person", "organization", "place", "law", "event"])), max_size=8
    )
)
def test_mentions_never_overlap_and_repeat_their_text(names: list[tuple[int, int, str]]) -> None:
    text = "Asel Nur of the Union, Law No 5 in Almaty"
    spans = [Span(start, start + length, "name", label, 0.5, "given") for start, length, label in names]
    rows = mentions_from_spans(page(text), spans, authority_from_folder())
    assert all(text[row["char_start"] : row["char_end"]] == row["text"] for row in rows)
    assert all(one["char_end"] <= other["char_start"] for one, other in pairwise(rows))
    assert len({row["mention_id"] for row in rows}) == len(rows)


def test_a_span_without_letters_is_no_mention() -> None:
    assert keys("Asel, Dana", [span("Asel, Dana", ", ", "person")]) == []
