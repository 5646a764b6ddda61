"""The site in a browser, over a release whose documents mean harm. Every visitor's fixture fails on an error or a foreign request."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from flows.ids import mint_id
from flows.release.verify.command import verify_release
from tests.load.conftest import doc, ent
from tests.release.site.conftest import FORMULA, IMAGE, OVERRIDE, QUOTED, SCRIPT, TEXT, Watched, watched

pytestmark = pytest.mark.slow

# Controls that a screen reader could only call "button" or "edit".
UNNAMED = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, [role=region], nav")]
    .filter((control) => control.checkVisibility())
    .filter((control) => !control.getAttribute("aria-label") && !control.textContent.trim())
    .filter((control) => ![...(control.labels ?? [])].some((label) => label.textContent.trim()))
    .map((control) => control.outerHTML)"""
READY = 60_000  # milliseconds: CI machines start the engine slowly
PAGES = [
    "index.html", "search.html?q=unions", "documents.html", "entities.html", "tables.html", "table-quotes.html", "dictionary.html",
    "sql.html",
    f"document.html?id={doc(2)}", f"entity.html?id={ent('person:harm')}", f"entity.html?id={ent('person:aida')}",
]  # fmt: skip


@pytest.fixture(scope="module")
def console_page(browser: Browser, origin: str, release: Path) -> Iterator[tuple[Watched, Page]]:
    for visitor in watched(browser, origin, release):
        yield visitor, visitor.open("sql.html")


@pytest.fixture
def console(console_page: tuple[Watched, Page]) -> Iterator[Page]:
    """The console, its engine started once for all tests."""
    visitor, page = console_page
    yield page
    assert visitor.faults == []


def answered(page: Page) -> Page:
    """The console, once it shows an answer or says why not."""
    page.locator("#run:enabled").wait_for(timeout=READY)
    page.locator("#answer table, #error:not([hidden])").first.wait_for(timeout=READY)
    return page


def asked(page: Page, sql: str) -> Page:
    page.locator("#sql").fill(sql)
    page.locator("#sql").press("Control+Enter")
    return answered(page)


def test_a_release_of_hostile_documents_stands_its_verification(release: Path) -> None:
    assert verify_release(release) == 0


def test_the_overview_shows_totals_charts_and_a_quote_with_its_proof(visitor: Watched) -> None:
    page = visitor.open("index.html")
    expect(page.locator(".totals")).to_contain_text("3 documents")
    expect(page.locator("#documents-chart ~ .plot rect").first).to_be_visible()
    expect(page.locator(".bars")).to_contain_text("Aida Serik")
    assert page.locator(".timeline li").count() == 2
    expect(page.locator("section", has=page.locator("#spread")).locator("li")).to_contain_text("2 documents")
    page.locator(".sample a.person").click()
    expect(page.locator("h1.name")).to_be_visible()


def test_the_overview_needs_no_script(scriptless: Watched) -> None:
    page = scriptless.open("index.html")
    expect(page.locator(".totals")).to_contain_text("3 documents")
    expect(page.locator(".columns rect").first).to_be_visible()
    expect(page.locator(".timeline li").first).to_be_visible()


def test_an_entity_tells_names_offices_quotes_events_and_neighbours(visitor: Watched) -> None:
    page = visitor.open(f"entity.html?id={ent('person:aida')}")
    expect(page.locator("h1")).to_have_text("Aida Serik")
    for heading, words in (("Offices", "chair"), ("Quotes", "Unions matter,"), ("Events", "met the Council"), ("Named beside it", "FTURK")):
        expect(page.locator("section", has=page.locator("h2", has_text=heading))).to_contain_text(words)


def test_a_former_id_leads_to_the_entity_that_it_means_now(visitor: Watched) -> None:
    page = visitor.open(f"entity.html?id={ent('organization:fturk')}")
    expect(page.locator("h1")).to_have_text("FTURK")


def test_an_id_that_is_not_there_is_said_to_be_missing(visitor: Watched) -> None:
    page = visitor.open(f"document.html?id={mint_id('doc', 'nowhere')}")
    expect(page.locator("#status")).to_contain_text("no document with the id")


def test_every_row_of_a_document_is_marked_at_its_characters(visitor: Watched) -> None:
    page = visitor.open(f"document.html?id={doc(0)}#{mint_id('quo', 0)}")
    expect(page.locator("mark.quotes.target")).to_have_text("Unions matter,")
    expect(page.locator(".text a.person")).to_have_text("Aida Serik")  # behind an emoji of two units, so offsets are code points
    expect(page.locator(".text .roles")).to_have_text("chair")
    assert page.locator(".text .events").inner_text().startswith("On 6 February 2026")
    row = page.locator(f"[data-row='{mint_id('quo', 0)}']")
    expect(row).to_contain_text("90 % sure")
    row.get_by_text("The same words in 1 other document").click()
    expect(row.locator(".elsewhere li")).to_contain_text(SCRIPT)  # the publisher of that one
    expect(page.locator(f"[data-row='{mint_id('evt', 0)}']")).to_contain_text("2026-02-06 (explicit)")


