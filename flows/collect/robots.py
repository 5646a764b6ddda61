"""robots.txt -> what may be asked for and how often (RFC 9309, with the Crawl-delay that it does not know)."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from flows.collect.answers import Answer

MOST_BYTES = 500 * 1024  # RFC 9309, 2.5: at least so much must be read
FRESH_SECONDS = 86_400.0  # RFC 9309, 2.4: not to be used longer than a day


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin lets `agent` do."""

    told: Protego | None
    agent: str
    read_at: float
    closed: str = ""  # why nothing may be asked for, where the rules are none that could be read

    def allows(self, url: str) -> bool:
        return not self.closed and (self.told is None or bool(self.told.can_fetch(url, self.agent)))

    @property
    def delay(self) -> float:
        """Seconds between two requests that it asks for, 0 if it does not."""
        if self.told is None:
            return 0.0
        rate = self.told.request_rate(self.agent)
        return max(float(self.told.crawl_delay(self.agent) or 0), rate.seconds / rate.requests if rate and rate.requests else 0.0)


def rules_from_answer(answer: Answer, agent: str, read_at: float) -> Rules:
    """Any answer of 400 to 499 means that there are no rules (RFC 9309, 2.3.1.3); worse ones never come here."""
    if answer.status != 200:
        return Rules(None, agent, read_at)
    return Rules(Protego.parse(answer.page[:MOST_BYTES].decode("utf-8-sig", "replace")), agent, read_at)
