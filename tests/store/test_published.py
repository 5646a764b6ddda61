"""When a build has nothing to publish, and when it must although no file changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.load.swap import published
from flows.normalize import rows
from flows.normalize.page import Page
from flows.settings import Settings
from flows.summary import Summary
from tests.plain import TODAY, plain_build
from tests.test_whole_way import bytes_of


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    corpus = tmp_path / "raw" / "press"
    corpus.mkdir(parents=True)
    (corpus / "a.txt").write_text("The Union of Miners signed an agreement in Karaganda on 12 May 2023.", encoding="utf-8")
    return Settings(tmp_path / "raw", tmp_path / "warehouse")


def built(settings: Settings, today: date = TODAY) -> tuple[Summary, Path | None]:
    return plain_build(settings, today=today), published(settings.warehouse)


@pytest.mark.slow
def test_a_build_of_the_same_files_publishes_nothing(settings: Settings) -> None:
    first, folder = built(settings)
    again, after = built(settings, TODAY + timedelta(3))
    assert (first.is_unchanged, again.is_unchanged) == (False, True)
    assert after == folder
    assert (again.rows, again.issues, again.words) == (first.rows, first.issues, first.words)


@pytest.mark.slow
def test_a_document_that_fails_again_is_tried_and_publishes_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for letter in "bcde":
        (settings.raw / "press" / f"{letter}.txt").write_text(f"The miners of pit {letter} went back.\n\nRead more", encoding="utf-8")
    monkeypatch.setattr(rows, "rows_from_page", failing_on("Karaganda"))
    first, folder = built(settings)
    again, after = built(settings)
    assert ("warning", "page-not-read") in first.issues
    assert ("note", "lines-dropped") in first.issues
    assert (again.made, again.is_unchanged, after) == (1, True, folder)


def failing_on(word: str) -> Callable[..., rows.Rows]:
    """Rows of every page but those with the word."""
    whole = rows.rows_from_page

    def rows_from_page(page: Page, *found: Any) -> rows.Rows:
        if word in page.text:
            raise ValueError("a page of this kind was not foreseen")
        return whole(page, *found)

    return rows_from_page


@pytest.mark.slow
def test_tables_that_somebody_changed_are_published_again(settings: Settings) -> None:
    built(settings)
    before = bytes_of(settings.warehouse)
    (settings.warehouse / "parquet" / "quotes.parquet").unlink()
    assert not built(settings)[0].is_unchanged
    assert bytes_of(settings.warehouse) == before


@pytest.mark.slow
def test_a_changed_expectation_is_held_against_documents_that_did_not_change(settings: Settings) -> None:
    built(settings)
    (settings.raw / "press" / "corpus.toml").write_text("[expect]\ndocuments = { max = 0 }", encoding="utf-8")
    summary, _ = built(settings)
    assert summary.made == 0
    assert ("warning", "documents-too-many") in summary.issues


@pytest.mark.slow
def test_a_document_dated_in_the_future_is_an_issue_until_its_day(settings: Settings) -> None:
    (settings.raw / "press" / "sources.csv").write_text("file,published\na.txt,2026-12-01", encoding="utf-8")
    first, _ = built(settings, date(2026, 11, 22))
    waiting, _ = built(settings, date(2026, 11, 30))
    arrived, _ = built(settings, date(2026, 12, 1))
    assert ("warning", "published-in-future") in first.issues
    assert (waiting.is_unchanged, arrived.is_unchanged) == (True, False)
    assert arrived.issues == {}


@pytest.mark.slow
def test_a_build_anew_makes_every_document_and_the_same_bytes(settings: Settings) -> None:
    built(settings)
    before = bytes_of(settings.warehouse)
    summary, _ = built(Settings(settings.raw, settings.warehouse, anew=True))
    assert summary.made == 1
    assert bytes_of(settings.warehouse) == before
