from __future__ import annotations

import pytest

from flows.issues import SetupError
from flows.score.measures import Score, scores_from_tables, scores_from_tally
from flows.score.tally import Tally
from tests.score.conftest import TEXT, gold_rows


def figures(scoring):
    return {score.measure: score for score in scoring.scores}


def test_a_build_that_found_all_of_gold_is_right_throughout(tables, gold_folder):
    scoring = scores_from_tables(tables("news/page.txt"), gold_folder(page=gold_rows(), links={"clusters": []}))
    assert {score.f1 for score in scoring.scores if score.gold_count} == {1.0}
    assert (scoring.errors, scoring.missing) == ({}, ())


def test_a_document_that_the_warehouse_lacks_counts_as_missing(tables, gold_folder):
    folder = gold_folder(page=gold_rows(), lost=gold_rows() | {"file": "lost.txt"})
    scoring = scores_from_tables(tables("news/page.txt"), folder)
    assert scoring.missing == ("lost.txt",)
    assert figures(scoring)["documents"] == Score("documents", None, None, 0.5, 2, 1)
    assert figures(scoring)["entities"] == Score("entities", 1.0, 0.5, 2 / 3, 6, 3)
    assert scoring.errors["lost"][0] == "the warehouse has no document lost.txt"


def test_links_are_followed_over_documents(tables, gold_folder):
    folder = gold_folder(
        page=gold_rows(), other=gold_rows() | {"file": "other.txt"}, links={"clusters": [["page#e1", "other#e1"], ["page#e2", "other#e2"]]}
    )
    # Both documents name the same three entities; gold says of two of them that they are one.
    assert figures(scores_from_tables(tables("news/page.txt", "news/other.txt"), folder))["links"] == Score("links", 2 / 3, 1.0, 0.8, 2, 3)


def test_lost_lines_are_counted_only_where_raw_files_are_given(tables, gold_folder, tmp_path):
    built, gold = tables("news/page.txt"), gold_folder(page=gold_rows())
    (tmp_path / "raw" / "news").mkdir(parents=True)
    (tmp_path / "raw" / "news" / "page.txt").write_text(f"{TEXT}\nRead more\nThe end.", encoding="utf-8")
    assert "body-kept" not in figures(scores_from_tables(built, gold))
    assert figures(scores_from_tables(built, gold, tmp_path / "raw"))["body-kept"] == Score("body-kept", None, None, 2 / 3, 3, 2)


def test_a_raw_folder_that_is_not_there_is_told(tables, gold_folder, tmp_path):
    with pytest.raises(SetupError, match="nowhere: no such folder"):
        scores_from_tables(tables("news/page.txt"), gold_folder(page=gold_rows()), tmp_path / "nowhere")


def test_nothing_found_and_nothing_asked_is_nought():
    scores = {score.measure: score for score in scores_from_tally(Tally())}
    assert scores["quotes"] == Score("quotes", 0.0, 0.0, 0.0, 0, 0)
    assert scores["bad-offsets"] == Score("bad-offsets", None, None, None, 0, 0)


def test_types_follow_their_measure():
    tally = Tally()
    for measure in ("quotes/direct", "entities/place", "entities/law"):
        tally.count(measure, gold=1)
    names = [score.measure for score in scores_from_tally(tally)]
    assert names[names.index("entities") : names.index("mentions")] == ["entities", "entities/law", "entities/place"]
    assert names[names.index("quotes") : names.index("events")] == ["quotes", "quotes/direct", "quotes-with-speaker", "speakers"]
