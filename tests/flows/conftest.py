"""One Prefect server for all flow tests; nothing outside this folder starts Prefect."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.server import temporary_server
from flows.settings import Settings, prefect_environment
from flows.summary import Summary

Build = Callable[[Settings], Summary]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """The build flow, reporting to a server of the tests' own."""
    home = tmp_path_factory.mktemp("prefect")
    before = dict(os.environ)
    os.environ.update(prefect_environment() | {"PREFECT_HOME": str(home)})
    with temporary_server(Path(home)) as address:
        os.environ["PREFECT_API_URL"] = address
        from flows.pipeline import build as flow

        yield flow
    os.environ.clear()
    os.environ.update(before)
