"""What `kenes serve` is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
POOL = "kenes"  # as in prefect.yaml
DEPLOYMENT = "scheduled"
LANDED = "kenes.documents.landed"  # event: new or changed documents are at rest
RESOURCE = "kenes.raw"  # what the event is about: kenes.raw.<name of the folder>


@dataclass(frozen=True, slots=True)
class Serving:
    """One service: which folders, when it builds, where it listens, whom it tells."""

    raw: Path
    warehouse: Path
    home: Path  # Prefect's own folder
    workers: int
    cron: str | None
    timezone: str
    port: int
    notify: str | None
    collect: bool
    watch: float  # seconds between two looks at raw/; 0: don't look

    @property
    def resource(self) -> str:
        """What a landing is about."""
        return f"{RESOURCE}.{self.raw.name}"

    @property
    def address(self) -> str:
        """Where people open the UI."""
        return f"http://{HOST}:{self.port}"
