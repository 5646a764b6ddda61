"""Web archives."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.extract.corpus import Corpus, RawFile
from flows.extract.reading import Reading
from flows.extract.readings import raw_characters_from_file, readings_from_file
from flows.issues import Issue

PAGE = (
    "<html><body><article><p>Съезд профсоюзов номер {} прошёл в Астане в пятницу.</p>"
    "<p>В нём участвовали двести делегатов.</p></article></body></html>"
)
HTML = "text/html; charset=windows-1251"


def _warc(answers: list[tuple[str, str, bytes, list[tuple[str, str]]]], gzipped: bool = False) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=gzipped)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for number, (status, content_type, payload, more) in enumerate(answers):
        headers = StatusAndHeaders(status, [("Content-Type", content_type), *more], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://example.kz/{number}",
            "response",
            payload=io.BytesIO(payload),
            http_headers=headers,
            warc_headers_dict={"WARC-Record-ID": f"<urn:uuid:{number}>"},
        )
        writer.write_record(record)
    return stream.getvalue()


def _pages(count: int) -> list[tuple[str, str, bytes, list[tuple[str, str]]]]:
    return [("200 OK", HTML, PAGE.format(number).encode("cp1251"), []) for number in range(count)]


def _found(folder: Path, data: bytes) -> tuple[list[Reading], list[Issue]]:
    (folder / "a").write_bytes(data)
    found = list(readings_from_file(RawFile("press", folder / "a", "press/a", len(data)), Corpus("press", folder, "Press")))
    return [one for one in found if isinstance(one, Reading)], [one for one in found if isinstance(one, Issue)]


@pytest.mark.parametrize("gzipped", [False, True])
def test_answers_are_documents_with_their_address(tmp_path: Path, gzipped: bool) -> None:
    readings, issues = _found(tmp_path, _warc(_pages(2), gzipped))
    assert [(reading.member, reading.metadata.url) for reading in readings] == [
        ("#urn:uuid:0", "https://example.kz/0"),
        ("#urn:uuid:1", "https://example.kz/1"),
    ]
    assert readings[1].text.text.startswith("Съезд профсоюзов номер 1 прошёл")
    assert (readings[1].encoding, issues) == ("cp1251", [])


def test_raw_characters_are_those_of_the_answer(tmp_path: Path) -> None:
    (_, second), _ = _found(tmp_path, _warc(_pages(2)))
    raw = raw_characters_from_file(RawFile("press", tmp_path / "a", "press/a", 0), Corpus("press", tmp_path, "Press"), second.member)
    first, last = second.text.raw_span(0, 5)
    assert raw[first:last] == "Съезд"


def test_record_ids_of_joined_archives_give_members_of_their_own(tmp_path: Path) -> None:
    pages = _pages(3)
    data = _warc(pages[:2]) + _warc([pages[2], pages[1]]) + _warc(pages[:1])
    readings, issues = _found(tmp_path, data)
    assert [reading.member for reading in readings] == [
        "#urn:uuid:0", "#urn:uuid:1", "#urn:uuid:0~2", "#urn:uuid:1~2", "#urn:uuid:0~3",
    ]  # fmt: skip
    assert issues == []
    file, corpus = RawFile("press", tmp_path / "a", "press/a", 0), Corpus("press", tmp_path, "Press")
    for reading, number in zip(readings, (0, 1, 2, 1, 0), strict=True):
        place = reading.text.text.index(f"номер {number}")
        first, last = reading.text.raw_span(place, place + 7)
        assert raw_characters_from_file(file, corpus, reading.member)[first:last] == f"номер {number}"


def test_packed_and_chunked_answers_are_unpacked(tmp_path: Path) -> None:
    page = PAGE.format(0).encode("cp1251")
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    answers = [
        ("200 OK", HTML, gzip.compress(page), [("Content-Encoding", "gzip")]),
        ("200 OK", HTML, chunked, [("Transfer-Encoding", "chunked")]),
    ]
    readings, issues = _found(tmp_path, _warc(answers))
    assert [reading.text.text[:5] for reading in readings] == ["Съезд", "Съезд"]
    assert issues == []


def test_other_answers_are_counted_in_a_note(tmp_path: Path) -> None:
    answers = [
        *_pages(1),
        ("404 Not Found", HTML, b"<p>no</p>", []),
        ("200 OK", "image/png", b"\x89PNG", []),
        ("200 OK", "text/css", b"p{}", []),
    ]
    readings, issues = _found(tmp_path, _warc(answers))
    assert len(readings) == 1
    assert [issue.code for issue in issues] == ["warc-records-passed-over"]
    assert "1 of status 404, 1 of type image/png, 1 of type text/css" in issues[0].message


@pytest.mark.parametrize("gzipped", [False, True])
def test_archive_cut_anywhere_keeps_the_whole_records_and_tells(tmp_path: Path, gzipped: bool) -> None:
    data = _warc(_pages(3), gzipped)
    whole, _ = _found(tmp_path, data)
    for cut in range(1, len(data) * 2 // 3, 31):
        readings, issues = _found(tmp_path, data[:-cut])
        assert [reading.text.text for reading in readings] == [reading.text.text for reading in whole[: len(readings)]]
        assert len(readings) < 3 or cut < 5 or gzipped
        assert issues or (gzipped and len(readings) < 3), cut


def test_damaged_record_is_an_issue(tmp_path: Path) -> None:
    answers = [*_pages(1), ("200 OK", HTML, b"no gzip at all", [("Content-Encoding", "gzip")]), *_pages(1)]
    readings, issues = _found(tmp_path, _warc(answers))
    assert readings[0].member == "#urn:uuid:0"
    assert issues
