"""What `kenes collect` left in a corpus folder: where its files lie, what it noted of each address, and the issues of that.

    collected/<time>-<number>.warc.gz   finished web archives: the documents
    .collect/pages.jsonl                a line for each address and source: asked when, with what outcome
    .collect/*.part                     archives that are still written, or that a killed run left

The build reads the first and tells the second as issues, so that whoever sees the warehouse alone knows what is missing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.extract.corpus import Corpus
from flows.ids import mint_id
from flows.issues import Issue

COLLECTED = "collected"
WORKING = ".collect"
PAGES = f"{WORKING}/pages.jsonl"
FORMAT = 1


@dataclass(slots=True)
class Page:
    """What is known of one address: a page, or a source that names pages."""

    url: str
    kind: str = "page"  # or feed, sitemap, list
    source: str = ""  # name of the source that names it
    listed_in: list[str] = field(default_factory=list)  # the feeds, sitemaps and lists that name it now
    modified: str | None = None  # when its source says that it changed
    outcome: str = "waiting"  # kept, changed, unchanged, gone, refused, failed; waiting: not asked yet
    reason: str = ""
    status: int | None = None
    final_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None  # of the page, unpacked
    first_seen: str | None = None
    last_seen: str | None = None  # when the server last gave or confirmed it
    last_asked: str | None = None
    last_change: str | None = None
    gone_since: str | None = None
    filter: str | None = None  # of a source: the patterns that its addresses went through
    versions: list[str] = field(default_factory=list)  # paths in the corpus folder, oldest first: file#record

    @property
    def key(self) -> str:
        return self.url if self.kind == "page" else f"{self.kind} {self.url}"


@dataclass(slots=True)
class State:
    """All that is known of what was collected for a corpus."""

    files: list[str] = field(default_factory=list)  # finished archives whose pages are noted below
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)  # archives taken in from elsewhere, by their path there
    pages: dict[str, Page] = field(default_factory=dict)  # by key


class BrokenStateError(ValueError):
    """The state can't be read; `kenes collect` makes it anew from the archives."""


def state_from_folder(folder: Path) -> State:
    """The state of the corpus in `folder`, an empty one if nothing was collected. Raises BrokenStateError, OSError."""
    path = folder / PAGES
    if not path.exists():
        return State()
    state = State()
    number = 0
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                told = json.loads(line)
                if number == 1:
                    if told.pop("format") != FORMAT:
                        raise ValueError("it is of another version")
                    state.files, state.taken = list(told["files"]), dict(told["taken"])
                else:
                    page = Page(**told)
                    state.pages[page.key] = page
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BrokenStateError(f"line {number}: {error}") from error
    return state


def issues_from_collected(corpus: Corpus) -> Iterator[Issue]:
    """What the last collects could not fetch, and which documents are older versions of a page."""
    place = f"{corpus.name}/{PAGES}"
    try:
        state = state_from_folder(corpus.folder)
    except (BrokenStateError, OSError) as error:
        message = f"{place} can't be read ({error}); run `kenes collect {corpus.name}`, which makes it anew from the web archives."
        yield Issue("warning", "collect-state-unreadable", message, raw_path=place)
        return
    waiting: Counter[str] = Counter()
    for page in state.pages.values():
        if page.kind != "page":
            if page.outcome in ("refused", "failed"):
                message = f"{corpus.name}: the {page.kind} {page.url} could not be read: {page.reason}."
                yield Issue("warning", "collect-source-unread", message, raw_path=place, value=page.url)
            continue
        if page.outcome == "waiting":
            waiting[page.source] += 1
        elif page.outcome in ("refused", "failed"):
            yield Issue("warning", f"collect-{page.outcome}", f"{page.url}: {page.reason}.", raw_path=place, value=page.url)
        if page.gone_since and page.outcome == "gone":
            kept = "; what was kept of it stays" if page.versions else ""
            message = f"{page.url}: gone since {page.gone_since[:10]} ({page.reason}){kept}."
            yield Issue("note", "collect-gone", message, raw_path=place, value=page.url)
        yield from _older_versions(corpus, page)
    for source, count in sorted(waiting.items()):
        message = f"{corpus.name}: {count} pages of {source} were not asked for yet; run `kenes collect {corpus.name}` again."
        yield Issue("note", "collect-waiting", message, raw_path=place, value=str(count))


def _older_versions(corpus: Corpus, page: Page) -> Iterator[Issue]:
    for older in page.versions[:-1]:
        raw_path = f"{corpus.name}/{older}"
        document_id = mint_id("doc", raw_path)
        newest = f"{corpus.name}/{page.versions[-1]}"
        message = f"{raw_path}: an older version of {page.url}; the newest is {newest}."
        yield Issue("note", "collect-older-version", message, raw_path, document_id, "documents", document_id, value=newest)
