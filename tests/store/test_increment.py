"""Whatever happened to the files before: a build that does only what changed makes what a build from nothing makes."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from flows.batches import normalize_batch, read_batch
from flows.building import Build
from flows.extract.corpora import corpora_from_raw
from flows.settings import Settings
from flows.staging import fresh_stage, read_parts, read_whole
from flows.store.rows_parts import MADE
from flows.summary import Summary
from tests.plain import TODAY

pytestmark = pytest.mark.slow  # whole builds

NAMES = [f"{folder}{letter}" for folder in ("", "old/") for letter in "abcdef"]
SENTENCES = (
    "The Union of Miners signed an agreement in Karaganda on 12 May 2023.",
    "“We asked for respect,” said Asel Nurbekova, chairwoman of the Union of Miners.",
    "All rights reserved. Subscribe to our news",
    "Забастовка началась в понедельник в Актау.",
    "",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("\n\n".join)


def made(raw: Path, warehouse: Path, most: int = 3) -> tuple[dict[str, list[dict[str, object]]], Summary]:
    """The rows of every table that documents fill by themselves, in order, and what was done for it."""
    chosen = Settings(raw, warehouse, documents_per_batch=most)
    work = Build(chosen, corpora_from_raw(raw), fresh_stage(chosen.work), Summary(), TODAY)
    for batch in work.list_files():
        work.have_read(batch, read_batch(batch, work.stage, most, 1))
    for batch in work.plan_rows():
        read_batch(batch, work.stage, most, 1)
    works = work.works()
    work.summary.made = work.making.new()
    for part in works:
        work.have_made(part, normalize_batch(part, work.stage, work.store))
    work.stage_parts()
    tables = {table: pa.concat_tables(read_parts(work.stage, table)).to_pylist() for table in MADE}
    tables["issues"].sort(key=lambda row: str(row["issue_id"]))
    return {**tables, "repeated": read_whole(work.stage, "repeated").to_pylist()}, work.summary


class Folder(RuleBasedStateMachine):
    """A corpus that people work on, built after every change."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.corpus = self.folder / "raw" / "press"
        self.corpus.mkdir(parents=True)

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def _files(self) -> list[Path]:
        return sorted(path for path in self.corpus.rglob("*.*") if path.is_file() and path.suffix in (".txt", ".jsonl"))

    def _write(self, name: str, data: str) -> None:
        path = self.corpus / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(data, encoding="utf-8")

    @rule(name=st.sampled_from(NAMES), text=TEXTS)
    def a_text_is_written(self, name: str, text: str) -> None:
        self._write(f"{name}.txt", text)

    @rule(name=st.sampled_from(NAMES[:2]), texts=st.lists(TEXTS, max_size=5))
    def records_are_written(self, name: str, texts: list[str]) -> None:
        self._write(f"{name}.jsonl", "".join(json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate(texts)))

    @rule(place=st.integers(0), name=st.sampled_from(NAMES))
    def a_file_is_renamed(self, place: int, name: str) -> None:
        if files := self._files():
            path = files[place % len(files)]
            (self.corpus / name).parent.mkdir(exist_ok=True)
            path.replace(self.corpus / f"{name}{path.suffix}")

    @rule(place=st.integers(0))
    def a_file_is_deleted(self, place: int) -> None:
        if files := self._files():
            files[place % len(files)].unlink()

    @rule(place=st.integers(0), text=TEXTS)
    def a_file_is_changed_but_keeps_its_time(self, place: int, text: str) -> None:
        if files := self._files():
            path = files[place % len(files)]
            before = path.stat()
            path.write_text(text, encoding="utf-8")
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(title=st.sampled_from(["Miners", "Pay"]), name=st.sampled_from(NAMES))
    def a_title_is_corrected(self, title: str, name: str) -> None:
        entry = f'[[correction]]\ndocument = "{name}.txt"\ncolumn = "author"\nvalue = "{title}"\nreason = "test"\n'
        (self.corpus / "corrections.toml").write_text(entry, encoding="utf-8")

    @rule(publisher=st.sampled_from(["Union", "Press"]))
    def the_corpus_is_told_its_publisher(self, publisher: str) -> None:
        (self.corpus / "corpus.toml").write_text(f'publisher = "{publisher}"', encoding="utf-8")

    @rule()
    def the_store_loses_a_file(self) -> None:
        files = sorted((self.folder / "warehouse" / ".store").rglob("*.parquet"))
        if files:
            files[len(files) // 2].write_bytes(b"PAR1")

    @invariant()
    def the_build_is_as_one_from_nothing(self) -> None:
        now, _ = made(self.folder / "raw", self.folder / "warehouse")
        anew, _ = made(self.folder / "raw", self.folder / "anew")
        shutil.rmtree(self.folder / "anew")
        assert now == anew


TestFolder = pytest.mark.slow(Folder.TestCase)
TestFolder.settings = settings(max_examples=5, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw" / "press"
    folder.mkdir(parents=True)
    for letter in "abcdefgh":
        (folder / f"{letter}.txt").write_text(f"Report {letter}\n\n{SENTENCES[0]}", encoding="utf-8")
    return tmp_path / "raw"


def test_a_build_of_what_is_known_makes_nothing(raw: Path, tmp_path: Path) -> None:
    assert made(raw, tmp_path / "w")[1].made == 8
    assert made(raw, tmp_path / "w")[1].made == 0


def test_of_many_documents_the_one_that_changed_is_made(raw: Path, tmp_path: Path) -> None:
    made(raw, tmp_path / "w")
    (raw / "press" / "d.txt").write_text(f"Report d\n\n{SENTENCES[1]}", encoding="utf-8")
    summary = made(raw, tmp_path / "w")[1]
    assert (summary.made, summary.changed) == (1, {"new": 0, "changed": 1, "removed": 0})


def test_of_many_records_in_one_file_the_one_that_changed_is_made(tmp_path: Path) -> None:
    path = tmp_path / "raw" / "press" / "records.jsonl"
    path.parent.mkdir(parents=True)
    lines = [json.dumps({"id": str(number), "text": f"Report {number}. {SENTENCES[0]}"}) for number in range(9)]
    path.write_text("\n".join(lines), encoding="utf-8")
    made(tmp_path / "raw", tmp_path / "w")
    path.write_text("\n".join(lines).replace("Report 4", "Notice 4"), encoding="utf-8")
    assert made(tmp_path / "raw", tmp_path / "w")[1].made == 1


def test_a_line_that_begins_to_recur_makes_the_documents_that_hold_it_again_and_no_others(raw: Path, tmp_path: Path) -> None:
    for letter in "ab":
        (raw / "press" / f"{letter}.txt").write_text(f"Report {letter}\n\n{SENTENCES[1]}\n\nSubscribe to our news", encoding="utf-8")
    made(raw, tmp_path / "w")
    (raw / "press" / "z.txt").write_text("Report z\n\nSubscribe to our news", encoding="utf-8")
    assert made(raw, tmp_path / "w")[1].made == 3


def test_a_build_that_was_broken_off_leaves_its_parts_to_the_next(raw: Path, tmp_path: Path) -> None:
    chosen = Settings(raw, tmp_path / "w", documents_per_batch=3)
    work = Build(chosen, corpora_from_raw(raw), fresh_stage(chosen.work), Summary(), TODAY)
    for batch in work.list_files():
        work.have_read(batch, read_batch(batch, work.stage, 3, 1))
    work.plan_rows()
    normalize_batch(work.works()[0], work.stage, work.store)
    assert 0 < made(raw, tmp_path / "w")[1].made < 8


def test_a_file_that_no_reader_opens_is_told_at_every_build_and_read_once(raw: Path, tmp_path: Path) -> None:
    (raw / "press" / "noise.txt").write_bytes(bytes(range(256)) * 40)
    first, _ = made(raw, tmp_path / "w")
    again, _ = made(raw, tmp_path / "w")
    assert first["issues"] == again["issues"] != []
