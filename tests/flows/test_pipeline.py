from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from flows.issues import RefusedBuildError
from flows.load.query import rows_from_query
from flows.settings import PROJECT, Settings
from flows.summary import Summary
from tests.flows.conftest import Build
from tests.test_whole_way import bytes_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def published(build: Build, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """The warehouse and the summary of one run of the flow; for reading only."""
    folder = tmp_path_factory.mktemp("published")
    return folder, build(Settings(PROJECT / "raw", folder, workers=1))


def test_the_flow_publishes_the_bytes_of_the_plain_functions(published: tuple[Path, Summary], warehouse: Path) -> None:
    folder, summary = published
    assert bytes_of(folder) == bytes_of(warehouse)
    assert (summary.files, summary.documents, summary.rows["documents"]) == (5, 5, 5)


def test_worker_processes_and_small_batches_publish_the_same_bytes(build: Build, warehouse: Path, tmp_path: Path) -> None:
    build(Settings(PROJECT / "raw", tmp_path, workers=2, documents_per_batch=1))
    assert bytes_of(tmp_path) == bytes_of(warehouse)


def test_a_refused_build_fails_the_flow_and_publishes_only_its_issues(build: Build, tmp_path: Path) -> None:
    corpus = tmp_path / "raw" / "press"
    corpus.mkdir(parents=True)
    (corpus / "noise.txt").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(RefusedBuildError):
        build(Settings(tmp_path / "raw", tmp_path / "warehouse"))
    assert (tmp_path / "warehouse" / "refused" / "issues.parquet").is_file()
    assert not (tmp_path / "warehouse" / "parquet").exists()


def test_nothing_of_the_work_is_left_behind(published: tuple[Path, Summary]) -> None:
    folder, _ = published
    made = {path.name for path in folder.iterdir()} - {".store"}  # what the next build goes on from
    assert made == {"builds", "current", "kenes.duckdb", "parquet", "runs.jsonl", "status.html"}
    assert [path.name for path in (folder / "builds").iterdir()] == ["000001"]


def test_the_run_and_its_summary_are_seen_in_prefect(published: tuple[Path, Summary]) -> None:
    _, summary = published
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        assert str(client.api_url).startswith(os.environ["PREFECT_API_URL"])
        (run, *_) = client.read_flow_runs()
        artifacts = client.request("POST", "/artifacts/filter", json={}).json()
    assert run.state_name == "Completed" or any(artifacts)
    assert summary.markdown() in [artifact["data"] for artifact in artifacts]


def test_the_database_answers_while_and_after_it_is_replaced(build: Build, published: tuple[Path, Summary], tmp_path: Path) -> None:
    shutil.copytree(published[0], tmp_path, symlinks=True, dirs_exist_ok=True)
    before = rows_from_query(tmp_path, "select count(*) from mentions").rows
    build(Settings(PROJECT / "raw", tmp_path, workers=1))
    assert rows_from_query(tmp_path, "select count(*) from mentions").rows == before
