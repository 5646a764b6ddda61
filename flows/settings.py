"""Where things are and how much is done at once; no other module decides it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

# At most so many documents are in a batch and in a part of the store; the cuts fall by the documents' names, at about half of it. A Prefect
# task costs 6 to 14 ms, a document 200 ms; a smaller batch loses less when it is broken off, and a larger one is fewer files.
DOCUMENTS_PER_BATCH = 400
# A batch must also fit in memory when its documents are long.
MEGABYTES_PER_BATCH = 32

# The cores this process may use (containers and batch systems give fewer than the machine has); each worker takes
# about 350 MB, so no more than eight unless asked for.
WORKERS = min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)

# The published build and the one before it, which somebody may still be reading.
KEEP_BUILDS = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """One build: what is read, where it is published, how many processes work on it."""

    raw: Path = PROJECT / "raw"
    warehouse: Path = PROJECT / "warehouse"
    workers: int = WORKERS
    documents_per_batch: int = DOCUMENTS_PER_BATCH
    megabytes_per_batch: int = MEGABYTES_PER_BATCH
    keep_builds: int = KEEP_BUILDS
    anew: bool = False  # do all the work again, whatever the store holds
    cluster: str | None = None  # address of a Dask scheduler that the batches run on, instead of processes here

    @property
    def work(self) -> Path:
        """Parts of the build under way; removed when it ends."""
        return self.warehouse / ".work"

    @property
    def store(self) -> Path:
        """What earlier builds found out of each file and document; may be removed, and then all work is done again."""
        return self.warehouse / ".store"


def prefect_environment() -> dict[str, str]:
    """The Prefect settings of a build, for what the user has not set: state inside the project, nothing sent anywhere."""
    return {
        "PREFECT_HOME": str(PROJECT / ".prefect"),
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # the build itself shows progress and tells its end
    }
