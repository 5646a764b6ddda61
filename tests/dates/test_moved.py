from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.dates.edtf import bounds
from flows.dates.expression import Relative, Unit
from flows.dates.infer import Seen
from flows.dates.moved import edtf_of_period, month_inside, moved

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
UNITS = st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "century"])


@given(DAYS, UNITS)
def test_this_period_holds_the_day_it_is_seen_from(day: date, unit: Unit) -> None:
    period = moved(Relative(unit, 0), Seen(day, None, 0))
    assert period is not None
    assert period[0] <= day <= period[1]
    assert bounds(edtf_of_period(unit, period)) == period


@given(DAYS, UNITS)
def test_the_last_period_ends_on_the_eve_of_this_one(day: date, unit: Unit) -> None:
    last, this = (moved(Relative(unit, amount), Seen(day, None, 0)) for amount in (-1, 0))
    assert last is not None
    assert this is not None
    assert last[1] + timedelta(days=1) == this[0]


def test_a_period_before_the_calendar_is_none() -> None:
    assert moved(Relative("century", -40), Seen(date(2018, 1, 1), None, 0)) is None


@pytest.mark.parametrize(("tense", "value"), [(-1, "2018-09-15"), (1, "2018-10-15")])
def test_a_bare_day_of_the_month_goes_with_the_tense(tense: int, value: str) -> None:
    assert month_inside(15, None, Seen(date(2018, 10, 3), None, tense)) == value
