from __future__ import annotations

from flows.score.built import BuiltDocument
from flows.score.documents import documents_tally, read_raw
from flows.score.tally import Count


def test_a_title_in_other_marks_and_case_is_right(gold, document):
    tally = documents_tally(gold(title="«Unions» meet"), document(title="UNIONS  MEET"), None)
    assert tally.counts["title"] == Count(right=1, predicted=1, gold=1)


def test_a_date_where_gold_has_none_is_wrong_and_told(gold, document):
    tally = documents_tally(gold(), document(published_edtf="2018"), None)
    assert tally.counts["published"] == Count(right=0, predicted=1, gold=1)
    assert tally.errors == ["published is “2018”, not none"]


def test_noise_is_removed_when_no_line_is_it(gold, document):
    tally = documents_tally(gold(boilerplate=["Read more", "Menu"]), document(text="To read more, ask.\nMENU"), None)
    assert tally.counts["boilerplate-removed"] == Count(right=1, predicted=1, gold=2)


def test_a_raw_line_is_kept_in_the_title_or_joined_with_others(gold, document):
    raw = "Unions meet\nRead more\nAida Serik opened\nthe congress\nAnd left."
    tally = documents_tally(gold(), document(), raw)
    assert tally.counts["body-kept"] == Count(right=3, predicted=3, gold=4)
    assert tally.errors == ["line of the body lost: “And left.”"]


def test_without_raw_text_no_line_is_counted(gold, document):
    assert "body-kept" not in documents_tally(gold(), document(), None).counts


def test_a_document_that_is_missing_is_told_first(gold):
    tally = documents_tally(gold(), BuiltDocument(), None)
    assert tally.counts["documents"] == Count(right=0, predicted=0, gold=1)
    assert tally.errors[0] == "the warehouse has no document page.txt"


def test_raw_text_is_read_in_the_encoding_of_the_document(tmp_path, gold, document):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "page.txt").write_text("Кеңес", encoding="utf-16")
    assert read_raw(tmp_path, gold(), document(encoding="utf-16")) == "Кеңес"


def test_raw_text_of_a_missing_document_is_looked_for_in_each_corpus(tmp_path, gold):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "page.txt").write_text("lost", encoding="utf-8")
    assert read_raw(tmp_path, gold(), BuiltDocument()) == "lost"


def test_markup_is_no_raw_text(tmp_path, gold, document):
    (tmp_path / "page.html").write_text("<p>kept</p>", encoding="utf-8")
    assert read_raw(tmp_path, gold(), document(raw_path="page.html", media_type="text/html")) is None
