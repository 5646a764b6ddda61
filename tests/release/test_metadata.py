"""The files that tell about a release, over a whole one; what the standards say of them is in verify/test_standards.py."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest
import yaml

from flows.release.metadata import metadata_texts
from flows.release.snippets import snippets
from schemas.releases import RELEASED
from tests.release.made import facts

pytestmark = pytest.mark.slow  # whole releases


@pytest.fixture(scope="module")
def release(whole: Path) -> Path:
    return whole


@pytest.fixture(scope="module")
def rows(release):
    return {table["name"]: table["rows"] for table in json.loads((release / "index.json").read_text(encoding="utf-8"))["tables"]}


def test_the_same_release_gives_the_same_texts(release, rows):
    assert metadata_texts(release, facts(rows=rows)) == metadata_texts(release, facts(rows=rows))


def test_no_file_names_the_machine_or_the_folder(release, rows):
    texts = metadata_texts(release, facts(rows=rows))
    assert [name for name, text in texts.items() if str(release.parent) in text] == []


def test_pages_and_pictures_load_nothing_from_elsewhere(release, rows):
    for name, text in metadata_texts(release, facts(rows=rows)).items():
        if name.endswith((".html", ".svg")):
            assert not re.search(r"<script|<link|@import|url\(|src=[\"']?(?:https?:)?//", text), name


def test_hostile_titles_stay_text(release, rows):
    title = "</script><img src=x onerror=alert(1)>"
    texts = metadata_texts(release, facts(rows=rows, title=title))
    for name in ("README.md", "quality/report.html", "schema_org.jsonld"):
        body = texts[name].partition("---\n\n")[2] if name == "README.md" else texts[name]
        body = re.sub(r"```.*?```", "", body, flags=re.DOTALL)
        assert "<img src=x" not in body
        assert "</script" not in body


def test_the_card_of_the_readme_names_every_table(release):
    card = yaml.safe_load((release / "README.md").read_text(encoding="utf-8").split("---\n")[1])
    assert [config["config_name"] for config in card["configs"]] == list(RELEASED)
    assert card["license"] == "cc-by-4.0"


def test_every_code_of_the_readme_is_one_that_the_tests_run(release):
    fences = re.findall(r"```(\w+)\n(.*?)```", (release / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    told = {(language, code.strip()) for language, code in fences}
    assert {(one.language, one.code) for one in snippets(facts())} <= told


@pytest.mark.parametrize("snippet", [one for one in snippets(facts()) if one.language == "python"], ids=lambda one: one.client)
def test_python_of_the_readme_runs(release, snippet):
    package = snippet.code.split()[1]
    if find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    done = subprocess.run([sys.executable, "-c", snippet.code], cwd=release, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_sql_of_the_readme_runs(release, monkeypatch):
    monkeypatch.chdir(release)
    for snippet in snippets(facts()):
        if snippet.language == "sql":
            assert duckdb.sql(snippet.code).fetchall()
        if snippet.language == "sh":
            with duckdb.connect("kenes.duckdb", read_only=True) as connection:
                assert connection.execute(snippet.code.split('"')[1]).fetchall()


def test_the_dictionary_tells_every_table_view_and_column(release):
    page = (release / "DICTIONARY.md").read_text(encoding="utf-8")
    assert all(f"### {table}\n" in page for table in RELEASED)
    assert all(f"| `{column.name}` |" in page for contract in RELEASED.values() for column in contract.columns)
    assert "| `who_is_who` |" in page


def test_the_licence_says_what_it_does_not_cover(release):
    text = (release / "LICENSE").read_text(encoding="utf-8")
    assert "documents.text" in text
    assert "Creative Commons Attribution 4.0 International Public License" in text


def test_columns_that_are_empty_are_told(release):
    lines = (release / "quality" / "columns.csv").read_text(encoding="utf-8").splitlines()
    assert "documents,author,3,0,," in lines
    assert "documents,published_from,3,3,2026-02-07,2026-02-07" in lines
