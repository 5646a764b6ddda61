"""A source -> the pages that it names, noted in the state: which are new, which are no longer listed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Lock

from flows.collect.addresses import normal_url
from flows.collect.answers import MEGABYTE, Answer
from flows.collect.feeds import links_from_feed
from flows.collect.links import Link, Links
from flows.collect.outcomes import UNLISTED, WHOLE, conditions, digest_of, settle_trouble, stamp
from flows.collect.report import SourceResult
from flows.collect.sitemaps import links_from_list, links_from_sitemap
from flows.collect.trouble import FailedError, RefusedError, printable
from flows.collect.visits import Manner, Visitor
from flows.extract.collect_settings import Source
from flows.extract.collected import Page, State

SOURCE_MEGABYTES = 50.0  # the protocol's own limit of a sitemap; feeds stay far below
MOST_NAMED = 1_000_000  # addresses that a source may name: all of a large newspaper's, and a state of 300 MB
MOST_SITEMAPS = 1000  # a run; the protocol allows 50,000 in an index, which nobody polite reads in one go
DEEPEST = 3  # an index must not name an index, but some do


@dataclass(slots=True)
class Reading:
    """One source on its way: what it named so far."""

    source: Source
    result: SourceResult
    is_complete: bool = True  # every document of it was read to its end: what is not named now is not listed any more
    documents: set[str] = field(default_factory=set)  # feeds, sitemaps and lists that it consists of


class SourceReader:
    """Reads the sources of one corpus into its state; sources may be read at the same time."""

    def __init__(self, corpus: str, state: State, visitor: Visitor, now: datetime) -> None:
        self._corpus = corpus
        self._state = state
        self._visitor = visitor
        self._now = now
        self._lock = Lock()
        self._listed: defaultdict[str, dict[str, Page]] = defaultdict(dict)  # by the document that lists them
        for key, page in state.pages.items():
            for document in page.listed_in:
                self._listed[document][key] = page

    def read(self, source: Source, manner: Manner) -> SourceResult:
        """All that the source names goes into the state; what went wrong is told, never raised."""
        reading = Reading(source, SourceResult(self._corpus, source.name, source.kind))
        if source.kind == "list":
            self._read_list(reading)
        else:
            wide = replace(manner, limits=replace(manner.limits, megabytes=max(manner.limits.megabytes, SOURCE_MEGABYTES)))
            self._read_documents(reading, wide)
        with self._lock:
            self._forget(reading)
        if reading.result.trouble and not reading.result.named:
            reading.result.is_read = False
        return reading.result

    def _read_list(self, reading: Reading) -> None:
        path = Path(reading.source.address)
        try:
            links = links_from_list(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            reading.result.trouble, reading.result.is_read = f"{path} can't be read ({error})", False
            reading.is_complete = False
            return
        with self._lock:
            self._note(reading, reading.source.name, links.pages)

    def _read_documents(self, reading: Reading, manner: Manner) -> None:
        source = reading.source
        ahead = [(Link(source.address), 0, "")]
        while ahead:
            link, depth, parent = ahead.pop(0)
            try:
                url = normal_url(link.written, source.address)
            except RefusedError as error:
                self._trouble(reading, f"{link.written[:200]} {error}", depth)
                continue
            if url in reading.documents:
                self._trouble(reading, f"{url} is named again (by {parent})", depth, is_grave=False)
                continue
            if depth > DEEPEST or len(reading.documents) >= MOST_SITEMAPS:
                self._trouble(reading, f"{url} lies deeper than {DEEPEST} indexes or after {MOST_SITEMAPS} sitemaps", depth)
                continue
            reading.documents.add(url)
            ahead += [(child, depth + 1, url) for child in self._read_document(reading, url, manner, depth)]

    def _read_document(self, reading: Reading, url: str, manner: Manner, depth: int) -> list[Link]:
        """Note the pages of one feed or sitemap; the sitemaps that it names."""
        source = reading.source
        row = self._row(source, url)
        patterns = hashlib.sha256(repr((source.include, source.exclude)).encode()).hexdigest()[:16]
        try:
            answer = self._visitor.answer(url, manner, conditions(row) if row.filter == patterns else {}, row.final_url)
            if answer.status == 304 and row.sha256:
                return self._unchanged(reading, row, answer)
            links = _links(answer, source.kind, int(manner.limits.megabytes * MEGABYTE))
        except (RefusedError, FailedError) as trouble:
            with self._lock:
                settle_trouble(row, trouble, self._now)
                self._unread(reading, url, depth)
            row.reason = str(trouble)
            self._trouble(reading, str(trouble) if depth == 0 else f"{url} {trouble}", depth)
            return []
        with self._lock:
            self._note(reading, url, links.pages)
            for child in links.sitemaps:
                self._name_child(source, child, url)
            _settle_document(row, answer, links, patterns)
        if links.trouble:
            self._trouble(
                reading, f"{links.trouble}; what could be read of it was" if depth == 0 else f"{url} {links.trouble}", depth, False
            )
            reading.is_complete = False
        return links.sitemaps

    def _row(self, source: Source, url: str) -> Page:
        key = f"{source.kind} {url}"
        with self._lock:
            return self._state.pages.setdefault(key, Page(url, source.kind, source.name))

    def _name_child(self, source: Source, child: Link, index: str) -> None:
        try:
            url = normal_url(child.written, index)
        except RefusedError:
            return  # told when it is its turn
        row = self._state.pages.setdefault(f"{source.kind} {url}", Page(url, source.kind, source.name))
        self._list(row, index)

    def _list(self, page: Page, document: str) -> None:
        if document not in page.listed_in:
            page.listed_in.append(document)
        self._listed[document][page.key] = page

    def _unchanged(self, reading: Reading, row: Page, answer: Answer) -> list[Link]:
        """The server says that the document is as it was: so is what it names."""
        row.outcome, row.reason = "unchanged", ""
        row.last_seen = row.last_asked = stamp(answer.asked_at)
        with self._lock:
            named = list(self._listed[row.url].values())
        pages = [page for page in named if page.kind == "page"]
        reading.result.named += len(pages)
        return [Link(page.url) for page in named if page.kind != "page"]

    def _unread(self, reading: Reading, url: str, depth: int) -> None:
        """What a document named that can't be read now counts as listed still."""
        reading.is_complete = False
        if depth == 0:
            reading.result.is_read = False

    def _trouble(self, reading: Reading, trouble: str, depth: int, is_grave: bool = True) -> None:
        told, trouble = reading.result.trouble, printable(trouble)
        reading.result.trouble = f"{told}; {trouble}" if told else trouble
        if is_grave:
            reading.is_complete = False
            reading.result.is_read = reading.result.is_read and depth > 0

    def _note(self, reading: Reading, document: str, links: Iterable[Link]) -> None:
        """The pages that a document names now, in place of those that it named before."""
        reading.documents.add(document)
        source, state = reading.source, self._state
        named: set[str] = set()
        for link in links:
            page = self._page(source, link, document)
            if page.url in named:
                continue
            if reading.result.named >= MOST_NAMED:
                self._trouble(reading, f"{document} and those before it name more than {MOST_NAMED:,} addresses", 0, is_grave=False)
                reading.is_complete = False
                break
            named.add(page.url)
            reading.result.named += 1
            if not source.wants(page.url):
                reading.result.passed_over += 1
                continue
            page = state.pages.setdefault(page.url, page)
            page.modified = link.modified or page.modified
            self._list(page, document)
            if page.reason == UNLISTED:
                page.outcome, page.reason, page.gone_since = "waiting", "", None
        for page in list(self._listed[document].values()):
            if page.kind == "page" and page.url not in named:
                page.listed_in.remove(document)
                del self._listed[document][page.key]

    def _page(self, source: Source, link: Link, document: str) -> Page:
        """A new page of the link; one that is no address of ours is refused at once."""
        try:
            return Page(normal_url(link.written, document if "://" in document else ""), source=source.name)
        except RefusedError as error:
            return Page(printable(link.written[:200]), source=source.name, outcome="refused", reason=str(error))

    def _forget(self, reading: Reading) -> None:
        """Pages that no document lists any more are noted as gone, where the source lists all that there is."""
        if not reading.is_complete or reading.source.kind == "feed":
            return
        for page in self._state.pages.values():
            if page.source != reading.source.name or page.kind != "page" or page.outcome == "gone":
                continue
            page.listed_in = [document for document in page.listed_in if self._is_current(reading, document)]
            if not page.listed_in:
                page.outcome, page.reason, page.gone_since = "gone", UNLISTED, stamp(self._now)
                reading.result.unlisted.append(page.url)

    def _is_current(self, reading: Reading, document: str) -> bool:
        """Sitemaps that the index no longer names list nothing; documents of other sources are none of our business."""
        row = self._state.pages.get(f"{reading.source.kind} {document}")
        return document in reading.documents or row is None or row.source != reading.source.name


def _links(answer: Answer, kind: str, most: int) -> Links:
    if answer.status not in WHOLE:
        raise FailedError(f"answers with status {answer.status}", is_host=False)
    links = links_from_feed(answer.page) if kind == "feed" else links_from_sitemap(answer.page, most)
    if not links.is_known:
        what = "feed (RSS or Atom)" if kind == "feed" else "sitemap"
        raise FailedError(f"is no {what}" + (f": {links.trouble}" if links.trouble else ""), is_host=False)
    return links


def _settle_document(row: Page, answer: Answer, links: Links, patterns: str) -> None:
    """A damaged document is asked for again as a whole: it gets no conditions."""
    digest = digest_of(answer)
    row.outcome = "unchanged" if digest == row.sha256 else "changed" if row.sha256 else "kept"
    row.reason, row.status, row.final_url = links.trouble or "", answer.status, answer.url
    row.last_seen = row.last_asked = stamp(answer.asked_at)
    row.first_seen = row.first_seen or row.last_seen
    row.filter = patterns
    row.sha256 = None if links.trouble else digest
    row.etag, row.last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
