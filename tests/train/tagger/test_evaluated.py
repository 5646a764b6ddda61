from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from pathlib import Path

import pytest

from flows.tagging.tagged import Tagged
from flows.train.tagger.dev_sets import HELD_OUT, DevSet
from flows.train.tagger.differences import JudgedSpan, differences_from_example, judged_spans, name_confusion
from flows.train.tagger.evaluated import report_from_figures, write_report
from flows.train.tagger.examples import Example, Marked
from flows.train.tagger.figures import counts_of_set, long_table, short_table
from flows.train.tagger.finders import found_by_lexicon
from flows.train.tagger.speed import cpu_seconds

TEXT = "Miners struck in Aqsai. The strike ended.\nThe union met."
STRIKE = (Marked("trigger", "", 7, 13), Marked("event", "strike", 7, 13))
MEETING = (Marked("trigger", "", 52, 55), Marked("event", "meeting", 52, 55))
AQSAI = Marked("name", "place", 17, 22)


def example(*marked: Marked, known: tuple[str, ...] = ("name", "trigger"), unjudged: tuple[Marked, ...] = ()) -> Example:
    return Example("test", TEXT, marked, frozenset(known), unjudged)


def span(start: int, end: int, layer: str, label: str = "") -> Tagged:
    return Tagged(start, end, layer, label, None, -0.1, -0.2)


def test_an_event_is_right_when_its_sentence_tells_one_of_its_type() -> None:
    one = DevSet("some", (example(*STRIKE, *MEETING),))
    counts = counts_of_set(one, [[span(0, 6, "trigger", "strike"), span(28, 34, "trigger", "strike"), span(52, 55, "trigger", "speech")]])
    tally = counts["trigger", "all", "sentence"]
    assert (tally.right, tally.found, tally.wanted) == (1, 3, 2)


def test_two_triggers_in_a_sentence_with_one_event_make_one_right() -> None:
    counts = counts_of_set(DevSet("some", (example(*STRIKE),)), [[span(0, 6, "trigger", "strike"), span(7, 13, "trigger", "strike")]])
    assert (counts["trigger", "strike", "sentence"].right, counts["trigger", "strike", "sentence"].found) == (1, 2)


def test_names_of_types_that_the_set_does_not_have_are_left_out() -> None:
    one = DevSet("some", (example(AQSAI),), frozenset(("place",)))
    counts = counts_of_set(one, [[span(17, 22, "name", "place"), span(46, 51, "name", "law")]])
    assert counts["name", "all", "exact"].precision == 1.0


def test_noise_counts_by_lines() -> None:
    one = DevSet("some", (example(Marked("noise", "noise", 42, 50), known=("noise",)),))
    counts = counts_of_set(one, [[span(42, 56, "noise", "noise"), span(0, 41, "noise", "noise")]])
    assert (counts["noise", "all", "line"].right, counts["noise", "all", "line"].found) == (1, 2)


def test_tables_show_finders_side_by_side_and_a_dash_for_what_one_does_not_do() -> None:
    one = DevSet("some", (example(AQSAI, *STRIKE),))
    counts = {
        "plug": counts_of_set(one, [[span(17, 22, "name", "place"), span(7, 13, "trigger", "strike")]]),
        "CRF": counts_of_set(one, [[span(17, 22, "name", "person")]]),
    }
    assert "| some | names, exact | 1 | 1.000 | 0.000 |" in short_table([(one, counts)])
    assert "| some | events, by sentence and type | 1 | 1.000 | - |" in short_table([(one, counts)])
    assert "| name | place | exact | 1 | 1.000 | 1.000 | 1.000 | 0.000 | 0.000 | 0.000 |" in long_table(counts)


def test_confusion_tells_types_missed_and_invented() -> None:
    counts = name_confusion(
        [example(AQSAI, Marked("name", "organization", 46, 51))], [[span(17, 22, "name", "person"), span(0, 6, "name", "law")]]
    )
    assert counts == {("place", "person"): 1, ("organization", "none"): 1, ("none", "law"): 1}


def test_differences_are_missed_invented_or_wrong() -> None:
    found = [span(16, 22, "name", "place"), span(0, 6, "name", "law")]
    told = differences_from_example(example(AQSAI, *STRIKE), found)
    assert [(one.what, one.layer) for one in told] == [("invented", "name"), ("missed", "trigger"), ("wrong", "name")]


def test_judged_spans_have_the_confidence_of_what_was_found() -> None:
    (row,) = judged_spans([example(AQSAI)], [[span(17, 22, "name", "place")]])
    assert row.right
    assert row.confidence == pytest.approx(0.905, abs=0.001)


def test_the_lexicon_finds_quotes_and_the_noise_of_a_page() -> None:
    page = Example(
        "test",
        "Home | News | Contacts\n\nMiners in Aqsai said on Monday that the talks had failed again.",
        (),
        frozenset(("noise", "quote")),
    )
    (found,) = found_by_lexicon([page])
    assert {"quote", "cue"} <= {one.layer for one in found}
    assert [(one.start, one.end) for one in found if one.layer == "noise"] == [(0, 22)]


def test_a_report_is_written_with_its_figures(tmp_path: Path) -> None:
    one = DevSet(HELD_OUT, (example(AQSAI, *STRIKE),))
    found = [[span(17, 22, "name", "place")]]
    measured = [(one, {"plug": counts_of_set(one, found)})]
    report = report_from_figures(measured, "fast", ["Only the authored sets were measured."])
    write_report(tmp_path, report, measured, found)
    assert "Only the authored sets" in (tmp_path / "figures.md").read_text(encoding="utf-8")
    assert {row["layer"] for row in json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))} == {"name", "trigger"}
    assert "struck" in (tmp_path / "worst.html").read_text(encoding="utf-8")
    assert (tmp_path / "confusion.svg").exists() == bool(find_spec("matplotlib"))


def test_pictures_are_drawing_files_with_the_same_bytes_each_time() -> None:
    pytest.importorskip("matplotlib")
    from flows.train.tagger.pictures import confusion_svg, curve_svg, reliability_svg

    points = [{"step": step, "loss": 3 / step, "scores": {"name": 1 - 1 / step}} for step in (10, 20)]
    rows = [JudgedSpan("name", 0.95, True), JudgedSpan("cue", 0.5, False)]
    confusion = {("person", "person"): 3, ("none", "place"): 1}
    for once, again in (
        (curve_svg(points), curve_svg(points)),
        (confusion_svg(confusion), confusion_svg(confusion)),
        (reliability_svg(rows), reliability_svg(iter(rows))),
    ):
        assert ET.fromstring(once).tag.endswith("svg")
        assert once == again


def test_work_takes_cpu_time() -> None:
    assert cpu_seconds(lambda: sum(range(10_000))) > 0
