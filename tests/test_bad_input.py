"""One corpus full of bad files: the build goes on with the good ones, and `issues` tells what happened to each."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from flows.load.query import rows_from_query
from flows.settings import Settings
from tests.plain import plain_build

pytestmark = pytest.mark.slow  # whole builds

PROSE = "The Union of Miners and Northern Coal signed a collective agreement in Karaganda on 12 May 2023 after long talks. " * 3


def _zip(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _encrypted_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 720, PROSE[:80])
    canvas.save()
    return buffer.getvalue()


def _scanned_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.rect(72, 400, 300, 300, fill=1)  # a page that is a picture
    canvas.save()
    return buffer.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "file-empty"),
    "noise.txt": (bytes(range(256)) * 50, "binary-content"),
    "cut.txt.gz": (gzip.compress(os.urandom(3000).hex().encode())[:1000], "archive-truncated"),
    "bomb.zip": (_zip(bomb=b"0" * (64 << 20)), "archive-bomb"),
    "climb.zip": (_zip(**{"../../climb.txt": PROSE.encode()}), "archive-path-unsafe"),
    "broken.docx": (_zip(**{"word/document.xml": b"<w:document"}), "docx-broken"),
    "encrypted.pdf": (_encrypted_pdf(), "pdf-encrypted"),
    "scanned.pdf": (_scanned_pdf(), "pdf-without-text"),
    "no-body.html": (b"<html><head><title>x</title><script>let a = 1</script></head></html>", "html-without-text"),
    "bad-bytes.txt": (f"{PROSE} Қазақстан кәсіподақтары. ".encode() + b"\xff\xfe\xfa " + PROSE.encode(), "characters-lost"),
    "one-bad-line.jsonl": (b"\n".join([json.dumps({"id": 1, "text": PROSE}).encode(), b'{"id": 2, "text']), "record-broken"),
    "cut.warc": (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5000\r\n\r\nHTTP/1.1 200 OK\r\n\r\nshort", "warc-"),
}
GOOD = {
    "good.txt": PROSE.encode(),
    "two words.txt": PROSE.encode(),
    "🎉.txt": PROSE.encode(),
    "Қазақ.txt": PROSE.encode(),
    "line\nfeed.txt": PROSE.encode(),
    "utf16.txt": PROSE.encode("utf-16-le"),
    "deep.html": (b"<html><body>" + b"<div>" * 10_000 + f"<p>{PROSE}</p>".encode()),
    "scripts.html": f"<html><body><script>alert(1)</script><p>{PROSE}</p><style>p {{}}</style></body></html>".encode(),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    corpus = folder / "raw" / "press"
    corpus.mkdir(parents=True)
    for name, (data, _) in BAD.items():
        (corpus / name).write_bytes(data)
    for name, data in GOOD.items():
        (corpus / name).write_bytes(data)
    (corpus / os.fsdecode(b"no-utf8-\xff.txt")).write_bytes(PROSE.encode())
    (corpus / "out.txt").symlink_to("/etc/hostname")
    (corpus / "loop").symlink_to(corpus)
    with (corpus / "huge.txt").open("wb") as file:
        file.truncate(200 << 20)
    plain_build(Settings(folder / "raw", folder / "warehouse"))
    return folder / "warehouse"


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, (_, code) in BAD.items()], ids=list(BAD))
def test_a_bad_file_is_told_with_its_name(published: Path, name: str, code: str) -> None:
    told = rows_from_query(published, "select code, message from issues where starts_with(raw_path, ?)", [f"press/{name}"]).rows
    assert any(found.startswith(code) for found, _ in told), told
    assert all(message.strip() for _, message in told)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_with_an_odd_name_or_form_is_published(published: Path, name: str) -> None:
    rows = rows_from_query(published, "select count(*) from documents where raw_path = ?", [f"press/{name}"]).rows
    assert rows == [(1,)]


def test_a_file_name_that_is_no_utf8_is_published_with_its_bytes_written_out(published: Path) -> None:
    rows = rows_from_query(published, "select raw_path from documents where starts_with(raw_path, 'press/no-utf8')").rows
    assert rows == [("press/no-utf8-\\udcff.txt",)]


def test_links_and_a_text_of_200_megabytes_are_refused(published: Path) -> None:
    rows = rows_from_query(
        published, "select raw_path, code from issues where code in ('link-refused', 'document-too-large') order by 1"
    ).rows
    assert rows == [("press/huge.txt", "document-too-large"), ("press/loop", "link-refused"), ("press/out.txt", "link-refused")]


def test_the_good_lines_beside_a_bad_one_are_kept(published: Path) -> None:
    rows = rows_from_query(published, "select raw_path from documents where starts_with(raw_path, 'press/one-bad')").rows
    assert rows == [("press/one-bad-line.jsonl#1",)]


def test_a_text_with_a_few_bad_bytes_is_published(published: Path) -> None:
    rows = rows_from_query(published, "select count(*) from documents where raw_path = 'press/bad-bytes.txt'").rows
    assert rows == [(1,)]
