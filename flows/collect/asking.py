"""The pages of one host asked for, one after another, each settled in the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from threading import Lock

from flows.collect.answers import Answer
from flows.collect.archives import Archives
from flows.collect.outcomes import conditions, digest_of, settle, settle_trouble
from flows.collect.report import Result
from flows.collect.trouble import FailedError, LeftError, RefusedError
from flows.collect.visits import Manner, Visitor
from flows.extract.collect_settings import Source
from flows.extract.collected import Page, State


class Asking:
    """Asks for pages from several threads, one for each host; hold `lock` to read the state meanwhile."""

    def __init__(self, corpus: str, state: State, visitor: Visitor, archives: Archives, shown: Callable[[Result], None]) -> None:
        self._corpus = corpus
        self._visitor = visitor
        self._archives = archives
        self._shown = shown
        self.lock = Lock()
        self.results: list[Result] = []
        self._twins = {(page.final_url, page.sha256): page.url for page in state.pages.values() if page.versions}

    def ask_all(self, pages: list[tuple[Source, Page]], manners: Mapping[str, Manner]) -> None:
        for source, page in pages:
            result = self._ask(source, page, manners[source.name])
            with self.lock:
                self.results.append(result)
            self._shown(result)

    def _ask(self, source: Source, page: Page, manner: Manner) -> Result:
        try:
            answer = self._visitor.answer(page.url, manner, conditions(page), page.final_url)
            with self.lock:
                self._settle(source, page, answer)
        except LeftError as trouble:
            settle_trouble(page, trouble, datetime.now(UTC))
            return Result(self._corpus, source.name, page.url, "waiting", str(trouble))
        except (RefusedError, FailedError) as trouble:
            with self.lock:
                settle_trouble(page, trouble, datetime.now(UTC))
        except (ValueError, TypeError, LookupError, RecursionError) as error:  # a fault of ours must not take the other pages along
            fault = FailedError(f"could not be handled ({type(error).__name__}: {error}); please report it", is_host=False)
            with self.lock:
                settle_trouble(page, fault, datetime.now(UTC))
        return Result(self._corpus, source.name, page.url, page.outcome, page.reason)

    def _settle(self, source: Source, page: Page, answer: Answer) -> None:
        known = (answer.url, digest_of(answer))
        twin = self._twins.get(known)
        settle(page, answer, lambda answer: self._archives.keep(answer, page.url, source.name), twin if twin != page.url else None)
        if page.versions and page.outcome in ("kept", "changed"):
            self._twins[known] = page.url
