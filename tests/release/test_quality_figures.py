from __future__ import annotations

from datetime import date

import pyarrow as pa

from flows.release.quality_figures import confidence_figure, coverage_figure, issues_figure, measured_figures


def day(*told):
    return {"published_from": date(*told), "published_until": date(*told)}


def test_documents_are_counted_by_month_and_those_without_a_month_apart():
    year = {"published_from": date(2026, 1, 1), "published_until": date(2026, 12, 31)}
    picture = coverage_figure([day(2026, 1, 5), day(2026, 1, 7), year, {"published_from": None, "published_until": None}])
    assert "2026-01: 2; date unknown or less precise: 2" in picture


def test_many_months_are_shown_by_year():
    picture = coverage_figure([day(2000 + number // 12, number % 12 + 1, 1) for number in range(48)])
    assert "2000: 12; 2001: 12; 2002: 12; 2003: 12" in picture


def test_precision_and_recall_stand_with_their_intervals():
    row = {"gold_set": "gold", "measure": "quotes", "precision": 0.5, "recall": 1.0, "predicted_count": 4, "gold_count": 2}
    (picture,) = measured_figures([row, {**row, "measure": "quotes/direct"}, {**row, "measure": "title", "precision": None}])
    assert "quotes precision: 0.50 (0.15 to 0.85); recall: 1.00 (0.34 to 1.00)</desc>" in picture


def test_nothing_measured_has_no_picture():
    assert measured_figures([]) == []


def test_rows_are_counted_by_confidence():
    picture = confidence_figure("quotes", pa.chunked_array([pa.array([0.05, 0.95, 1.0])]))
    assert "0.0 to 0.1: 1;" in picture
    assert "0.9 to 1.0: 2</desc>" in picture


def test_the_most_frequent_issue_comes_first():
    table = pa.table({"level": ["note", "warning", "note"], "code": ["lines-dropped", "date-impossible", "lines-dropped"]})
    assert "lines-dropped (note): 2; date-impossible (warning): 1" in issues_figure(table)
