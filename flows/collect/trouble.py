"""Why a page was not kept: our rules say no, or it could not be had."""

from __future__ import annotations


def printable(told: str) -> str:
    """What a server says, less what would steer a terminal."""
    return "".join(character if character.isprintable() else "?" for character in told)


class RefusedError(Exception):
    """A rule of ours forbids it; asking again at once would change nothing."""

    def __init__(self, reason: str) -> None:
        super().__init__(printable(reason))


class ClosedError(RefusedError):
    """The address is none that the public internet reaches."""


class FailedError(Exception):
    """It could not be had whole this time.

    `wait`: seconds that the server wants to be left alone, None if it did not say. `is_host`: the host is in trouble,
    not this page alone.
    """

    def __init__(self, reason: str, wait: float | None = None, is_host: bool = True) -> None:
        super().__init__(printable(reason))
        self.wait = wait
        self.is_host = is_host


class LeftError(FailedError):
    """The host is left for this run, or the run is over: it is not known what the page would have been."""
