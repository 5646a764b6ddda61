from __future__ import annotations

from flows.load.volume import Expected, Tally, volume_issues


def codes(tallies=None, corpora=None, expected=None):
    return [(issue.level, issue.code) for issue in volume_issues(tallies or {}, corpora or {"news": 5}, expected or {})]


def test_a_build_within_its_expectations_has_no_issue():
    assert codes({"quotes": Tally(100, 5, 95)}, expected={"news": Expected(5, 5)}) == []


def test_fewer_documents_than_expected_refuse_the_build():
    assert codes(expected={"news": Expected(at_least=6)}) == [("fatal", "documents-too-few")]


def test_more_documents_than_expected_are_doubted():
    assert codes(expected={"news": Expected(at_most=4)}) == [("warning", "documents-too-many")]


def test_a_corpus_that_gives_nothing_is_doubted_even_where_nothing_was_expected():
    assert codes(expected={"news": Expected(), "speeches": Expected()}) == [("warning", "corpus-empty")]


def test_a_twentieth_of_a_table_may_be_refused_but_no_more():
    assert codes({"quotes": Tally(1000, 50, 950)}) == []
    assert codes({"quotes": Tally(1000, 51, 949)}) == [("fatal", "rows-refused")]


def test_a_few_bad_rows_do_not_stop_a_small_build():
    assert codes({"quotes": Tally(30, 20, 10)}) == []


def test_rows_that_went_with_a_refused_document_count_as_one_fault():
    assert codes({"documents": Tally(5, 1, 4), "mentions": Tally(400, 0, 300)}) == []
