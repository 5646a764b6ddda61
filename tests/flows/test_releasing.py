from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from flows.release.verify.command import verify_release
from flows.release_request import request_from_settings
from flows.settings import PROJECT, Settings

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("build")  # its server
def test_one_run_builds_checks_verifies_and_publishes_a_release(tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    from flows.releasing import release

    settings = Settings(PROJECT / "raw", tmp_path, workers=1)
    made, summary = release(settings, request_from_settings(settings, date(2026, 11, 22)))
    assert made.folder == tmp_path / "releases" / "v2026.11.0"
    assert json.loads((tmp_path / "releases" / "latest.json").read_text(encoding="utf-8"))["version"] == "v2026.11.0"
    assert [path.name for path in made.folder.parent.iterdir() if path.is_dir()] == ["v2026.11.0"]
    assert made.facts.rows["documents"] == summary.rows["documents"] == 5
    assert verify_release(made.folder) == 0
    with get_client(sync_client=True) as client:
        tasks = {run.name.partition("-")[0] for run in client.read_task_runs()}
        assert {"check", "draft", "verify", "publish"} <= tasks
