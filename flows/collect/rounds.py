"""One round over a corpus: sources read, pages asked for by host, what came kept, everything noted."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from filelock import FileLock, Timeout

from flows.collect.addresses import Allowed, normal_url, origin, server
from flows.collect.answers import Limits
from flows.collect.archives import Archives
from flows.collect.asking import Asking
from flows.collect.due import drop_unnamed, due_pages, pass_on
from flows.collect.hosts import Hosts
from flows.collect.outcomes import UNLISTED
from flows.collect.report import CollectReport, Result, SourceResult
from flows.collect.sources import SourceReader
from flows.collect.states import recovered_state, write_state
from flows.collect.trouble import RefusedError
from flows.collect.visits import Manner, Visitor
from flows.collect.warc_folders import take_in
from flows.extract.collect_settings import Collecting, Source
from flows.extract.collected import WORKING, Page, State, state_from_folder
from flows.issues import SetupError

HOSTS_AT_ONCE = 8  # threads mostly wait; a line of 100 Mbit/s is not the limit, the delays are
WRITE_SECONDS = 30.0  # of checks that a killed run may have to do again; pages it kept are in its archives


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller wants of one collect."""

    again: bool = False  # ask for pages that were looked at not long ago, too
    is_dry: bool = False  # read the sources, ask for no page, write nothing
    loopback: bool = False  # for tests only
    shown: Callable[[Result], None] = field(default=lambda result: None)  # called for each address that is done


def collect_corpus(collecting: Collecting, options: Options, stop: threading.Event) -> CollectReport:
    """Fetch what corpus.toml names; set `stop` to end early. Raises SetupError if another collect is at work, OSError (disk)."""
    now = datetime.now(UTC)
    if options.is_dry:
        return _Round(collecting, options, stop, now, state_from_folder(collecting.folder)).go([])
    with _alone(collecting):
        state, notes = recovered_state(collecting.folder)
        return _Round(collecting, options, stop, now, state).go(notes)


@contextmanager
def _alone(collecting: Collecting) -> Iterator[None]:
    (collecting.folder / WORKING).mkdir(exist_ok=True)
    try:
        with FileLock(collecting.folder / WORKING / "lock", timeout=0):
            yield
    except Timeout as error:
        raise SetupError(f"{collecting.folder}: another collect is at work here; wait for it.") from error


class _Round:
    def __init__(self, collecting: Collecting, options: Options, stop: threading.Event, now: datetime, state: State) -> None:
        self._collecting, self._options, self._now, self._state = collecting, options, now, state
        self._corpus = collecting.folder.name
        hosts = Hosts(collecting.run_minutes * 60, collecting.host_failures, collecting.retry_seconds, stop)
        self._visitor = Visitor(collecting.user_agent, hosts, options.loopback)
        self._stop = stop
        self._report = CollectReport()

    def go(self, notes: list[str]) -> CollectReport:
        self._report.notes += [f"{self._corpus}: {note}" for note in notes]
        self._take_in()
        self._read_sources()
        due = due_pages(self._corpus, self._collecting.sources, self._state, self._now, self._options.again)
        self._report.results += due.unasked
        for result in self._report.sources:
            result.fresh = due.fresh.get(result.source, 0)
            self._report.results += [Result(self._corpus, result.source, url, "gone", UNLISTED) for url in result.unlisted]
        if self._options.is_dry:
            self._report.results += [
                Result(self._corpus, source.name, page.url, "waiting", "would be asked for") for source, page in due.pages
            ]
            return self._report
        write_state(self._collecting.folder, self._state)
        collecting = self._collecting
        archives = Archives(collecting.folder, self._now, collecting.user_agent, collecting.file_megabytes)
        asking = Asking(self._corpus, self._state, self._visitor, archives, self._options.shown)
        try:
            self._ask(due.pages, asking, archives)
        finally:
            archives.close()
            self._state.files += archives.finished
            write_state(collecting.folder, self._state)
        self._report.results += asking.results
        return self._report

    def _take_in(self) -> None:
        for source in self._collecting.sources:
            if source.kind == "warcs":
                result, results = take_in(self._collecting.folder, source, self._state, self._now, self._options.is_dry)
                self._report.sources.append(result)
                self._report.results += results

    def _read_sources(self) -> None:
        sources = [source for source in self._collecting.sources if source.kind != "warcs"]
        names = {source.name for source in sources}
        drop_unnamed(self._state, names)
        reader = SourceReader(self._corpus, self._state, self._visitor, self._now)
        with ThreadPoolExecutor(HOSTS_AT_ONCE, "source") as threads:
            read = threads.map(lambda source: reader.read(source, self._manner(source)), sources)
            self._report.sources += list(_until_stopped(read, self._stop))
        pass_on(self._state, names)

    def _manner(self, source: Source) -> Manner:
        pages = [source.address] if source.kind in ("feed", "sitemap") else _hosts_of_list(source)
        return Manner(Allowed(pages, source.hosts), Limits(source.page_megabytes, source.page_seconds), source.delay_seconds)

    def _ask(self, due: list[tuple[Source, Page]], asking: Asking, archives: Archives) -> None:
        queues: defaultdict[str, list[tuple[Source, Page]]] = defaultdict(list)
        for source, page in due:
            queues[server(page.url)].append((source, page))
        manners = {source.name: self._manner(source) for source in self._collecting.sources if source.kind != "warcs"}
        with ThreadPoolExecutor(HOSTS_AT_ONCE, "host") as threads:
            ahead: set[Future[None]] = {threads.submit(asking.ask_all, queue, manners) for queue in queues.values()}
            written_at = monotonic()
            try:
                while ahead:
                    done, ahead = wait(ahead, timeout=1)
                    for one in done:
                        one.result()
                    if monotonic() - written_at > WRITE_SECONDS:
                        archives.sync()  # first: the state must not name what a power cut would take away
                        with asking.lock:
                            write_state(self._collecting.folder, self._state)
                        written_at = monotonic()
            except BaseException:
                self._stop.set()  # the other hosts end after the page they are at
                raise


def _until_stopped(read: Iterator[SourceResult], stop: threading.Event) -> Iterator[SourceResult]:
    try:
        yield from read
    except BaseException:
        stop.set()
        raise


def _hosts_of_list(source: Source) -> list[str]:
    """The hosts of a list are those of its addresses: who wrote them down means them."""
    found: dict[str, str] = {}
    try:
        lines = Path(source.address).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return []  # told when the source is read
    for line in lines:
        try:
            url = normal_url(line)
        except RefusedError:
            continue
        found.setdefault(origin(url), url)
    return list(found.values())
