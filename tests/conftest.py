"""The five real documents, built once without Prefect, for the tests that look at whole tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.settings import PROJECT, Settings
from tests.plain import plain_build


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the project's own documents."""
    folder = tmp_path_factory.mktemp("warehouse")
    plain_build(Settings(PROJECT / "raw", folder))
    return folder
