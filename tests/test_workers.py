from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from flows.batches import Done, FileBatch, normalize_batch, read_batch
from flows.building import Build
from flows.extract.corpora import corpus_from_folder
from flows.extract.corpus import RawFile
from flows.settings import PROJECT, Settings
from flows.staging import parts_of, read_part
from flows.store.chunks import chunk_table
from flows.store.rows_parts import RowsWork
from flows.summary import Summary
from flows.workers import Read, Workers

pytestmark = pytest.mark.slow


def read_or_die(batch: FileBatch, stage: Path, documents: int, megabytes: int) -> Done:
    """A reader whose native code crashes on one file."""
    if any("deadly" in file.raw_path for file in batch.files):
        os._exit(11)
    return read_batch(batch, stage, documents, megabytes)


def read_or_hang(batch: FileBatch, stage: Path, documents: int, megabytes: int) -> Done:
    """A reader that does not come back from one file."""
    if any("deadly" in file.raw_path for file in batch.files):
        time.sleep(600)
    return read_batch(batch, stage, documents, megabytes)


@pytest.fixture
def batch(tmp_path: Path) -> FileBatch:
    folder = tmp_path / "press"
    folder.mkdir()
    for name in ("a.txt", "deadly.pdf", "z.txt"):
        (folder / name).write_text("The union signed an agreement with the ministry in Astana on Monday.")
    files = tuple(RawFile("press", path, f"press/{path.name}", path.stat().st_size) for path in sorted(folder.iterdir()))
    return FileBatch(0, corpus_from_folder(folder), files, ("key of a", "key of deadly", "key of z"))


@pytest.mark.parametrize(
    ("read", "code", "limits"), [(read_or_die, "reader-crashed", (60.0, 60.0)), (read_or_hang, "reader-hung", (5.0, 5.0))]
)
def test_a_file_that_ends_or_holds_its_reader_is_told_and_the_others_are_read(
    batch: FileBatch, tmp_path: Path, read: Read, code: str, limits: tuple[float, float]
) -> None:
    stage = tmp_path / "stage"
    workers = Workers(2, *limits)
    try:
        done = workers.read(batch, stage, 500, 32, read)
    finally:
        workers.close()
    assert done.documents == 2
    rows = [row for part in parts_of(stage, "readings") for row in read_part(stage, "readings", part)["raw_path"].to_pylist()]
    assert rows == ["press/a.txt", "press/z.txt"]
    told = [row for part in parts_of(stage, "read_issues") for row in read_part(stage, "read_issues", part).to_pylist()]
    assert [(row["code"], row["raw_path"], row["file_key"]) for row in told] == [(code, "press/deadly.pdf", "key of deadly")]


def make_or_die(work: RowsWork, stage: Path, store: Path) -> Done:
    """Native code that crashes on one document."""
    if any("deadly" in read_part(stage, "readings", name)["raw_path"][row].as_py() for name, rows in work.places for row in rows):
        os._exit(11)
    return normalize_batch(work, stage, store)


def test_a_document_that_ends_its_process_is_told_and_the_others_have_their_rows(batch: FileBatch, tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path / "warehouse")
    work = Build(settings, [batch.corpus], tmp_path / "stage", Summary(), date(2026, 11, 22))
    for each in work.list_files():
        work.have_read(each, read_batch(each, work.stage, 500, 32))
    work.plan_rows()
    (part,) = work.works()
    workers = Workers(1)
    try:
        done = workers.make(part, work.stage, work.store, make_or_die)
    finally:
        workers.close()
    kept = [chunk_table(work.store / "rows", done.chunk, table) for table in ("documents", "mentions", "issues")]
    documents, mentions, issues = (table.to_pylist() for table in kept)
    assert [row["raw_path"] for row in documents] == ["press/a.txt", "press/z.txt"]
    assert {row["document_id"] for row in mentions} == {row["document_id"] for row in documents}
    assert [(row["code"], row["raw_path"]) for row in issues] == [("document-crashed", "press/deadly.pdf")]
    assert done.chunk != part.part.key  # so that the next build tries again


def test_workers_end_when_the_build_is_killed() -> None:
    asked = "print(*[workers.run(os.getpid) for _ in range(4)], flush=True); time.sleep(60)"
    program = f"import os, time; from flows.workers import Workers; workers = Workers(2); {asked}"
    build = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=PROJECT)
    assert build.stdout
    workers = {int(number) for number in build.stdout.readline().split()}
    build.kill()
    build.wait()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in workers if _is_alive(pid)]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
