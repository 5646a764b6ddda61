from __future__ import annotations

from datetime import date

import pytest

from flows.train.date_finders import FoundDate, grammar_dates
from flows.train.date_texts import DatedText, MarkedDate, edtf_from_timex
from flows.train.dates import DateFigures, add_text


@pytest.mark.parametrize(
    ("timex", "edtf"),
    [
        ("2008-03-01", "2008-03-01"),
        ("2009-12-15T18:00Z", "2009-12-15"),
        ("2004-W47", "2004-11-15/2004-11-21"),
        ("2010-W04-WE", "2010-01-30/2010-01-31"),
        ("2006-Q4", "2006-36"),
        ("198", "198X"),
        ("P2Y", None),
        ("PAST_REF", None),
        ("XXXX-XX-XX", None),
    ],
)
def test_a_timex_value_is_its_days_or_left_out(timex: str, edtf: str | None) -> None:
    assert edtf_from_timex(timex) == edtf


def figures(found: list[FoundDate], *dates: MarkedDate) -> DateFigures:
    counted = DateFigures()
    add_text(counted, DatedText("x" * 60, "en", None, dates), found)
    return counted


def test_an_interval_over_two_marked_dates_stands_for_both() -> None:
    counted = figures([FoundDate(0, 20, "2009/2011")], MarkedDate(0, 4, "2009"), MarkedDate(16, 20, "2011"))
    assert (counted.values.right, counted.values.found, counted.values.wanted) == (2, 2, 2)


def test_an_open_side_is_left_off() -> None:
    assert figures([FoundDate(0, 4, "2009/..")], MarkedDate(0, 4, "2009")).values.right == 1


def test_what_is_left_out_counts_for_nothing() -> None:
    counted = figures([FoundDate(0, 4, "2009"), FoundDate(10, 14, "2010")], MarkedDate(0, 4, None, counts=False))
    assert (counted.overlap.right, counted.overlap.found, counted.overlap.wanted) == (0, 1, 0)


def test_a_rhetorical_today_is_not_found() -> None:
    page = DatedText("Today unions are strong. It was signed yesterday.", "en", date(2018, 10, 3), ())
    assert [one.edtf for one in grammar_dates(page)] == ["2018-10-02"]
