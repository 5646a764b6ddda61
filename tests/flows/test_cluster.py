from __future__ import annotations

from pathlib import Path

import pytest

from flows.cluster import task_runner
from flows.issues import SetupError
from flows.settings import Settings


@pytest.mark.slow
def test_a_cluster_that_does_not_answer_ends_the_build_before_its_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.cluster.ANSWER_SECONDS", 1)
    with pytest.raises(SetupError, match=r"--cluster tcp://127\.0\.0\.1:9: no Dask scheduler answers there"):
        task_runner(Settings(tmp_path, tmp_path, cluster="tcp://127.0.0.1:9"))


def test_an_address_that_is_none_ends_the_build_before_its_work(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="missing port"):
        task_runner(Settings(tmp_path, tmp_path, cluster="nonsense"))
