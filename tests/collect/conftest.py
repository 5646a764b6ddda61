"""A corpus that collects from servers on this machine, with limits short enough for tests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from flows.collect.report import CollectReport
from flows.collect.rounds import Options, collect_corpus
from flows.collect.states import state_from_folder
from flows.extract.collected import Page
from flows.extract.corpora import collecting_from_folder
from tests.collect.servers import Server, serving

SETTINGS = """[collect]
contact = "mailto:test@example.org"
page_megabytes = 1
page_seconds = 3
delay_seconds = 0
retry_seconds = 0.02
recheck_days = 0
"""


@dataclass
class Press:
    """raw/press with a corpus.toml; `report` is that of the last collect."""

    folder: Path
    report: CollectReport

    def names(self, *sources: str, more: str = "") -> None:
        """Write corpus.toml with these sources, each as 'kind = "address"' lines."""
        tables = "".join(f"[[collect.source]]\n{source}\n" for source in sources)
        (self.folder / "corpus.toml").write_text(SETTINGS + more + tables, encoding="utf-8")

    def lists(self, *urls: str, more: str = "") -> None:
        (self.folder / "urls.txt").write_text("\n".join(urls), encoding="utf-8")
        self.names('name = "list"\nlist = "urls.txt"', more=more)

    def collect(self, again: bool = False, is_dry: bool = False) -> dict[str, str]:
        """Outcome and reason by path of the address."""
        collecting = collecting_from_folder(self.folder)
        assert collecting is not None
        self.report = collect_corpus(collecting, Options(again, is_dry, loopback=True), threading.Event())
        return {_path(result.url): f"{result.outcome} {result.reason}".strip() for result in self.report.results}

    def page(self, url: str) -> Page:
        return state_from_folder(self.folder).pages[url]

    def archives(self) -> list[Path]:
        return sorted((self.folder / "collected").glob("*"))


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.fixture
def press(tmp_path: Path) -> Press:
    folder = tmp_path / "raw" / "press"
    folder.mkdir(parents=True)
    return Press(folder, CollectReport())


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found