def test_marks_can_be_switched_off_by_keyboard(visitor: Watched) -> None:
    page = visitor.open(f"document.html?id={doc(0)}")
    page.locator("label.quotes input").focus()
    page.keyboard.press("Space")
    expect(page.locator("mark.quotes").first).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_spans_that_overlap_are_cut_where_one_begins_or_ends(visitor: Watched) -> None:
    pieces = visitor.open("index.html").evaluate(
        """async () => (await import("./highlights.js"))
            .piecesOf(0, 12, [{ start: 0, end: 6, id: "a" }, { start: 4, end: 10, id: "b" }, { start: 4, end: 5, id: "c" }])
            .map(({ start, end, spans }) => [start, end, spans.map(({ id }) => id).join("")])"""
    )
    assert pieces == [[0, 4, "a"], [4, 5, "abc"], [5, 6, "ab"], [6, 10, "b"], [10, 12, ""]]


def test_hostile_text_is_shown_letter_by_letter(visitor: Watched) -> None:
    page = visitor.open(f"document.html?id={doc(2)}")
    expect(page.locator("mark.quotes")).to_have_text(QUOTED)
    assert [line.text_content() for line in page.locator(".text p").all()] == TEXT.split("\n")
    assert page.locator("h1").text_content() == f"{IMAGE}{OVERRIDE}"
    assert page.locator("a[href^='javascript']").count() == 0


@pytest.mark.parametrize("address", PAGES)
def test_a_page_runs_nothing_of_a_document_and_names_its_controls(visitor: Watched, address: str) -> None:
    page = visitor.open(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.harmed") is None
    assert page.locator("main img, main script, main iframe").count() == 0
    assert page.locator("html[lang]").count() == page.locator("main h1").count() == 1
    assert page.evaluate(UNNAMED) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_a_phone(phone: Watched, address: str) -> None:
    page = phone.open(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_search_finds_names_and_the_sentence_in_any_case_or_script(visitor: Watched) -> None:
    page = visitor.open("index.html")
    page.locator("#q").fill("КӘСІПОДАҚ")
    page.keyboard.press("Enter")
    expect(page.locator("#found li .snippet mark").first).to_have_text("кәсіподақтары")
    page.locator("#q").fill("aida")
    expect(page.locator("#found .chips a")).to_have_text("Aida Serik")
    page.locator("#q").fill("zzzz")
    expect(page.locator("#status")).to_contain_text("Nothing found")


def test_a_question_typed_is_answered_and_its_address_kept(console: Page) -> None:
    page = asked(console, "select name, type from entities where name = 'Aida Serik'")
    expect(page.locator("#answer tbody")).to_have_text("Aida Serikperson")
    assert "release=v2026.3.0" in page.url
    assert "Aida+Serik" in page.url


def test_a_link_with_a_question_is_answered_from_parts_of_the_database(visitor: Watched) -> None:
    """Views and search() work in the browser's engine, which reads ranges alone."""
    read: set[int] = set()
    visitor.context.on("response", lambda got: read.add(got.status) if got.url.endswith("kenes.duckdb") else None)
    sql = "select title from search('профсоюз') union all select speaker from quotes_with_speakers where quote like 'Unions%'"
    page = answered(visitor.open("sql.html#" + urlencode({"sql": sql})))
    expect(page.locator("#answer tbody td")).to_have_count(2)
    assert read == {206}


def test_a_wrong_question_says_what_is_wrong(console: Page) -> None:
    expect(asked(console, "select nothing from nowhere").locator("#error")).to_contain_text("nowhere")


def test_every_example_runs_at_a_click(console: Page) -> None:
    for number in range(console.locator("button.ask").count()):
        console.locator("button.ask").nth(number).click()
        expect(answered(console).locator("#error")).to_be_hidden()


def test_a_citation_tells_release_question_and_hash(console: Page) -> None:
    asked(console, "select 42 as answer").locator("#cite").click()
    digest = sha256(b"answer\r\n42\r\n").hexdigest()
    for part in ("v2026.3.0", "select 42 as answer", digest):
        expect(console.locator("#citation")).to_contain_text(part)


def test_a_link_made_for_another_release_says_so(visitor: Watched) -> None:
    page = visitor.open("sql.html#release=v2025.1.0")
    expect(page.locator("#moved")).to_contain_text("made for release v2025.1.0")


def test_an_answer_is_exported_without_formulas(console: Page) -> None:
    page = asked(console, "select name, mention_count, 1.5 as share, date '2026-02-07' as day from entities order by name")
    with page.expect_download() as downloading:
        page.locator("#csv").click()
    rows = list(csv.reader(StringIO(Path(downloading.value.path()).read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["name", "mention_count", "share", "day"]
    assert [f"'{FORMULA}", "1", "1.5", "2026-02-07"] in rows


def test_a_table_is_filtered_and_the_rows_taken_home(visitor: Watched) -> None:
    page = visitor.open("table-entities.html")
    page.locator("#words").fill("aida")
    expect(page.locator("#rows tbody tr:visible")).to_have_count(1)
    with page.expect_download(timeout=READY) as downloading:
        page.locator("#csv").click()
    rows = list(csv.DictReader(StringIO(Path(downloading.value.path()).read_text(encoding="utf-8-sig"))))
    assert [row["name"] for row in rows] == ["Aida Serik"]


def test_the_first_view_is_light_and_quick(visitor: Watched) -> None:
    sizes: list[int] = []
    visitor.context.on("response", lambda got: sizes.append(len(got.body())))
    page = visitor.open("index.html")
    page.wait_for_load_state("networkidle")
    assert sum(sizes) < 300_000
    assert page.evaluate("performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart") < 1_000 * 5  # CI is slow
