"""What an answer, or none, means for a page: pure rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from flows.collect.answers import Answer
from flows.collect.trouble import FailedError, LeftError, RefusedError, printable
from flows.extract.collected import Page
from flows.extract.read_warc import DOCUMENT_TYPES

GONE = (404, 410)
WHOLE = (200, 203)
CLOCKS_APART = timedelta(days=1)  # local times told as UTC; what is dated later still is no time of a change
UNLISTED = "is no longer listed"


def conditions(page: Page) -> dict[str, str]:
    """Headers that let the server say that nothing changed; only of a page that we have."""
    if page.sha256 is None:
        return {}
    told = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
    return {name: value for name, value in told.items() if value and value.isascii()}


def is_due(page: Page, now: datetime, recheck_days: float) -> bool:
    """Whether a page is asked for: never asked, failed last time, changed as its source says, or looked at too long ago."""
    if page.last_asked is None or page.outcome in ("waiting", "failed"):
        return True
    asked = datetime.fromisoformat(page.last_asked)
    if page.modified and asked < datetime.fromisoformat(page.modified) < now + CLOCKS_APART:
        return True
    return now - asked >= timedelta(days=recheck_days)


def settle(page: Page, answer: Answer, keep: Callable[[Answer], str], twin: str | None) -> None:
    """Note the answer in `page`; `keep` stores what is new and tells its place, `twin` is another address with the same page."""
    moment = stamp(answer.asked_at)
    page.last_asked, page.status, page.reason = moment, answer.status, ""
    if answer.status == 304 and page.sha256:
        _seen(page, moment, "unchanged")
    elif answer.status in GONE:
        page.outcome, page.reason = "gone", f"status {answer.status}"
        page.gone_since = page.gone_since or moment
    elif answer.status not in WHOLE:
        page.outcome, page.reason = "refused", f"status {answer.status}"
    elif reason := _no_document(answer):
        page.outcome, page.reason = "refused", reason
    else:
        _settle_page(page, answer, keep, twin, moment)


def _settle_page(page: Page, answer: Answer, keep: Callable[[Answer], str], twin: str | None, moment: str) -> None:
    digest = digest_of(answer)
    page.final_url = answer.url
    page.etag, page.last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    if digest == page.sha256:
        _seen(page, moment, "unchanged")
        return
    if twin:
        _seen(page, moment, "unchanged")
        page.reason = f"the same page as {twin}"
    else:
        page.versions.append(keep(answer))
        _seen(page, moment, "changed" if page.sha256 else "kept")
    page.sha256, page.last_change = digest, moment


def settle_trouble(page: Page, trouble: RefusedError | FailedError, now: datetime) -> None:
    """Note why there is no answer; a page that was not asked at all keeps what is known of it."""
    if isinstance(trouble, LeftError):
        page.outcome = "waiting" if page.last_asked is None else page.outcome
        return
    page.outcome = "refused" if isinstance(trouble, RefusedError) else "failed"
    page.reason, page.last_asked = str(trouble), stamp(now)


def digest_of(answer: Answer) -> str:
    return hashlib.sha256(answer.page).hexdigest()


def stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _seen(page: Page, moment: str, outcome: str) -> None:
    page.outcome, page.last_seen = outcome, moment
    page.first_seen = page.first_seen or moment
    page.gone_since = None


def _no_document(answer: Answer) -> str | None:
    declared = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if declared not in DOCUMENT_TYPES:
        return f"is {printable(declared[:80])}, which no reader of the build opens"
    return "is empty" if not answer.page.strip() else None
