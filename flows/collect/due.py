"""The state, held against what corpus.toml names now -> the pages to ask for in this round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from flows.collect.outcomes import UNLISTED, is_due
from flows.collect.report import Result
from flows.extract.collect_settings import Source
from flows.extract.collected import Page, State


@dataclass(slots=True)
class Due:
    """What is asked for, and what became of the pages that are not."""

    pages: list[tuple[Source, Page]] = field(default_factory=list)
    unasked: list[Result] = field(default_factory=list)
    fresh: dict[str, int] = field(default_factory=dict)  # by source: pages that were asked for not long ago


def due_pages(corpus: str, sources: Iterable[Source], state: State, now: datetime, again: bool = False) -> Due:
    """Of each source first the pages that were never asked for, then those asked for longest ago, so many as it allows."""
    due = Due()
    by_source: defaultdict[str, list[Page]] = defaultdict(list)
    for page in state.pages.values():
        if page.kind == "page":
            by_source[page.source].append(page)
    for source in sources:
        wanted = [page for page in by_source[source.name] if source.wants(page.url) and _can_be_asked(page)]
        asked = [page for page in wanted if again or is_due(page, now, source.recheck_days)]
        asked.sort(key=lambda page: (page.last_asked or "", page.url))
        due.fresh[source.name] = len(wanted) - len(asked)
        due.pages += [(source, page) for page in asked[: source.max_pages]]
        reason = f"more than {source.max_pages} pages in one run (key 'max_pages')"
        due.unasked += [Result(corpus, source.name, page.url, "waiting", reason) for page in asked[source.max_pages :]]
        refused = (page for page in by_source[source.name] if _is_no_address(page))
        due.unasked += [Result(corpus, source.name, page.url, page.outcome, page.reason) for page in refused]
    return due


def _can_be_asked(page: Page) -> bool:
    """Not what is no address, and not what its source no longer lists."""
    return page.reason != UNLISTED and not _is_no_address(page)


def _is_no_address(page: Page) -> bool:
    return page.outcome == "refused" and page.last_asked is None


def drop_unnamed(state: State, names: set[str]) -> None:
    """Of sources that corpus.toml no longer names, what was kept stays noted; the rest is forgotten."""
    pass_on(state, names)
    for key in [key for key, page in state.pages.items() if page.source not in names and not page.versions]:
        del state.pages[key]


def pass_on(state: State, names: set[str]) -> None:
    """A page whose source is gone belongs to the next one that lists it."""
    owners = {page.url: page.source for page in state.pages.values() if page.kind != "page"} | {name: name for name in names}
    for page in state.pages.values():
        if page.kind == "page" and page.source not in names:
            page.source = next((owners[place] for place in page.listed_in if owners.get(place) in names), page.source)
