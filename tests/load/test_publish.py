from __future__ import annotations

import shutil
import subprocess
import sys

import pyarrow.parquet as pq
import pytest

from flows.issues import RefusedBuildError
from flows.load.publish import publish
from schemas import TABLES


def test_every_table_is_published_with_its_rows(accepted, tmp_path):
    rows = publish(accepted(), tmp_path / "w")
    assert rows == {table: pq.read_metadata(tmp_path / "w" / "parquet" / f"{table}.parquet").num_rows for table in TABLES}
    assert rows["documents"] == 3


@pytest.fixture
def published(warehouse, tmp_path):
    """A copy of the published warehouse, and its files as they are."""
    shutil.copytree(warehouse, tmp_path / "w")
    return tmp_path / "w", {path: path.read_bytes() for path in (tmp_path / "w").rglob("*") if path.is_file()}


def test_a_refused_build_leaves_the_last_one_and_its_issues_until_the_next_good_one(accepted, published):
    folder, before = published
    with pytest.raises(RefusedBuildError, match=r"refused.issues\.parquet"):
        publish(accepted(parts=()), folder)
    assert before == {path: path.read_bytes() for path in before}
    assert (folder / "refused" / "issues.parquet").is_file()
    publish(accepted(), folder)
    assert not (folder / "refused").exists()


LIMITED = """
import resource, signal, sys
from pathlib import Path
from flows.issues import RefusedBuildError
from flows.load.accept import Accepted
from flows.load.publish import publish
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    publish(Accepted(Path(sys.argv[1]), {}, []), Path(sys.argv[2]))
except RefusedBuildError as error:
    print(error.issues[0].code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files by RLIMIT_FSIZE")
@pytest.mark.parametrize("size", [100, 300_000])  # the first Parquet file, the DuckDB file
def test_a_disk_that_takes_no_more_leaves_the_last_build_and_no_draft(accepted, published, size):
    """A limit on the size of files stands in for the full disk: the write fails in the same places, with EFBIG for ENOSPC."""
    folder, before = published
    command = [sys.executable, "-c", LIMITED, str(accepted().folder), str(folder), str(size)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "warehouse-unwritten"
    assert before == {path: path.read_bytes() for path in before}
    assert not (folder / ".draft").exists()
