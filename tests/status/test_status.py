from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.status import Run, record_failure, record_run, run_from_summary
from flows.status.chart import chart_from_runs
from flows.status.page import verdict_of
from flows.status.record import PAGE, RUNS, runs_from_warehouse
from flows.status.runs import span_of
from flows.summary import Summary

START = datetime(2026, 11, 22, 5, 0, 2, tzinfo=UTC)


def run(ended_as: str = "published", message: str = "", day: int = 0, **rows: int) -> Run:
    summary = Summary(files=5, documents=rows.get("documents", 5), rows=rows, issues={("warning", "a"): 2, ("warning", "b"): 1})
    started = START + timedelta(days=day)
    return run_from_summary(summary, started, ended_as, message, "id", started + timedelta(seconds=35))  # type: ignore[arg-type]


def test_a_run_counts_its_issues_by_level_and_its_time() -> None:
    told = run(documents=5)
    assert told.issues == {"warning": 3}
    assert told.span == 35
    assert told.started == "2026-11-22T05:00:02+00:00"


def test_a_build_of_nothing_new_is_unchanged_if_nothing_else_is_said() -> None:
    assert run_from_summary(Summary(is_unchanged=True), START).ended_as == "unchanged"
    assert run_from_summary(Summary(), START).ended_as == "published"


def test_differences_are_to_the_last_good_run(tmp_path: Path) -> None:
    record_run(tmp_path, run(documents=5, quotes=7))
    record_run(tmp_path, run("refused", "too few", day=1, documents=1))
    written = record_run(tmp_path, run(day=2, documents=6, quotes=7))
    assert written.differences == {"documents": 1}
    assert [each.ended_as for each in runs_from_warehouse(tmp_path)] == ["published", "refused", "published"]


def test_a_line_cut_in_half_costs_that_run_alone(tmp_path: Path) -> None:
    record_run(tmp_path, run(documents=5))
    record_run(tmp_path, run(day=1, documents=6))
    path = tmp_path / RUNS
    path.write_bytes(path.read_bytes()[:-40])
    record_run(tmp_path, run(day=2, documents=7))
    assert [each.rows["documents"] for each in runs_from_warehouse(tmp_path)] == [5, 7]


def test_a_refused_run_says_what_stays_published_and_what_to_do(tmp_path: Path) -> None:
    record_run(tmp_path, run(documents=5))
    record_run(tmp_path, run("refused", "press: 3 documents; <at least 5> are expected", day=1))
    page = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert "The last run was refused" in page
    assert "press: 3 documents; &lt;at least 5&gt; are expected" in page
    assert "The data of 22 Nov 2026, 05:00 UTC stay published." in page
    assert "What to do" in page


def test_a_run_that_ended_before_its_build_is_told_even_where_nothing_was_published(tmp_path: Path) -> None:
    assert record_failure(tmp_path / "warehouse", START, "corpus.toml: unknown key 'titel'") is None
    page = (tmp_path / "warehouse" / PAGE).read_text(encoding="utf-8")
    assert "Nothing has been published yet." in page
    assert "unknown key" in page


def test_a_warehouse_that_cannot_be_written_is_told_not_raised(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "could not be recorded" in (record_failure(tmp_path / "file" / "warehouse", START, "why") or "")


def test_the_page_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    record_run(tmp_path, run(documents=5))
    page = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_last_run_decides_what_is_said_first() -> None:
    good, bad = run(documents=5), run("failed", "disk", day=1)
    assert verdict_of(good, good).kind == "good"
    assert verdict_of(run("unchanged", day=1), good).kind == "good"
    assert verdict_of(bad, good).kind == "failed"
    assert verdict_of(bad, good).steps


def test_the_chart_has_a_bar_for_each_run_and_none_for_one() -> None:
    chart = chart_from_runs([run(documents=10), run("failed", "disk", day=1, documents=0), run(day=2, documents=20)])
    assert chart is not None
    assert [bar.ended_as for bar in chart.bars] == ["published", "failed", "published"]
    assert chart.bars[2].height == 2 * chart.bars[0].height
    assert chart.bars[1].height > 0
    assert chart_from_runs([run(documents=10)]) is None


def test_times_are_told_as_people_say_them() -> None:
    assert [span_of(seconds) for seconds in (8.4, 59.6, 200, 7500)] == ["8 s", "1 min 0 s", "3 min 20 s", "2 h 5 min"]
