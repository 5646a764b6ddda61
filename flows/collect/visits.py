"""An address -> its answer, redirects followed by hand: every step is checked, in its turn, and allowed by robots.txt."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from flows.collect.addresses import Allowed, normal_url, origin, server
from flows.collect.answers import Answer, Limits, answer_from_url
from flows.collect.hosts import Hosts
from flows.collect.robots import FRESH_SECONDS, Rules, rules_from_answer
from flows.collect.trouble import ClosedError, FailedError, LeftError, RefusedError

REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5
TRIES = 3
Conditions = Mapping[str, Mapping[str, str]]  # headers by the address that they are for
ROBOTS_MEGABYTES = 2.0
ROBOTS_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Manner:
    """How the pages of one source are asked for."""

    allowed: Allowed
    limits: Limits
    delay: float


class Visitor:
    """Asks for pages, remembering each origin's rules."""

    def __init__(self, user_agent: str, hosts: Hosts, loopback: bool = False) -> None:
        self.user_agent = user_agent
        self.hosts = hosts
        self._loopback = loopback
        self._rules: dict[str, Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def answer(self, url: str, manner: Manner, conditions: Mapping[str, str] | None = None, at: str | None = None) -> Answer:
        """The last answer of the way that begins at `url`; its status is 200, 304, 404, 410 or another of the server's noes.

        `conditions` are sent where the way comes to `at`, the address that answered the last time (`url` itself if left out).
        What fails is tried again after a while that the host's turn waits out. Raises RefusedError; FailedError after the
        last try, for 429 and 500 upwards too; LeftError where the host is not asked any more.
        """
        for number in range(TRIES):
            try:
                return self._followed(url, manner, {at or url: conditions or {}}, number, has_rules=True)
            except LeftError:
                raise
            except FailedError as trouble:
                if number + 1 == TRIES or not trouble.is_host or self._is_left(url):
                    raise
        raise AssertionError("every way out of the loop returns or raises")

    def _is_left(self, url: str) -> bool:
        return self.hosts.of(server(url)).left is not None

    def _followed(self, url: str, manner: Manner, conditions: Conditions, tries: int, has_rules: bool) -> Answer:
        seen = [url]
        while True:
            manner.allowed.check(url)
            answer = self._asked(url, manner, conditions.get(url, {}), tries, has_rules)
            if answer.status not in REDIRECTS:
                return answer
            if "location" not in answer.headers:
                raise FailedError(f"redirects ({answer.status}) without saying where", is_host=False)
            url = _target(answer, url)
            if url in seen:
                raise RefusedError(f"redirects in a circle (back to {url})")
            seen.append(url)
            if len(seen) > MOST_REDIRECTS + 1:
                raise RefusedError(f"redirects more than {MOST_REDIRECTS} times")

    def _asked(self, url: str, manner: Manner, conditions: Mapping[str, str], tries: int, has_rules: bool) -> Answer:
        place, delay = server(url), manner.delay
        if left := self.hosts.of(place).left:
            raise LeftError(left)
        if has_rules:
            rules = self._rules_of(origin(url), manner)
            if not rules.allows(url):
                raise RefusedError(rules.closed or "robots.txt forbids it")
            delay = max(delay, rules.delay)
        try:
            # robots.txt comes before the first page and is no page itself: it does not use up the turn.
            with self.hosts.turn(place, delay if has_rules else 0.0):
                answer = answer_from_url(url, {"User-Agent": self.user_agent, **conditions}, manner.limits, self._loopback, self.hosts.stop)
            _check_status(answer)
        except LeftError:
            raise
        except FailedError as trouble:
            self.hosts.note_failure(place, trouble, tries)
            raise
        self.hosts.note_success(place)
        return answer

    def _rules_of(self, place: str, manner: Manner) -> Rules:
        with self._lock:
            lock = self._locks.setdefault(place, threading.Lock())
        with lock:
            known = self._rules.get(place)
            if known is None or monotonic() - known.read_at > FRESH_SECONDS:
                known = self._rules[place] = self._read_rules(place, manner)
            return known

    def _read_rules(self, place: str, manner: Manner) -> Rules:
        careful = Manner(manner.allowed, Limits(ROBOTS_MEGABYTES, min(ROBOTS_SECONDS, manner.limits.seconds)), 0.0)
        for number in range(TRIES):
            try:
                answer = self._followed(f"{place}/robots.txt", careful, {}, number, has_rules=False)
                return rules_from_answer(answer, self.user_agent.partition("/")[0], monotonic())
            except (ClosedError, LeftError):
                raise
            except RefusedError as error:
                reason = f"its robots.txt {str(error).partition(' (key')[0]}, so nothing may be asked for"
                return Rules(None, self.user_agent, monotonic(), reason)
            except FailedError as error:
                if number + 1 == TRIES or self._is_left(place):
                    raise _shut(place, self.hosts, error) from error
        raise AssertionError("every way out of the loop returns or raises")


def _shut(place: str, hosts: Hosts, error: FailedError) -> FailedError:
    """RFC 9309, 2.3.1.4: rules that can't be read forbid everything. The host is left at once: each page would ask for them again."""
    host = hosts.of(server(place))
    host.left = host.left or f"its robots.txt could not be read ({error}), so nothing may be asked for"
    return FailedError(host.left, wait=0.0)


def _target(answer: Answer, url: str) -> str:
    location = answer.headers["location"].encode("latin-1").decode("utf-8", "replace")  # many servers send it unescaped
    try:
        return normal_url(location, url)
    except RefusedError as error:
        raise RefusedError(f"redirects to {location[:200]}, which {error}") from error


def _check_status(answer: Answer) -> None:
    if answer.status == 429 or answer.status >= 500:
        asked = _retry_after(answer.headers.get("retry-after", ""))
        raise FailedError(f"status {answer.status}" + (f", asks to wait {asked:.0f} s" if asked is not None else ""), wait=asked)


def _retry_after(told: str) -> float | None:
    """Seconds, of a number or a date (RFC 9110, 10.2.3)."""
    if told.strip().isdecimal():
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
