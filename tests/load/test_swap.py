from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.issues import SetupError
from flows.load.swap import check_writable, drafted, published, recover, swap_in

STEPS = ("fsync", "link", "mkdir", "rename", "replace", "rmdir", "symlink", "unlink")
LAYOUT = ["builds", "current", "kenes.duckdb", "parquet"]


def build(warehouse: Path, text: str, keep: int = 2) -> Path:
    with drafted(warehouse) as draft:
        fill(draft, text)
        return swap_in(warehouse, draft, keep)


def fill(folder: Path, text: str) -> None:
    (folder / "parquet").mkdir(parents=True, exist_ok=True)
    for name in ("parquet/documents.parquet", "parquet/quotes.parquet", "kenes.duckdb"):
        (folder / name).write_text(text)


def content(folder: Path) -> set[str]:
    return {(folder / name).read_text() for name in ("parquet/documents.parquet", "parquet/quotes.parquet", "kenes.duckdb")}


def seen(warehouse: Path) -> str:
    """What a reader finds that asks which build is published; the files of one build, or the test fails."""
    folder = published(warehouse)
    assert folder
    (text,) = content(folder)
    return text


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_build_replaces_the_last_one_and_leaves_nothing_else(tmp_path: Path) -> None:
    for text in ("old", "new"):
        build(tmp_path, text)
    assert (content(tmp_path), seen(tmp_path)) == ({"new"}, "new")
    assert names(tmp_path) == LAYOUT
    assert (tmp_path / "current").readlink() == Path("builds/000002")


def test_nothing_is_published_in_an_empty_folder(tmp_path: Path) -> None:
    recover(tmp_path)
    assert published(tmp_path) is None
    assert names(tmp_path) == []


@pytest.mark.parametrize(("keep", "left"), [(1, ["000004"]), (2, ["000003", "000004"]), (9, ["000001", "000002", "000003", "000004"])])
def test_the_newest_builds_stay(tmp_path: Path, keep: int, left: list[str]) -> None:
    for text in "abcd":
        build(tmp_path, text, keep)
    assert names(tmp_path / "builds") == left


def test_a_reader_that_asked_once_stays_in_its_build_while_another_is_published(tmp_path: Path) -> None:
    build(tmp_path, "old")
    folder = published(tmp_path)
    build(tmp_path, "new")
    assert folder
    assert (content(folder), seen(tmp_path)) == ({"old"}, "new")


def test_readers_see_whole_builds_only_while_builds_follow_each_other(tmp_path: Path) -> None:
    build(tmp_path, "0")
    ended, found = threading.Event(), []

    def read() -> None:
        while not ended.is_set():
            found.append(seen(tmp_path))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 30):
        build(tmp_path, str(number), keep=29)
    ended.set()
    reader.join()
    assert [int(text) for text in found] == sorted(int(text) for text in found)
    assert len(set(found)) > 2


class KilledError(BaseException):
    """Nothing that catches errors catches this, and nothing works after it: as if the process were gone."""


def kill_at(patch: pytest.MonkeyPatch, step: int) -> Callable[[], bool]:
    """Let the step-th change of the disk from now on, and every later one, fail; tells whether it came to that."""
    made = 0

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal made
            made += 1
            if made >= step:
                raise KilledError
            return real(*arguments, **options)

        return call

    for name in STEPS:
        patch.setattr(os, name, counted(getattr(os, name)))
    return lambda: made >= step


@pytest.fixture
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No power is cut here, so hundreds of builds need not wait for the disk."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def killed(step: int, work: Callable[[], object]) -> bool:
    with pytest.MonkeyPatch.context() as patch:
        came = kill_at(patch, step)
        try:
            work()
        except KilledError:
            assert came()
        return came()


def last_good(warehouse: Path) -> None:
    build(warehouse, "older")
    build(warehouse, "old")


def former_layout(warehouse: Path) -> None:
    fill(warehouse, "old")


def former_layout_killed_between_its_renames(warehouse: Path) -> None:
    """The Parquet folder was the new one's already, its database still lay in the draft."""
    fill(warehouse, "old")
    (warehouse / ".draft").mkdir()
    (warehouse / "kenes.duckdb").rename(warehouse / ".draft" / "kenes.duckdb")
    (warehouse / "kenes.duckdb").write_text("older")
    (warehouse / ".draft" / "complete").touch()
    shutil.copytree(warehouse / "parquet", warehouse / ".old")


def copied_by_a_tool_that_follows_links(warehouse: Path) -> None:
    build(warehouse.with_name("origin"), "old")
    shutil.copytree(warehouse.with_name("origin"), warehouse, dirs_exist_ok=True)


