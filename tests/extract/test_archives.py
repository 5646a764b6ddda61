"""Gzip and zip archives, sound and hostile."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from flows.extract.corpus import Corpus, Limits, RawFile
from flows.extract.reading import Reading
from flows.extract.readings import readings_from_file
from flows.issues import Issue

TEXT = b"The congress of the trade unions was held in Astana on Friday."


def _outcomes(folder: Path, data: bytes, **limits: int) -> tuple[dict[str, str], list[tuple[str, str | None]]]:
    """Texts by member, and codes with places."""
    (folder / "a").write_bytes(data)
    corpus = Corpus("press", folder, "Press", limits=replace(Limits(), **limits))
    found = list(readings_from_file(RawFile("press", folder / "a", "press/a", len(data)), corpus))
    texts = {one.member: one.text.text for one in found if isinstance(one, Reading)}
    return texts, [(one.code, one.raw_path) for one in found if isinstance(one, Issue)]


def _zip(members: list[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def test_members_are_documents_with_their_path(tmp_path: Path) -> None:
    texts, issues = _outcomes(tmp_path, _zip([("2026/one.txt", TEXT), ("Құжат 2.txt", TEXT.upper())]))
    assert texts == {"/2026/one.txt": TEXT.decode(), "/Құжат 2.txt": TEXT.decode().upper()}
    assert issues == []


@pytest.mark.parametrize("name", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "C:/out.txt", "..\\out.txt"])
def test_path_out_of_the_archive_is_refused_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    texts, issues = _outcomes(tmp_path, _zip([(name, TEXT), ("good.txt", TEXT)]))
    assert list(texts) == ["/good.txt"]
    assert [code for code, _ in issues] == ["archive-path-unsafe"]


def test_symbolic_link_in_a_zip_is_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    texts, issues = _outcomes(tmp_path, _zip([(link, b"/etc/passwd")]))
    assert texts == {}
    assert issues == [("archive-link", "press/a/link.txt")]


def test_two_members_of_one_name_are_one_document_and_an_issue(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = _zip([("one.txt", TEXT), ("one.txt", TEXT.upper())])
    texts, issues = _outcomes(tmp_path, data)
    assert len(texts) == 1
    assert issues == [("archive-member-repeated", "press/a/one.txt")]


def test_encrypted_members_are_refused_in_one_issue(tmp_path: Path) -> None:
    data = bytearray(_zip([("one.txt", TEXT), ("two.txt", TEXT)]))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 1)
    texts, issues = _outcomes(tmp_path, bytes(data))
    assert texts == {}
    assert issues == [("archive-encrypted", "press/a")]


def test_uncommon_packing_is_refused(tmp_path: Path) -> None:
    packed = zipfile.ZipInfo("one.txt")
    packed.compress_type = zipfile.ZIP_LZMA
    texts, issues = _outcomes(tmp_path, _zip([(packed, TEXT), ("two.txt", TEXT)]))
    assert list(texts) == ["/two.txt"]
    assert issues == [("archive-method-unsupported", "press/a/one.txt")]


def test_system_files_in_a_zip_are_told_once(tmp_path: Path) -> None:
    texts, issues = _outcomes(tmp_path, _zip([("__MACOSX/._one.txt", b"\0"), (".DS_Store", b"\0"), ("one.txt", TEXT)]))
    assert list(texts) == ["/one.txt"]
    assert issues == [("archive-members-hidden", "press/a")]


def test_damaged_member_leaves_the_others(tmp_path: Path) -> None:
    data = bytearray(_zip([("one.txt", TEXT), ("two.txt", TEXT)]))
    data[45] ^= 0xFF  # inside the first member's packed bytes
    texts, issues = _outcomes(tmp_path, bytes(data))
    assert list(texts) == ["/two.txt"]
    assert issues == [("archive-broken", "press/a/one.txt")]


def test_zip_without_its_directory_is_refused(tmp_path: Path) -> None:
    assert _outcomes(tmp_path, _zip([("one.txt", TEXT)])[:-30]) == ({}, [("archive-broken", "press/a")])


def test_spreadsheets_are_not_unpacked_as_archives(tmp_path: Path) -> None:
    data = _zip([("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")])
    assert _outcomes(tmp_path, data) == ({}, [("format-unsupported", "press/a")])


def test_archive_with_too_many_members_is_read_up_to_the_limit(tmp_path: Path) -> None:
    texts, issues = _outcomes(tmp_path, _zip([(f"{number}.txt", TEXT) for number in range(5)]), archive_members=3)
    assert len(texts) == 3
    assert issues == [("archive-members-too-many", "press/a")]


def test_truncated_gzip_is_refused(tmp_path: Path) -> None:
    assert _outcomes(tmp_path, gzip.compress(TEXT)[:-12]) == ({}, [("archive-truncated", "press/a")])


def test_records_before_the_cut_of_a_gzip_are_kept(tmp_path: Path) -> None:
    lines = b"".join(b'{"id": %d, "text": "Delegate %d spoke of %d things."}\n' % (n, n, n * 7919 % 10007) for n in range(5000))
    packed = gzip.compress(lines)
    texts, issues = _outcomes(tmp_path, packed[: len(packed) // 2])
    assert 1000 < len(texts) < 4000
    assert texts["#7"].startswith("Delegate 7 spoke")
    assert issues == [("archive-truncated", "press/a")]


def test_gzip_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(TEXT))
    data[-6] ^= 0xFF
    assert _outcomes(tmp_path, bytes(data)) == ({}, [("archive-broken", "press/a")])


def _gzip_bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b" " * 2**20) for _ in range(megabytes)) + packer.flush()


def test_gzip_bomb_is_refused_by_ratio(tmp_path: Path) -> None:
    assert _outcomes(tmp_path, _gzip_bomb(20)) == ({}, [("archive-bomb", "press/a")])


def test_bomb_is_refused_by_size_where_the_ratio_allows_it(tmp_path: Path) -> None:
    assert _outcomes(tmp_path, _gzip_bomb(20), archive_ratio=100_000, archive_megabytes=10) == ({}, [("archive-bomb", "press/a")])


def test_zip_bomb_of_many_members_is_refused_and_ends_the_archive(tmp_path: Path) -> None:
    texts, issues = _outcomes(tmp_path, _zip([(f"{number}.txt", b" " * 2**20) for number in range(8)]), archive_megabytes=3)
    assert texts == {}
    assert [code for code, _ in issues][-1] == "archive-bomb"
    assert [place for _, place in issues][-1] == "press/a/3.txt"


def test_bomb_inside_a_gzip_inside_a_zip_is_refused(tmp_path: Path) -> None:
    data = _zip([("one.txt", TEXT), ("inner.gz", _gzip_bomb(20)), ("two.txt", TEXT)])
    texts, issues = _outcomes(tmp_path, data)
    assert list(texts) == ["/one.txt"]
    assert issues == [("archive-bomb", "press/a/inner.gz")]


def test_word_file_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    data = _zip([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b" " * (20 * 2**20))])
    assert _outcomes(tmp_path, data) == ({}, [("archive-bomb", "press/a")])
