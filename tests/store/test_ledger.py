from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from flows.extract.corpora import corpus_from_folder
from flows.extract.corpus import RawFile
from flows.extract.files import files_and_issues
from flows.store.ledger import RACY_NS, Entry, entries_from_files, ledger_from_file, write_ledger


def listed(folder: Path) -> list[RawFile]:
    return files_and_issues(corpus_from_folder(folder))[0]


def hashed(folder: Path, known: dict[str, Entry]) -> tuple[dict[str, Entry], list[str]]:
    told: list[RawFile] = []
    entries = entries_from_files(listed(folder), known, told.append)
    return entries, [file.raw_path for file in told]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "press"
    path.mkdir()
    for name in ("a.txt", "b.txt"):
        (path / name).write_text(name)
    return path


@pytest.fixture
def settled(folder: Path) -> dict[str, Entry]:
    """The ledger of the folder as it would be had it been hashed a while after the last change."""
    entries, _ = hashed(folder, {})
    return {name: entry._replace(hashed_at=time.time_ns() + RACY_NS) for name, entry in entries.items()}


def test_a_file_that_is_as_it_was_is_not_opened(folder: Path, settled: dict[str, Entry]) -> None:
    assert hashed(folder, settled) == (settled, [])


def test_a_file_that_changed_but_keeps_size_and_time_is_hashed(folder: Path, settled: dict[str, Entry]) -> None:
    before = (folder / "a.txt").stat()
    (folder / "a.txt").write_text("A.txt")
    os.utime(folder / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    entries, told = hashed(folder, settled)
    assert told == ["press/a.txt"]
    assert entries["press/a.txt"].content_sha256 != settled["press/a.txt"].content_sha256


def test_a_file_that_was_written_just_before_it_was_hashed_is_hashed_again(folder: Path) -> None:
    entries, _ = hashed(folder, {})
    assert hashed(folder, entries)[1] == ["press/a.txt", "press/b.txt"]


def test_a_file_that_is_gone_or_no_file_any_more_has_no_entry(folder: Path) -> None:
    files = listed(folder)
    (folder / "a.txt").unlink()
    (folder / "b.txt").unlink()
    os.mkfifo(folder / "b.txt")
    assert entries_from_files(files, {}) == {}


def test_the_ledger_is_read_as_it_was_written(folder: Path, settled: dict[str, Entry]) -> None:
    write_ledger(folder / "files.parquet", settled)
    assert ledger_from_file(folder / "files.parquet") == settled


def test_a_ledger_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "files.parquet").write_bytes(b"PAR1 no parquet")
    assert ledger_from_file(tmp_path / "files.parquet") == {}
    assert ledger_from_file(tmp_path / "nowhere") == {}
