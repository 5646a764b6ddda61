from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from flows.status import record_run, run_from_summary
from flows.status.record import PAGE
from flows.summary import Summary
from tests.release.site.conftest import browser_program

START = datetime(2026, 10, 1, 5, tzinfo=UTC)
LONG = "/srv/data/a-folder-with-a-name-that-goes-on-and-on-and-on/raw/press/corpus.toml: unknown key 'titel'. " * 4


@pytest.mark.slow
def test_the_page_fits_a_phone_in_light_and_dark_and_asks_for_nothing(tmp_path: Path) -> None:
    rows = {"documents": 1_000_000, "mentions": 31_000_000, "participants": 2_000_000}
    for day in range(30):
        ended_as = "failed" if day == 29 else "published"
        started = START + timedelta(days=day)
        summary = Summary(files=day, documents=1_000_000, rows={table: count + day for table, count in rows.items()})
        record_run(tmp_path, run_from_summary(summary, started, ended_as, LONG, ended=started + timedelta(minutes=day)))
    page_address, asked, faults = (tmp_path / PAGE).as_uri(), [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme, viewport={"width": 360, "height": 740})
            page.on("request", lambda sent: asked.append(sent.url))
            page.on("console", lambda said: faults.append(said.text))
            page.goto(page_address)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            assert page.locator(".verdict h1").inner_text().endswith("The last run failed")
            assert page.locator("rect").count() == 30
            assert page.locator("rect.failed").evaluate("bar => getComputedStyle(bar).fill") != page.locator("rect").first.evaluate(
                "bar => getComputedStyle(bar).fill"
            )
        browser.close()
    assert {address for address in asked if not address.startswith("data:")} == {page_address}
    assert faults == []
