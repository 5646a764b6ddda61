"""What a release is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from flows.code_version import code_version
from flows.release.facts import CorpusFacts
from flows.release.takedowns import Takedown


@dataclass(frozen=True)
class Request:
    """One release that is asked for."""

    warehouse: Path
    releases: Path
    queries: Path  # folder of example questions
    corpora: tuple[CorpusFacts, ...]  # all corpora that were built from, by name
    takedowns: tuple[Takedown, ...] = ()
    version: str | None = None  # the next free one of the month of `today`, where None
    today: date = date.min
    released: date | None = None  # the day it bears; from version and documents, where None
    homepage: str | None = None
    code_version: str = field(default_factory=code_version)