def links_removed(warehouse: Path) -> None:
    build(warehouse, "old")
    for name in ("parquet", "kenes.duckdb", "current"):
        (warehouse / name).unlink()


BEFORE = [last_good, former_layout, former_layout_killed_between_its_renames, copied_by_a_tool_that_follows_links, links_removed]


@pytest.mark.usefixtures("quick_disk")
@pytest.mark.parametrize("before", BEFORE)
def test_a_build_killed_at_any_step_leaves_the_last_one_or_is_published(tmp_path: Path, before: Callable[[Path], None]) -> None:
    outcomes = []
    for step in range(1, 200):
        warehouse = tmp_path / str(step) / "warehouse"
        warehouse.mkdir(parents=True)
        before(warehouse)
        came = killed(step, lambda at=warehouse: build(at, "new"))  # type: ignore[misc]
        if before in (last_good, former_layout):  # the others are not whole before the first start
            assert seen(warehouse) in ("old", "new")
        recover(warehouse)
        assert names(warehouse) == LAYOUT
        assert not [name for name in names(warehouse / "builds") if name.startswith(".")]
        outcomes.append(seen(warehouse))
        assert content(warehouse) == {outcomes[-1]}
        build(warehouse, "next")
        assert (seen(warehouse), len(names(warehouse / "builds"))) == ("next", 2)
        if not came:
            break
    assert outcomes == sorted(outcomes, reverse=True)  # old, old, … new: once published it stays so
    assert set(outcomes) == {"old", "new"}
    assert not came


@pytest.mark.usefixtures("quick_disk")
def test_a_start_killed_at_any_step_loses_nothing_of_the_former_layout(tmp_path: Path) -> None:
    for step in range(1, 200):
        warehouse = tmp_path / str(step)
        fill(warehouse, "old")
        came = killed(step, lambda at=warehouse: recover(at))  # type: ignore[misc]
        assert seen(warehouse) == "old"
        recover(warehouse)
        assert (content(warehouse), names(warehouse)) == ({"old"}, LAYOUT)
        if not came:
            break
    assert not came


ENDLESS = """
import sys, time
from pathlib import Path
from flows.load.swap import drafted, swap_in
warehouse, first = Path(sys.argv[1]), int(sys.argv[2])
for number in range(first, first + 10_000):
    with drafted(warehouse) as draft:
        for name in ("parquet/documents.parquet", "parquet/quotes.parquet", "kenes.duckdb"):
            (draft / name).write_text(str(number))
        swap_in(warehouse, draft, 2)
    print(number, flush=True)
"""


@pytest.mark.slow
def test_a_publishing_process_killed_again_and_again_loses_no_published_build(tmp_path: Path) -> None:
    last = 0
    for round_ in range(8):
        process = subprocess.Popen([sys.executable, "-c", ENDLESS, str(tmp_path), str(last + 1)], stdout=subprocess.PIPE, text=True)
        assert process.stdout
        process.stdout.readline()  # it publishes by now; on this machine a build takes some milliseconds
        time.sleep(0.003 * round_)
        process.send_signal(signal.SIGKILL)
        told = [line for line in process.communicate()[0].splitlines() if line]
        assert int(seen(tmp_path)) in (int(told[-1]) if told else last + 1, (int(told[-1]) if told else last + 1) + 1)
        last = int(seen(tmp_path))
    recover(tmp_path)
    assert (names(tmp_path), seen(tmp_path)) == (LAYOUT, str(last))


def test_an_old_build_that_cannot_be_removed_does_not_undo_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, "old")

    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if target.name.startswith(".gone-"):
            raise PermissionError(f"{path} is another's")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    build(tmp_path, "new", keep=1)
    assert seen(tmp_path) == "new"


def test_a_warehouse_that_is_a_file_is_told_before_the_build_starts(tmp_path: Path) -> None:
    (tmp_path / "warehouse").write_text("a file")
    with pytest.raises(SetupError, match=r"cannot write to the warehouse folder .*--warehouse"):
        check_writable(tmp_path / "warehouse")


def test_a_warehouse_of_the_kernel_is_not_writable_even_for_root() -> None:
    with pytest.raises(SetupError, match="cannot write"):
        check_writable(Path("/proc/warehouse"))


def test_checking_a_writable_warehouse_makes_the_folder_and_nothing_in_it(tmp_path: Path) -> None:
    check_writable(tmp_path / "a" / "warehouse")
    assert list((tmp_path / "a" / "warehouse").iterdir()) == []
