"""What a check of a release finds."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where: file, row and column as far as they are known."""

    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, what is wrong, and why it could not be done if it was not."""

    check: str
    told: str
    faults: list[Fault] = field(default_factory=list)
    skipped: bool = False


class NotCheckedError(Exception):
    """The check needs what is not installed; the message says how to get it."""
