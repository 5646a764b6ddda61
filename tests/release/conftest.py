"""Whole releases of three small documents, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.release.made import made_release


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release; for reading only."""
    return made_release(tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="session")
def withheld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of documents whose texts may not be passed on; for reading only."""
    return made_release(tmp_path_factory.mktemp("withheld"), republish_text=False)
