from __future__ import annotations

from datetime import date

from flows.release.site.charts import columns
from flows.release.site.periods import Periods, periods_from_days

Row = tuple[str, date | None, date | None, int]


def day(kind: str, year: int, month: int = 1, count: int = 1) -> Row:
    return kind, date(year, month, 1), date(year, month, 2), count


def test_months_without_rows_stand_between_those_with() -> None:
    found = periods_from_days([day("news", 2025, 11), day("news", 2026, 2, 3)], 4)
    assert found.names == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert found.counts == [[1], [0], [0], [3]]


def test_more_than_ten_years_are_told_by_year() -> None:
    assert periods_from_days([day("news", 2010), day("news", 2026)], 4).unit == "year"


def test_a_lone_old_year_does_not_make_the_others_coarse() -> None:
    found = periods_from_days([day("event", 1905), day("event", 2025, 3, 50), day("event", 2026, 3, 50)], 4)
    assert (found.unit, found.names[0], found.outside) == ("month", "2025-03", 1)


def test_a_date_that_spans_periods_is_counted_apart() -> None:
    found = periods_from_days([day("a", 2026), ("a", date(2026, 1, 1), date(2026, 12, 31), 2), ("a", None, None, 5)], 4)
    assert (found.dated, found.undated) == (1, 7)


def test_rare_kinds_become_other() -> None:
    found = periods_from_days([day(kind, 2026, count=9 - number) for number, kind in enumerate("abcdef")], 4)
    assert found.kinds == ["a", "b", "c", "d", "other"]
    assert found.counts == [[9, 8, 7, 6, 9]]


def test_nothing_dated_is_no_chart() -> None:
    assert periods_from_days([("a", None, None, 2)], 4).names == []


def test_a_chart_escapes_the_names_of_kinds() -> None:
    assert "<b>" not in columns(Periods("month", ["2026-01"], ["<b>"], [[1]], 0))
