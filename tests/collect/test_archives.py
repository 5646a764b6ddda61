from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from flows.collect.answers import Answer
from flows.collect.archives import Archives, salvage_parts
from flows.collect.records import kept_from_archive
from flows.collect.trouble import RefusedError
from tests.collect import servers

STARTED = datetime(2026, 11, 22, 15, 0, 1, tzinfo=UTC)


def answer(number: int, body: bytes = b"") -> Answer:
    page = body or servers.ARTICLE.format(title=f"Number {number}").encode()
    block = servers.answer(page, ETag=f'"{number}"')
    return Answer(f"https://example.org/{number}", 200, {}, block, page, page, "93.184.216.34", STARTED, 0.1)


def archives(folder: Path, megabytes: float = 1) -> Archives:
    return Archives(folder, STARTED, "Kenes/0.1 (+test)", megabytes)


def test_an_archive_is_read_by_others_and_its_digests_hold(tmp_path: Path) -> None:
    archive = archives(tmp_path)
    place = archive.keep(answer(1), "https://example.org/asked", "feed")
    archive.close()
    path = tmp_path / "collected" / "20261122T150001Z-000.warc.gz"
    with path.open("rb") as stream:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in ArchiveIterator(stream, check_digests="raise")
        ]
    assert [kind for kind, _, _ in records] == ["warcinfo", "metadata", "response"]
    assert records[2][1:] == ("https://example.org/1", answer(1).body)
    assert b"asked: https://example.org/asked\r\nsource: feed\r\n" in records[1][2]
    assert place.startswith("collected/20261122T150001Z-000.warc.gz#urn:uuid:")


def test_pages_are_read_back_as_they_were_kept(tmp_path: Path) -> None:
    archive = archives(tmp_path)
    places = [archive.keep(answer(number), f"https://example.org/{number}", "feed") for number in range(3)]
    archive.close()
    (path,) = (tmp_path / "collected").iterdir()
    kept = list(kept_from_archive(path))
    assert [(one.url, one.source, one.etag, one.at) for one in kept] == [
        (f"https://example.org/{number}", "feed", f'"{number}"', "2026-11-22T15:00:01Z") for number in range(3)
    ]
    assert [f"collected/{path.name}#{one.record_id}" for one in kept] == places


def test_a_new_file_begins_where_one_is_full(tmp_path: Path) -> None:
    archive = archives(tmp_path, megabytes=0.0001)
    for number in range(3):
        archive.keep(answer(number), "u", "s")
    archive.close()
    assert archive.finished == [f"20261122T150001Z-00{number}.warc.gz" for number in range(3)]
    assert not list((tmp_path / ".collect").iterdir())


def test_a_second_run_in_the_same_second_takes_another_name(tmp_path: Path) -> None:
    for _ in range(2):
        archive = archives(tmp_path)
        archive.keep(answer(1), "u", "s")
        archive.close()
    assert len(list((tmp_path / "collected").iterdir())) == 2


def test_padding_that_would_make_the_build_refuse_the_archive_is_not_kept(tmp_path: Path) -> None:
    archive = archives(tmp_path, megabytes=64)
    with pytest.raises(RefusedError, match="padding"):
        archive.keep(answer(1, b"\0" * (4 << 20)), "u", "s")
    archive.close()
    assert not (tmp_path / "collected").exists()


def test_a_part_cut_anywhere_is_finished_with_its_whole_records(tmp_path: Path) -> None:
    archive = archives(tmp_path)
    for number in range(2):
        archive.keep(answer(number), str(number), "s")
    archive.sync()
    (part,) = (tmp_path / ".collect").iterdir()
    data = part.read_bytes()
    archive.close()
    (whole,) = (tmp_path / "collected").iterdir()
    seen = set()
    for cut in [*range(0, len(data), 31), len(data)]:
        whole.unlink(missing_ok=True)
        part.write_bytes(data[:cut])
        saved = salvage_parts(tmp_path)
        urls = [kept.url for kept in kept_from_archive(whole)] if saved else []
        assert urls == ["0", "1"][: len(urls)]
        assert not part.exists()
        seen.add(len(urls))
    assert seen == {0, 1, 2}
