"""One Prefect server for all flow tests; nothing outside this folder starts Prefect."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

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
    quiet = {"PREFECT_LOGGING_TO_API_ENABLED": "false"}  # as a build sets it for a server that ends with it
    os.environ.update(prefect_environment() | quiet | {"PREFECT_HOME": str(home)})
    with temporary_server(Path(home)) as address:
        os.environ["PREFECT_API_URL"] = address
        from prefect.context import refresh_global_settings_context

        from flows.pipeline import build as flow

        refresh_global_settings_context()  # another test module may have imported Prefect before
        urlopen(f"{address}/health", timeout=120).close()  # a command that a test runs gives it ten seconds to answer
        yield flow
    os.environ.clear()
    os.environ.update(before)
    refresh_global_settings_context()
