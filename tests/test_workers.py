from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.batches import Done, FileBatch, read_batch
from flows.extract.corpora import corpus_from_folder
from flows.extract.corpus import RawFile
from flows.staging import parts_of, read_part
from flows.workers import Workers

pytestmark = pytest.mark.slow


def read_or_die(batch: FileBatch, stage: Path, documents: int, megabytes: int) -> Done:
    """A reader whose native code crashes on one file."""
    if any("deadly" in file.raw_path for file in batch.files):
        os._exit(11)
    return read_batch(batch, stage, documents, megabytes)


def test_a_file_that_crashes_its_reader_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    for name in ("a.txt", "deadly.pdf", "z.txt"):
        (folder / name).write_text("The union signed an agreement with the ministry in Astana on Monday.")
    files = tuple(RawFile("press", path, f"press/{path.name}", path.stat().st_size) for path in sorted(folder.iterdir()))
    workers = Workers(2)
    try:
        done = workers.read(FileBatch(0, corpus_from_folder(folder), files), tmp_path / "stage", 500, 32, read_or_die)
    finally:
        workers.close()
    assert done.documents == 2
    read = [path for part in done.parts for path in read_part(tmp_path / "stage", "readings", part)["raw_path"].to_pylist()]
    assert read == ["press/a.txt", "press/z.txt"]
    told = [row for part in parts_of(tmp_path / "stage", "issues") for row in read_part(tmp_path / "stage", "issues", part).to_pylist()]
    assert [(row["code"], row["raw_path"]) for row in told] == [("reader-crashed", "press/deadly.pdf")]
