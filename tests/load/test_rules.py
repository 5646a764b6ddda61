from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.load.rules import rule_breaches
from schemas import TABLES
from schemas.contract import table_from_rows

TODAY = date(2026, 3, 1)
TEXT = "👍🏽 b\u0301 Aida Serik met the Council"


def found(table, row, text=TEXT):
    rows = table_from_rows(TABLES[table], [{"document_id": "doc-1", **row}])
    return [(breach.code, breach.outcome) for breach in rule_breaches(table, rows, {"doc-1": text}, TODAY)]


def mention(start, end, text):
    return {"char_start": start, "char_end": end, "text": text}


@given(st.text(min_size=1, max_size=40), st.data())
def test_a_span_that_equals_its_text_breaks_no_rule_and_one_that_differs_does(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert found("mentions", mention(start, end, text[start:end]), text) == []
    assert found("mentions", mention(start, end, text[start:end] + "x"), text) == [("span-differs", "refused")]


def test_spans_are_counted_in_code_points():
    start = len("👍🏽 b\u0301 ")
    assert start == 6
    assert found("mentions", mention(start, start + 4, "Aida")) == []


@pytest.mark.parametrize(("start", "end"), [(0, 999), (-1, 3), (5, 5), (7, 3), (None, 4), (0, None)])
def test_a_span_that_is_none_is_refused(start, end):
    assert found("mentions", mention(start, end, "Aida")) == [("span-outside-text", "refused")]


def test_a_quote_may_lack_its_speaker_span_but_not_half_of_it():
    quote = {"char_start": 6, "char_end": 10, "text": "Aida"}
    assert found("quotes", quote) == []
    assert found("quotes", {**quote, "speaker_text": "Aida", "speaker_char_start": 6, "speaker_char_end": 10}) == []
    assert found("quotes", {**quote, "speaker_text": "Aida", "speaker_char_start": 6}) == [("span-outside-text", "refused")]


def test_the_trigger_stands_in_the_evidence():
    event = {"char_start": 6, "char_end": len(TEXT)}
    assert found("events", {**event, "trigger": "met"}) == []
    assert found("events", {**event, "trigger": "left"}) == [("span-lacks-words", "refused")]


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2026-02-06", date(2026, 2, 6), date(2026, 2, 6)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-02/..", date(2026, 2, 1), None),
        ("XXXX-02-06", None, None),
        (None, None, None),
    ],
)
def test_a_date_with_its_bounds_stays(edtf, first, last):
    assert found("events", {"date_edtf": edtf, "date_from": first, "date_until": last}) == []


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2026-02-31", None, None),
        ("6 February", None, None),
        ("2026-02", date(2026, 2, 6), date(2026, 2, 6)),
        ("2026-02-06", date(2026, 2, 7), date(2026, 2, 6)),
        ("9026", date(9026, 1, 1), date(9026, 12, 31)),
        ("0996", date(996, 1, 1), date(996, 12, 31)),
        (None, date(2026, 2, 6), None),
    ],
)
def test_a_date_that_cannot_be_is_emptied(edtf, first, last):
    assert found("events", {"date_edtf": edtf, "date_from": first, "date_until": last}) == [("date-impossible", "emptied")]


@pytest.mark.parametrize(
    ("raw_map", "codes"),
    [
        ([3, 0, 3], []),
        ([2, 0, 2, 1, 9, 0], []),
        ([2, 0, 2], ["raw-map-gap"]),
        ([3, 0], ["raw-map-gap"]),
        ([4, 0, 4, -1, 4, 0], ["raw-map-gap"]),
    ],
)
def test_the_raw_map_tiles_the_text(raw_map, codes):
    assert [code for code, _ in found("documents", {"text": "a👍b", "raw_map": raw_map})] == codes


def test_a_document_published_after_today_is_doubted_but_kept():
    day = date(2026, 3, 2)
    row = {"text": "", "raw_map": [], "published_edtf": "2026-03-02", "published_from": day, "published_until": day}
    assert found("documents", row) == [("published-in-future", "kept")]


def test_rows_of_a_document_that_is_not_there_are_left_to_other_checks():
    rows = table_from_rows(TABLES["mentions"], [{"document_id": "doc-2", **mention(0, 4, "Aida")}])
    assert list(rule_breaches("mentions", rows, {"doc-1": TEXT}, TODAY)) == []
