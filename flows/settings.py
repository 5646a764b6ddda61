"""Where things are and how much is done at once; no other module decides it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

# A Prefect task costs 6 to 14 ms, a document 10 ms: with 500 documents Prefect stays far under 1 %.
DOCUMENTS_PER_BATCH = 500
# Fewer files are cut finer, so that every worker has some and progress is seen; under this a worker costs more than it saves.
LEAST_PER_BATCH = 100
# A batch must also fit in memory when its documents are long.
MEGABYTES_PER_BATCH = 32

# The cores this process may use (containers and batch systems give fewer than the machine has); each worker takes
# about 350 MB, so no more than eight unless asked for.
WORKERS = min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Settings:
    """One build: what is read, where it is published, how many processes work on it."""

    raw: Path = PROJECT / "raw"
    warehouse: Path = PROJECT / "warehouse"
    workers: int = WORKERS
    documents_per_batch: int = DOCUMENTS_PER_BATCH
    megabytes_per_batch: int = MEGABYTES_PER_BATCH

    def batch_size(self, files: int) -> int:
        """Documents per batch for so many files: about four batches a worker, within the two bounds."""
        return min(self.documents_per_batch, max(LEAST_PER_BATCH, -(-files // (4 * self.workers))))

    @property
    def work(self) -> Path:
        """Parts of the build under way; removed when it ends."""
        return self.warehouse / ".work"


def prefect_environment() -> dict[str, str]:
    """The Prefect settings of a build, for what the user has not set: state inside the project, nothing sent anywhere."""
    return {
        "PREFECT_HOME": str(PROJECT / ".prefect"),
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # the build itself shows progress and tells its end
    }
