from __future__ import annotations

import shutil
import subprocess
import sys

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.issues import RefusedBuildError
from flows.load.publish import publish
from flows.load.query import rows_from_query
from flows.load.swap import published
from schemas import TABLES

COUNT = "select count(*) from documents"


def test_every_table_is_published_with_its_rows(accepted, tmp_path):
    rows = publish(accepted(), tmp_path / "w")
    assert rows == {table: pq.read_metadata(tmp_path / "w" / "parquet" / f"{table}.parquet").num_rows for table in TABLES}
    assert rows["documents"] == 3


@pytest.mark.slow
def test_a_process_that_has_the_last_build_open_is_answered_from_the_new_one(accepted, tmp_path):
    """DuckDB gives a process the file again that it has open under the same path."""
    publish(accepted(), tmp_path / "w")
    with duckdb.connect(str(published(tmp_path / "w") / "kenes.duckdb"), read_only=True) as opened:
        publish(accepted(parts=((0, 1),)), tmp_path / "w")
        assert rows_from_query(tmp_path / "w", COUNT).rows == [(2,)]
        assert opened.execute(COUNT).fetchall() == [(3,)]


@pytest.mark.slow
def test_as_many_builds_stay_as_are_asked_for(accepted, tmp_path):
    for keep in (2, 2, 1):
        publish(accepted(), tmp_path / "w", keep=keep)
    assert [path.name for path in (tmp_path / "w" / "builds").iterdir()] == ["000003"]


@pytest.fixture
def copied(warehouse, tmp_path):
    """A copy of the published warehouse, and its files as they are."""
    shutil.copytree(warehouse, tmp_path / "w", symlinks=True)
    return tmp_path / "w", {path: path.read_bytes() for path in (tmp_path / "w").rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_refused_build_leaves_the_last_one_and_its_issues_until_the_next_good_one(accepted, copied):
    folder, before = copied
    with pytest.raises(RefusedBuildError, match=r"refused.issues\.parquet"):
        publish(accepted(parts=()), folder)
    assert before == {path: path.read_bytes() for path in before}
    assert (folder / "refused" / "issues.parquet").is_file()
    publish(accepted(), folder)
    assert not (folder / "refused").exists()


FULL_DISK = """
import shutil, subprocess, sys
from pathlib import Path
from flows.issues import RefusedBuildError
from flows.load.accept import Accepted
from flows.load.publish import publish
checked, published, disk, size = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], check=True)
shutil.copytree(published, disk / "w", symlinks=True)
before = {path: path.read_bytes() for path in (disk / "w").rglob("*") if path.is_file()}
try:
    publish(Accepted(checked, {}, []), disk / "w")
except RefusedBuildError as error:
    print(error.issues[0].code)
print(all(path.read_bytes() == content for path, content in before.items()), *[path.name for path in (disk / "w" / "builds").iterdir()])
subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
publish(Accepted(checked, {}, []), disk / "w")
print(*sorted(path.name for path in (disk / "w" / "builds").iterdir()), (disk / "w" / "refused").exists())
"""


@pytest.mark.slow
@pytest.mark.parametrize("room", [pytest.param(8_192, id="parquet", marks=pytest.mark.slow), pytest.param(400_000, id="duckdb")])
def test_a_full_disk_leaves_the_last_build_and_no_draft_and_the_next_build_with_room_works(accepted, warehouse, tmp_path, room):
    """A small file system in memory, mounted where nobody else sees it; skipped where the kernel does not allow that."""
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no private file systems here")
    (tmp_path / "disk").mkdir()
    used = sum(-(-path.stat().st_size // 4096) * 4096 for path in (warehouse / "builds").rglob("*") if path.is_file()) + 32_768
    paths = [str(path) for path in (accepted().folder, warehouse, tmp_path / "disk")]
    command = ["unshare", "-rm", sys.executable, "-c", FULL_DISK, *paths, str(used + room)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["warehouse-unwritten", "True", "000001", "000001", "000002", "False"], done.stderr
