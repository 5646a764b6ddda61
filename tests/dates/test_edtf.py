from __future__ import annotations

import time
from datetime import date

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.dates.edtf import bounds, edtf_contains, first_last_from_edtf, is_compatible, is_edtf

DAYS = st.dates(date(1000, 1, 1), date(2199, 12, 31))


def _side(day: date, shape: str) -> str:
    return {
        "day": day.isoformat(),
        "month": day.isoformat()[:7],
        "year": day.isoformat()[:4],
        "decade": day.isoformat()[:3] + "X",
        "century": day.isoformat()[:2] + "XX",
        "season": f"{day.year}-{21 + day.month % 4}",
        "quarter": f"{day.year}-{33 + day.month % 4}",
        "half": f"{day.year}-{40 + day.month % 2}",
        "some day": day.isoformat()[:7] + "-XX",
        "some month": day.isoformat()[:4] + "-XX",
    }[shape]


SHAPES = st.sampled_from(["day", "month", "year", "decade", "century", "season", "quarter", "half", "some day", "some month"])
SIDES = st.builds(_side, DAYS, SHAPES)
PLAIN_SIDES = st.builds(_side, DAYS, st.sampled_from(["day", "month", "year"]))


def _package_bounds(value: str) -> tuple[date, date]:
    parsed = parse_edtf(value)
    return tuple(date(*moment[:3]) for moment in (parsed.lower_strict(), parsed.upper_strict()))


@settings(max_examples=40, deadline=None)
@given(SIDES)
def test_bounds_of_one_date_are_those_of_the_edtf_package(value: str) -> None:
    assert bounds(value) == _package_bounds(value)


@settings(max_examples=15, deadline=None)
@given(PLAIN_SIDES, PLAIN_SIDES)
def test_bounds_of_an_interval_are_those_of_the_edtf_package(one: str, two: str) -> None:
    first, last = sorted((one, two), key=lambda side: bounds(side)[0])
    assert bounds(f"{first}/{last}") == (bounds(first)[0], bounds(last)[1]) or bounds(last)[1] < bounds(first)[0]
    if is_edtf(f"{first}/{last}"):
        assert bounds(f"{first}/{last}") == _package_bounds(f"{first}/{last}")


@settings(max_examples=40, deadline=None)
@given(st.from_regex(r"[12][0-9X]{3}(-[0-4][0-9X](-[0-3][0-9X])?)?", fullmatch=True))
def test_a_value_we_call_valid_is_one_the_edtf_package_parses(value: str) -> None:
    if is_edtf(value):
        try:
            parse_edtf(value)
        except EDTFParseException:
            pytest.fail(value)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2018-01", date(2018, 1, 1), date(2018, 1, 31)),
        ("196X", date(1960, 1, 1), date(1969, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2023-34", date(2023, 4, 1), date(2023, 6, 30)),
        ("../2020", None, date(2020, 12, 31)),
        ("2012/..", date(2012, 1, 1), None),
        ("XXXX-02-06", None, None),
        ("196X-02-29", date(1960, 2, 29), date(1968, 2, 29)),
        ("2018-02-30", None, None),
        ("2020/2019", None, None),
        ("nonsense", None, None),
        ("", None, None),
    ],
)
def test_bounds_reads_precision_and_open_sides(value: str, first: date | None, last: date | None) -> None:
    assert bounds(value) == (first, last)


def test_a_missing_value_has_no_bounds() -> None:
    assert first_last_from_edtf(None) == (None, None)
    assert first_last_from_edtf("2018") == (date(2018, 1, 1), date(2018, 12, 31))


@given(SIDES)
def test_a_value_contains_its_own_bounds(value: str) -> None:
    first, last = bounds(value)
    assert first is not None
    assert last is not None
    assert edtf_contains(value, first)
    assert edtf_contains(value, last) or value.endswith("XX")


@given(SIDES, SIDES)
def test_compatibility_does_not_depend_on_the_order(one: str, two: str) -> None:
    assert is_compatible(one, two) == is_compatible(two, one)


@pytest.mark.parametrize(
    ("one", "two", "answer"),
    [
        ("2018", "2018-10-03", True),
        ("2018-09", "2018-10-03", False),
        ("../2020", "2019", True),
        ("../2020", "2021-05", False),
        ("XXXX-02-06", "2015-02-06", True),
        ("XXXX-02-06", "2015-02", True),
        ("XXXX-02-06", "2015-03", False),
        ("XXXX-02", "XXXX-02-06", True),
        ("XXXX-03", "XXXX-02-06", False),
        ("nonsense", "2015", False),
    ],
)
def test_values_are_compatible_when_they_can_mean_a_common_day(one: str, two: str, answer: bool) -> None:
    assert is_compatible(one, two) is answer


def test_an_unknown_year_contains_its_day_in_every_year() -> None:
    assert edtf_contains("XXXX-02-06", date(2026, 2, 6))
    assert not edtf_contains("XXXX-02-06", date(2026, 2, 7))


def test_bounds_reads_thousands_of_values_a_second() -> None:
    started = time.process_time()
    for number in range(2000):
        bounds.__wrapped__(f"{1000 + number % 1000}-05-06")
    assert time.process_time() - started < 0.5
