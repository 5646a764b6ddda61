from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.dates import Anchor, bounds, date_values_from_text, dates_from_text, resolved

PAGE = Anchor(date(2018, 10, 3), date(2018, 10, 3))  # a Wednesday


def values(text: str, anchor: Anchor | None = PAGE) -> list[str | None]:
    return [value.edtf if value else None for _, value in date_values_from_text(text, "en", anchor)]


ABSOLUTE = [
    ("3 October 2018", "2018-10-03"),
    ("October 3, 2018", "2018-10-03"),
    ("the 3rd of October 2018", "2018-10-03"),
    ("2018-10-03", "2018-10-03"),
    ("03.10.2018", "2018-10-03"),
    ("22.06.18", "2018-06-22"),
    ("25/10/2018", "2018-10-25"),
    ("October 2018", "2018-10"),
    ("in 2018", "2018"),
    ("the 1960s", "196X"),
    ("the 60s of the XX century", "196X"),
    ("the nineties", "199X"),
    ("1990 жылдары", "199X"),
    ("in ’63", "1963"),
    ("mid-2019", "2019"),
    ("the Mining Code of 2023 forbids it", "2023"),
    ("SATURDAY 16TH MARCH 2019", "2019-03-16"),
    ("5th october 2021", "2021-10-05"),
    ("90-х годов", "199X"),
    ("the twentieth century", "19XX"),
    ("in the 21st century", "20XX"),
    ("XX века", "19XX"),
    ("the second quarter of 2023", "2023-34"),
    ("II квартал 2023 года", "2023-34"),
    ("2023 жылдың екінші тоқсаны", "2023-34"),
    ("the first half of 2019", "2019-40"),
    ("spring 2016", "2016-21"),
    ("the winter of 2018", "2018-12/2019-02"),
    ("3 октября 2018 года", "2018-10-03"),
    ("2018 жылғы 22 маусымда", "2018-06-22"),
    ("2018 жылдың қаңтарында", "2018-01"),
]
INTERVALS = [
    ("for 2019-2021", "2019/2021"),
    ("the 2017-18 season", "2017/2018"),
    ("between 2011 and 2014", "2011/2014"),
    ("3–7 May 2019", "2019-05-03/2019-05-07"),
    ("May 28-29, 2018", "2018-05-28/2018-05-29"),
    ("30 April to 3 May 2019", "2019-04-30/2019-05-03"),
    ("from 28 December to 3 January 2019", "2018-12-28/2019-01-03"),
    ("from 3 to 7 May", "2018-05-03/2018-05-07"),
    ("May-June", "2018-05/2018-06"),
    ("from the 1960s to the 1990s", "1960/1999"),
    ("с 3 по 7 мая 2019 года", "2019-05-03/2019-05-07"),
    ("2018 жылдан 2020 жылға дейін", "2018/2020"),
    ("3 мамырдан 7 мамырға дейін", "2018-05-03/2018-05-07"),
    ("from the 8th to the 11th of March 2022", "2022-03-08/2022-03-11"),
    ("2018 жылдың 5-7 қазанында", "2018-10-05/2018-10-07"),
    ("in August and September 2017", "2017-08/2017-09"),
]
OPEN = [
    ("concluded until 2020", "../2020"),
    ("chairman since 2012", "2012/.."),
    ("To date, 4,000 proposals were sent.", "../2018-10-03"),
    ("до 2020 года", "../2020"),
    ("с 2012 года", "2012/.."),
    ("until the 1990s", "../1999"),
    ("since the second quarter of 2023", "2023-04/.."),
    ("2020 жылға дейін", "../2020"),
    ("2019 жылдың соңына дейін", "../2019"),
    ("2018 жылдан бастап", "2018/.."),
]
RELATIVE = [
    ("He said on Tuesday that", "2018-10-02"),
    ("He will speak on Friday.", "2018-10-05"),
    ("They met on Wednesday.", "2018-10-03"),
    ("next Friday", "2018-10-12"),
    ("last Friday", "2018-09-28"),
    ("this Friday", "2018-10-05"),
    ("The law was signed yesterday.", "2018-10-02"),
    ("the day before yesterday", "2018-10-01"),
    ("the day after tomorrow", "2018-10-05"),
    ("in the course of the year", "2018"),
    ("неделю назад", "2018-09-24/2018-09-30"),
    ("last week", "2018-09-24/2018-09-30"),
    ("next month", "2018-11"),
    ("this year", "2018"),
    ("last spring", "2018-21"),
    ("last November", "2017-11"),
    ("November last year", "2017-11"),
    ("the end of the year", "2018"),
    ("two years ago", "2016"),
    ("It was opened in January.", "2018-01"),
    ("It will open in January.", "2019-01"),
    ("It was opened in December.", "2017-12"),
    ("the union met on 12 September", "2018-09-12"),
    ("три дня назад", "2018-09-30"),
    ("на прошлой неделе", "2018-09-24/2018-09-30"),
    ("өткен аптада", "2018-09-24/2018-09-30"),
    ("биыл", "2018"),
    ("осы жылдың 5 наурызында", "2018-03-05"),
    ("3 марта прошлого года", "2017-03-03"),
]


