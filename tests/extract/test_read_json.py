"""Records that a scraper has written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.extract.corpus import Corpus, Limits, RawFile
from flows.extract.reading import Metadata, Reading
from flows.extract.readings import raw_characters_from_file, readings_from_file
from flows.issues import Issue

ONE = {"id": "n-1", "title": "First", "text": "The first congress was held.", "url": "https://example.kz/1", "date": "2026-02-06"}
TWO = {"id": "n-2", "title": "Second", "text": "The second congress was held."}


def _found(folder: Path, data: bytes, fields: dict[str, str] | None = None, megabytes: int = 64) -> tuple[list[Reading], list[Issue]]:
    (folder / "a").write_bytes(data)
    corpus = Corpus("press", folder, "Press", fields=fields or {}, limits=Limits(document_megabytes=megabytes))
    found = list(readings_from_file(RawFile("press", folder / "a", "press/a", len(data)), corpus))
    return [one for one in found if isinstance(one, Reading)], [one for one in found if isinstance(one, Issue)]


def _lines(*records: object) -> bytes:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()


@pytest.mark.parametrize(
    "data",
    [
        _lines(ONE, TWO),
        json.dumps([ONE, TWO]).encode(),
        json.dumps([ONE, TWO], indent=2).encode("utf-16"),
        json.dumps({"status": "ok", "items": [ONE, TWO]}).encode(),
    ],
)
def test_records_are_found_in_lines_in_lists_and_in_answers_of_services(tmp_path: Path, data: bytes) -> None:
    readings, issues = _found(tmp_path, data)
    assert [(reading.member, reading.text.text) for reading in readings] == [("#n-1", ONE["text"]), ("#n-2", TWO["text"])]
    assert readings[0].metadata == Metadata(title="First", url="https://example.kz/1", published="2026-02-06")
    assert readings[0].raw_unit == "record"
    assert issues == []


@pytest.mark.parametrize("indent", [None, 2])
def test_one_record_stands_for_its_file(tmp_path: Path, indent: int | None) -> None:
    readings, issues = _found(tmp_path, json.dumps(ONE, indent=indent).encode())
    assert [(reading.member, reading.media_type) for reading in readings] == [("", "application/json")]
    assert issues == []


def test_records_without_id_are_named_by_their_line(tmp_path: Path) -> None:
    readings, _ = _found(tmp_path, _lines({"text": "One spoke."}) + b"\n\n" + _lines({"text": "Two spoke."}))
    assert [reading.member for reading in readings] == ["#1", "#3"]


def test_an_id_used_twice_gives_two_members(tmp_path: Path) -> None:
    readings, _ = _found(tmp_path, _lines(ONE, TWO, ONE))
    assert [reading.member for reading in readings] == ["#n-1", "#n-2", "#n-1~2"]


def test_bad_line_is_one_issue_and_the_others_are_read(tmp_path: Path) -> None:
    readings, issues = _found(tmp_path, _lines(ONE) + b'\n{"id": "x", "text": \n' + _lines(TWO))
    assert [reading.member for reading in readings] == ["#n-1", "#n-2"]
    assert [(issue.code, issue.raw_path) for issue in issues] == [("record-broken", "press/a#2")]


def test_first_line_may_be_the_bad_one(tmp_path: Path) -> None:
    readings, issues = _found(tmp_path, b'{"id": "x", "text": \n' + _lines(ONE, TWO))
    assert [reading.member for reading in readings] == ["#n-1", "#n-2"]
    assert [issue.raw_path for issue in issues] == ["press/a#1"]


def test_broken_list_keeps_the_records_before_the_break(tmp_path: Path) -> None:
    readings, issues = _found(tmp_path, json.dumps([ONE, TWO]).encode()[:-20])
    assert [reading.member for reading in readings] == ["#n-1"]
    assert [issue.code for issue in issues] == ["json-broken"]


def test_fields_are_mapped_by_dotted_paths(tmp_path: Path) -> None:
    record = {"doc": {"body": "The congress was held.", "head": "Title"}, "text": "Not this."}
    (reading,), _ = _found(tmp_path, _lines(record), fields={"text": "doc.body", "title": "doc.head"})
    assert (reading.text.text, reading.metadata.title) == ("The congress was held.", "Title")


def test_body_in_html_is_read_as_a_page_whose_places_count_the_field(tmp_path: Path) -> None:
    body = "<p>The congress of the unions was held in Astana.</p><p>Two hundred delegates &amp; guests took part in it.</p>"
    (reading,), _ = _found(tmp_path, _lines({"content": {"rendered": body}}))
    assert reading.text.text.split("\n") == [
        "The congress of the unions was held in Astana.",
        "Two hundred delegates & guests took part in it.",
    ]
    raw = raw_characters_from_file(RawFile("press", tmp_path / "a", "press/a", 0), Corpus("press", tmp_path, "Press"), "")
    first, last = reading.text.raw_span(0, 12)
    assert (raw, raw[first:last], reading.raw_unit) == (body, "The congress", "record")


def test_record_without_text_is_refused(tmp_path: Path) -> None:
    readings, issues = _found(tmp_path, _lines({"title": "Only"}, ONE, 5))
    assert [reading.member for reading in readings] == ["#n-1"]
    assert [(issue.code, issue.raw_path) for issue in issues] == [
        ("record-without-text", "press/a#1"),
        ("record-without-text", "press/a#3"),
    ]


def test_fields_that_are_not_read_are_told_once(tmp_path: Path) -> None:
    _, issues = _found(tmp_path, _lines(ONE | {"rubric": "news"}, TWO | {"rubric": "news", "tags": ["a"], "empty": ""}))
    assert [(issue.level, issue.code) for issue in issues] == [("note", "record-fields-unread")]
    assert "rubric, tags;" in issues[0].message


def test_seconds_since_1970_are_written_as_a_moment(tmp_path: Path) -> None:
    (reading,), _ = _found(tmp_path, _lines({"text": "It was held.", "timestamp": 1770354000}))
    assert reading.metadata.published == "2026-02-06T05:00:00+00:00"


def test_lists_of_paragraphs_and_authors_are_joined(tmp_path: Path) -> None:
    (reading,), _ = _found(tmp_path, _lines({"body": ["One.", "Two."], "author": [{"name": "A. Bek"}, "C. Dos"]}))
    assert (reading.text.text, reading.metadata.author) == ("One.\nTwo.", "A. Bek, C. Dos")


def test_file_of_lines_may_be_larger_than_a_document(tmp_path: Path) -> None:
    lines = [{"id": number, "text": "The congress was held. " * 5000} for number in range(20)]
    readings, issues = _found(tmp_path, _lines(*lines), megabytes=1)
    assert len(readings) == 20
    assert issues == []


def test_line_larger_than_a_document_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    readings, issues = _found(tmp_path, _lines(ONE, {"text": "x" * 2**21}, TWO), megabytes=1)
    assert [reading.member for reading in readings] == ["#n-1", "#n-2"]
    assert [(issue.code, issue.raw_path) for issue in issues] == [("document-too-large", "press/a#2")]
