from __future__ import annotations

from datetime import date

import pytest

from flows.dates.expression import Point
from flows.dates.infer import Seen, day_of_weekday, year_of

PAGE = date(2018, 10, 3)  # a Wednesday


@pytest.mark.parametrize(
    ("point", "tense", "year"),
    [
        (Point(month=1, day=5), 0, 2018 + 1),
        (Point(month=1, day=5), -1, 2018),
        (Point(month=9, day=5), 1, 2018),
        (Point(month=9), 0, 2018),
        (Point(month=12), -2, 2017),
        (Point(month=12), 1, 2018),
        (Point(month=10), -1, 2018),
        (Point(month=11, toward=-1), 0, 2017),
        (Point(code=21, toward=1), 0, 2019),
        (Point(month=2, day=6, weekday=4), 0, 2015),
    ],
)
def test_the_year_left_out_is_told_by_page_weekday_and_tense(point: Point, tense: int, year: int) -> None:
    assert year_of(point, Seen(PAGE, None, tense))[0] == year


def test_two_years_in_the_document_tell_no_year() -> None:
    assert year_of(Point(month=5), Seen(None, None, 0, (2015, 2018))) == (None, "explicit")
    assert year_of(Point(month=5), Seen(None, None, 0, (2015,))) == (2015, "published")


@pytest.mark.parametrize(
    ("toward", "tense", "day"),
    [(None, -1, 28), (None, 0, 28), (None, 1, 5), (-1, 0, 28), (0, 0, 5), (1, 0, 12), (2, 0, 12)],
)
def test_friday_seen_from_a_wednesday(toward: int | None, tense: int, day: int) -> None:
    found = day_of_weekday(4, toward, Seen(PAGE, None, tense))
    assert found is not None
    assert (found.day, found.weekday()) == (day, 4)