@pytest.mark.parametrize(("phrase", "value"), ABSOLUTE + INTERVALS + OPEN + RELATIVE)
def test_a_phrase_means_its_value(phrase: str, value: str) -> None:
    assert values(phrase) == [value]


@pytest.mark.parametrize(("phrase", "value"), ABSOLUTE)
def test_an_absolute_date_needs_no_page_date(phrase: str, value: str) -> None:
    [(_, found)] = date_values_from_text(phrase)
    assert found is not None
    assert (found.edtf, found.reason, (found.first, found.last)) == (value, "explicit", bounds(value))


@pytest.mark.parametrize("value", sorted({value for _, value in ABSOLUTE + INTERVALS + OPEN + RELATIVE}))
def test_every_value_is_one_the_edtf_package_parses(value: str) -> None:
    assert parse_edtf(value)


@pytest.mark.parametrize(
    ("page", "value"),
    [(date(2026, 2, 10), "2026-02-06"), (date(2015, 3, 1), "2015-02-06"), (date(2032, 1, 20), "2032-02-06")],
)
def test_weekday_day_and_month_find_the_year_nearest_the_page(page: date, value: str) -> None:
    [(_, found)] = date_values_from_text("On Friday, 6 February, it was held.", "en", Anchor(page, page))
    assert found is not None
    assert (found.edtf, found.reason) == (value, "weekday")


@pytest.mark.parametrize(
    ("evidence", "value"),
    [
        ({}, "XXXX-02-06"),
        ({"years": [2026]}, "2026-02-06"),
        ({"years": [2015, 2026]}, "XXXX-02-06"),
        ({"years": [1995, 2026]}, "2026-02-06"),
        ({"years_not_before": 2020, "years_not_after": 2030}, "2026-02-06"),
        ({"years_not_before": 2010, "years_not_after": 2030}, "XXXX-02-06"),
    ],
)
def test_without_a_page_date_the_year_comes_from_other_evidence_or_stays_open(evidence: dict[str, object], value: str) -> None:
    [expression] = dates_from_text("Friday, 6 February")
    found = resolved(expression, None, **evidence)  # type: ignore[arg-type]
    assert found is not None
    assert found.edtf == value


def test_a_later_day_counts_from_the_day_told_before() -> None:
    assert values("The mine closed on 4 May 2016. Two days later the union met.") == ["2016-05-04", "2016-05-06"]


def test_a_relative_date_without_anything_to_count_from_has_no_value() -> None:
    assert values("The law was signed yesterday.", None) == [None]
    assert values("Two days later the union met.") == [None]


def test_a_page_known_by_its_month_dates_no_day_finer_than_that() -> None:
    october = Anchor(date(2018, 10, 1), date(2018, 10, 31))
    assert values("this month", october) == ["2018-10"]
    assert values("The law was signed today.", october) == ["2018-10"]


@settings(max_examples=80)
@given(
    st.dates(date(1900, 1, 1), date(2060, 12, 31)),
    st.sampled_from(["{d} {B} {Y}", "{B} {d}, {Y}", "{Y}-{m:02d}-{d:02d}", "{d:02d}.{m:02d}.{Y}"]),
)
def test_a_day_written_out_is_read_back(day: date, form: str) -> None:
    printed = form.format(d=day.day, B=day.strftime("%B"), Y=day.year, m=day.month)
    [(expression, value)] = date_values_from_text(f"It was signed on {printed} in Astana.")
    assert value is not None
    assert value.first == value.last == day
    assert expression.end - expression.start == len(printed)


@settings(max_examples=80)
@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(-150, 150))
def test_a_weekday_with_day_and_month_near_the_page_is_read_back(page: date, distance: int) -> None:
    day = date.fromordinal(page.toordinal() + distance)
    [(_, value)] = date_values_from_text(day.strftime("On %A, %d %B they met."), "en", Anchor(page, page))
    assert value is not None
    assert value.first == day
