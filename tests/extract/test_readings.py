"""The door: real files on a real disk, good and bad."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from flows.extract.corpus import Corpus, Limits, RawFile
from flows.extract.parts import Part
from flows.extract.raw_documents import guarded
from flows.extract.reading import Reading
from flows.extract.readings import raw_characters_from_file, readings_from_file
from flows.issues import Issue

RUSSIAN = "Съезд федерации профсоюзов прошёл в Астане.\nВ нём приняли участие более двухсот делегатов."
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Congress</title></head><body><article><h1>Congress</h1>"
    "<p>The congress of the trade unions was held in Astana on Friday with two hundred delegates.</p>"
    "<p>The chairman said that the number of collective agreements had grown in every region.</p></article></body></html>"
)
MAIL = (
    b"From: Press Office <press@example.kz>\r\nTo: all@example.kz\r\nSubject: Statement\r\n"
    b"Date: Fri, 6 Feb 2026 10:00:00 +0500\r\n\r\nThe congress was held."
)


def _corpus(folder: Path, **limits: int) -> Corpus:
    return Corpus("press", folder, "Press", limits=replace(Limits(), **limits))


def _file(path: Path, size: int = 0) -> RawFile:
    return RawFile("press", path, f"press/{path.name}", size)


def _outcomes(folder: Path, name: str, data: bytes, **limits: int) -> tuple[list[Reading], list[Issue]]:
    path = folder / name
    path.write_bytes(data)
    return _outcomes_of(path, **limits)


def _outcomes_of(path: Path, **limits: int) -> tuple[list[Reading], list[Issue]]:
    found = list(readings_from_file(_file(path), _corpus(path.parent, **limits)))
    return [one for one in found if isinstance(one, Reading)], [one for one in found if isinstance(one, Issue)]


def _pdf() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(72, 720, "The congress of the trade unions was held in Astana.")
    canvas.save()
    return stream.getvalue()


def _docx() -> bytes:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph("The congress of the trade unions was held in Astana.")
    document.save(stream)
    return stream.getvalue()


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


FORMATS = {
    "text/plain": RUSSIAN.encode(),
    "text/html": PAGE.encode(),
    "text/markdown": b"# Congress\n\nThe **congress** was [held](https://example.kz) in *Astana* by the **unions**.\n",
    "application/pdf": _pdf(),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _docx(),
    "message/rfc822": MAIL,
    "application/json": json.dumps({"text": "The congress was held."}).encode(),
}


@pytest.mark.parametrize("media_type", FORMATS)
@pytest.mark.parametrize("name", ["document.bin", "document.pdf", "document"])
def test_the_bytes_decide_the_format_whatever_the_name(tmp_path: Path, media_type: str, name: str) -> None:
    readings, issues = _outcomes(tmp_path, name, FORMATS[media_type])
    assert [reading.media_type for reading in readings] == [media_type]
    assert issues == []


@pytest.mark.parametrize("media_type", FORMATS)
def test_places_count_the_raw_characters(tmp_path: Path, media_type: str) -> None:
    readings, _ = _outcomes(tmp_path, "document", FORMATS[media_type])
    word = "профсоюзов" if media_type == "text/plain" else "congress" if "congress" in readings[0].text.text else "held"
    start = readings[0].text.text.index(word)
    first, last = readings[0].text.raw_span(start, start + len(word))
    raw = raw_characters_from_file(_file(tmp_path / "document"), _corpus(tmp_path), "")
    assert raw[first:last] == word


@pytest.mark.parametrize("media_type", FORMATS)
def test_every_line_has_a_layout(tmp_path: Path, media_type: str) -> None:
    readings, _ = _outcomes(tmp_path, "document", FORMATS[media_type])
    assert len(readings[0].layout) == len(readings[0].text.text.split("\n"))


@pytest.mark.parametrize("media_type", FORMATS)
def test_a_document_reads_the_same_in_a_zip_in_a_gzip(tmp_path: Path, media_type: str) -> None:
    alone, _ = _outcomes(tmp_path, "alone", FORMATS[media_type])
    packed, issues = _outcomes(tmp_path, "packed", gzip.compress(_zip({"2026/document": FORMATS[media_type]})))
    assert [replace(reading, member="") for reading in packed] == alone
    assert packed[0].member == "/2026/document"
    assert issues == []


def test_content_hash_is_of_the_document_not_of_its_archive(tmp_path: Path) -> None:
    readings, _ = _outcomes(tmp_path, "a.txt.gz", gzip.compress(RUSSIAN.encode()))
    assert readings[0].content_sha256 == sha256(RUSSIAN.encode()).hexdigest()
    assert readings[0].member == ""


@pytest.mark.parametrize("data", [b"", b" \r\n\t", gzip.compress(b"", mtime=0)])
def test_empty_file_is_an_issue(tmp_path: Path, data: bytes) -> None:
    readings, issues = _outcomes(tmp_path, "empty.txt", data)
    assert readings == []
    assert [(issue.code, issue.raw_path) for issue in issues] == [("file-empty", "press/empty.txt")]


def test_binary_noise_named_txt_is_refused(tmp_path: Path) -> None:
    _, issues = _outcomes(tmp_path, "noise.txt", b"\x01" + os.urandom(20_000))
    assert [issue.code for issue in issues] == ["binary-content"]


@pytest.mark.parametrize(
    "magic", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1 text}", b"Rar!\x1a\x07"]
)
def test_known_formats_without_reader_are_named(tmp_path: Path, magic: bytes) -> None:
    _, issues = _outcomes(tmp_path, "a.txt", magic + bytes(100))
    assert [issue.code for issue in issues] == ["format-unsupported"]
    assert issues[0].message.startswith("press/a.txt: No reader opens ")


def test_huge_text_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.write(b"A line of text.\n" * 5000)
        stream.truncate(200 * 2**20)
    readings, issues = _outcomes_of(path)
    assert readings == []
    assert [issue.code for issue in issues] == ["document-too-large"]


def test_huge_text_in_a_gzip_is_refused_after_the_limit(tmp_path: Path) -> None:
    data = gzip.compress(os.urandom(2**20).hex().encode())
    _, issues = _outcomes(tmp_path, "huge.gz", data, document_megabytes=1)
    assert [issue.code for issue in issues] == ["document-too-large"]


def test_folder_pipe_socket_and_dead_link_in_place_of_a_file_are_issues(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        codes = {name: _outcomes_of(tmp_path / name)[1][0].code for name in ("folder", "pipe", "link", "socket")}
    assert codes == {"folder": "file-special", "pipe": "file-special", "link": "file-vanished", "socket": "file-unreadable"}


def test_members_of_one_path_in_different_containers_are_told_apart(tmp_path: Path) -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("b.txt", "The congress was held.")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("a", inner.getvalue())
        archive.writestr("a/b.txt", "The strike has ended.")
        archive.writestr("a/b.txt~2", "The council met on Friday.")
    readings, issues = _outcomes(tmp_path, "x.zip", outer.getvalue())
    assert [reading.member for reading in readings] == ["/a/b.txt", "/a/b.txt~2", "/a/b.txt~2~2"]
    assert issues == []


def test_issues_name_no_path_of_this_machine_and_no_address(tmp_path: Path) -> None:
    def fail(error: Exception) -> Iterator[Issue]:
        raise error
        yield

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        [issue] = _outcomes_of(tmp_path / "socket")[1]
    messages = [issue.message]
    for error in (ValueError(f"bad {object()!r} there"), PermissionError(13, "Permission denied", str(tmp_path / "a"))):
        messages += [issue.message for issue in guarded(lambda error=error: fail(error), Part(io.BytesIO()))]
    assert messages[1:] == [
        "The reader failed (ValueError: bad <object object> there); please report the file.",
        "The reader failed (PermissionError: Permission denied); please report the file.",
    ]
    assert not any(str(tmp_path) in message for message in messages)


def test_file_that_vanishes_after_listing_is_an_issue(tmp_path: Path) -> None:
    path = tmp_path / "gone.txt"
    path.write_text(RUSSIAN)
    file = _file(path, path.stat().st_size)
    path.unlink()
    assert [outcome.code for outcome in readings_from_file(file, _corpus(tmp_path)) if isinstance(outcome, Issue)] == ["file-vanished"]


def test_file_without_permission_is_an_issue(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(RUSSIAN)
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may read every file
    try:
        codes = [issue.code for issue in _outcomes_of(path)[1]]
    finally:
        os.seteuid(user)
    assert codes == ["file-unreadable"]


def test_bad_bytes_in_utf8_are_a_warning_and_the_text_is_kept(tmp_path: Path) -> None:
    readings, issues = _outcomes(tmp_path, "a.txt", RUSSIAN.encode() + b"\xff")
    assert readings[0].text.text == RUSSIAN + "\ufffd"
    assert [(issue.level, issue.code) for issue in issues] == [("warning", "characters-lost")]


def test_utf16_without_mark_is_read(tmp_path: Path) -> None:
    readings, issues = _outcomes(tmp_path, "a.txt", RUSSIAN.encode("utf-16-le"))
    assert (readings[0].text.text, readings[0].encoding, issues) == (RUSSIAN, "utf-16-le", [])


def test_mojibake_is_put_right_with_a_note_in_text_and_title(tmp_path: Path) -> None:
    broken = RUSSIAN.encode("cp1251").decode("latin-1")
    readings, issues = _outcomes(tmp_path, "a.json", json.dumps({"text": broken, "title": "Ñúåçä ïðîôñîþçîâ"}).encode())
    assert readings[0].text.text == RUSSIAN
    assert readings[0].metadata.title == "Съезд профсоюзов"
    assert [issue.code for issue in issues] == ["mojibake-repaired"]


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    readings, _ = _outcomes(tmp_path, "a.json", b'{"text": "The congress \\ud800 was held.", "title": "\\udfff"}')
    readings[0].text.text.encode()
    assert readings[0].metadata.title == "\ufffd"


def test_archives_in_archives_end_at_a_depth(tmp_path: Path) -> None:
    data = RUSSIAN.encode()
    for _ in range(3):
        data = gzip.compress(data)
    assert len(_outcomes(tmp_path, "three", data)[0]) == 1
    readings, issues = _outcomes(tmp_path, "four", gzip.compress(data))
    assert readings == []
    assert [issue.code for issue in issues] == ["archive-too-deep"]


def test_deeply_nested_json_is_no_crash(tmp_path: Path) -> None:
    _, issues = _outcomes(tmp_path, "a.json", b'[{"text":' + b"[" * 200_000)
    assert [issue.code for issue in issues] == ["json-broken"]


def test_member_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RUSSIAN)
    with pytest.raises(Exception, match="holds no document '#7'"):
        raw_characters_from_file(_file(tmp_path / "a.txt"), _corpus(tmp_path), "#7")


SEEDS = [*FORMATS.values(), gzip.compress(PAGE.encode()), _zip({"a.txt": RUSSIAN.encode(), "b.html": PAGE.encode()})]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 40_000), st.binary(max_size=8)), max_size=4), st.integers(0, 40_000))
def test_damaged_files_give_readings_or_issues_and_never_a_crash(
    tmp_path: Path, data: bytes, damages: list[tuple[int, bytes]], cut: int
) -> None:
    for place, damage in damages:
        place %= len(data)
        data = data[:place] + damage + data[place + len(damage) :]
    readings, issues = _outcomes(tmp_path, "damaged", data[: max(len(data) - cut % len(data), 1)])
    assert readings or issues
    assert all(issue.raw_path and issue.raw_path.startswith("press/damaged") for issue in issues)
    for reading in readings:
        assert len(reading.layout) == reading.text.text.count("\n") + 1
