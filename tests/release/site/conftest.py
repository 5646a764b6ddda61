"""A release whose documents mean harm, and a browser that can reach nothing but it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from flows.ids import mint_id
from flows.release.site.server import server_of_folder
from tests.load.conftest import Rows, doc, ent
from tests.release.made import made_release

IMAGE = '<img src="https://elsewhere.example/x.png" onerror="window.harmed = 1">'
SCRIPT = "</script><script>window.harmed = 1</script>"
OVERRIDE = "\u202e"  # shows what follows from right to left
FORMULA = '=HYPERLINK("https://elsewhere.example";"open")'
TEXT = f"{IMAGE}{OVERRIDE} turns\n👍🏽 {FORMULA} said “{SCRIPT} & 'all'{OVERRIDE}”.\nAn end."
QUOTED = f"{SCRIPT} & 'all'{OVERRIDE}"


def hostile(rows: Rows) -> None:
    """Make the third document, a name in it and its quote such that a careless page would run them."""
    document = rows["documents"][2]
    document |= {
        "text": TEXT, "title": f"{IMAGE}{OVERRIDE}", "raw_map": [len(TEXT), 0, len(TEXT)], "publisher": SCRIPT,
        "source_url": "javascript:window.harmed=1", "author": FORMULA,
    }  # fmt: skip
    rows["sentences"] = [row for row in rows["sentences"] if row["document_id"] != doc(2)]
    for index, line in enumerate(TEXT.split("\n")):
        rows["sentences"].append({**_span(line), "sentence_index": index})
    rows["events"][1] |= {**_span(TEXT.split("\n")[1]), "trigger": "said"}
    sure = {"confidence": 0.7, "method": "test/1"}
    name = {"entity_key": "person:harm", "entity_type": "person", "entity_name": FORMULA}
    rows["mentions"].append({"mention_id": mint_id("men", "harm"), **_span(FORMULA), "text": FORMULA, **name, **sure})
    rows["entities"].append({"entity_id": ent("person:harm"), "type": "person", "name": FORMULA, "aliases": [SCRIPT], "mention_count": 1})
    rows["entities"][-1] |= {"document_count": 1}
    rows["key_ids"].append({"entity_key": "person:harm", "entity_id": ent("person:harm")})
    quote_id = mint_id("quo", "harm")
    rows["quotes"].append(
        {
            "quote_id": quote_id, **_span(QUOTED), "kind": "direct", "text": QUOTED, "speaker_key": "person:harm", "speaker_text": FORMULA,
            "speaker_char_start": TEXT.index(FORMULA), "speaker_char_end": TEXT.index(FORMULA) + len(FORMULA), "cue": "said", **sure,
        }
    )  # fmt: skip
    spread = rows["utterances"][0]["utterance_id"]  # as if the first document quoted the same words
    rows["utterances"].append({"quote_id": quote_id, "utterance_id": spread})


def _span(words: str) -> dict[str, object]:
    return {"document_id": doc(2), "char_start": TEXT.index(words), "char_end": TEXT.index(words) + len(words)}


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_release(tmp_path_factory.mktemp("site"), change=hostile)


@pytest.fixture(scope="session")
def origin(release: Path) -> Iterator[str]:
    """The address under which all releases are served."""
    with server_of_folder(release.parent) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def browser_program() -> str:
    """The browser of the machine; Debian's is installed where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    if not any(map(shutil.which, names)):
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *arguments], check=True, capture_output=True)
    return next(filter(None, map(shutil.which, names)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Of this folder alone: while it is open an event loop runs in the tests' thread, which Prefect and a second browser would meet."""
    closed = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=closed)
        yield browser
        browser.close()


@dataclass
class Watched:
    """Pages of one visitor, and what went wrong on them."""

    context: BrowserContext
    site: str
    faults: list[str] = field(default_factory=list)

    def open(self, page: str) -> Page:
        opened = self.context.new_page()
        opened.on("console", lambda said: self.faults.append(f"{page}: {said.text}") if said.type in ("error", "warning") else None)
        opened.on("pageerror", lambda error: self.faults.append(f"{page}: {error}"))
        opened.goto(f"{self.site}/{page}")
        return opened


def watched(browser: Browser, origin: str, release: Path, **how: object) -> Iterator[Watched]:
    """A visitor with a browser of its own settings; at the end, whatever went wrong fails the test."""
    context = browser.new_context(accept_downloads=True, **how)  # type: ignore[arg-type]
    visitor = Watched(context, f"{origin}/{release.name}/site")
    context.on("request", lambda sent: _note_outside(sent.url, origin, visitor.faults))
    yield visitor
    context.close()
    assert visitor.faults == []


def _note_outside(url: str, origin: str, faults: list[str]) -> None:
    if not url.removeprefix("blob:").startswith(f"{origin}/"):
        faults.append(f"a request left the origin: {url}")


@pytest.fixture
def visitor(browser: Browser, origin: str, release: Path) -> Iterator[Watched]:
    """A visitor at a desk; the test fails at its end if a page had an error or asked another host for anything."""
    yield from watched(browser, origin, release)


@pytest.fixture
def phone(browser: Browser, origin: str, release: Path) -> Iterator[Watched]:
    yield from watched(browser, origin, release, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)


@pytest.fixture
def scriptless(browser: Browser, origin: str, release: Path) -> Iterator[Watched]:
    yield from watched(browser, origin, release, java_script_enabled=False)
