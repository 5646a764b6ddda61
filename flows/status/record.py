"""The history of a warehouse: a line of runs.jsonl for every build, published or not, and the page that shows it.

runs.jsonl is only added to, a whole line at a time; a line that a power cut left half written is passed over.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from flows.disk import write_text
from flows.status.page import page_from_runs
from flows.status.runs import Run, utc, with_differences

RUNS, PAGE = "runs.jsonl", "status.html"


def record_run(warehouse: Path, run: Run) -> Run:
    """Add the run to runs.jsonl, with the differences of its rows to the last good run there, and write status.html anew.

    Returns the run as it was written. Raises OSError where the warehouse can't be written.
    """
    runs = runs_from_warehouse(warehouse)
    run = with_differences(run, runs)
    line = json.dumps(asdict(run), ensure_ascii=False).encode() + b"\n"
    warehouse.mkdir(parents=True, exist_ok=True)
    path = warehouse / RUNS
    # A half line that a power cut left must not swallow this one.
    whole = not path.exists() or not path.stat().st_size or path.read_bytes()[-1:] == b"\n"
    with path.open("ab") as history:
        history.write(line if whole else b"\n" + line)
        history.flush()
        os.fsync(history.fileno())
    write_text(warehouse / PAGE, page_from_runs([*runs, run], warehouse))
    (warehouse / PAGE).chmod(0o644)  # a web server may have to read it, whatever the builder's own habit
    return run


def record_failure(warehouse: Path, started: datetime, message: str, flow_run: str | None = None) -> str | None:
    """Add a run that ended before or without a build's own word; what went wrong with it, or None."""
    try:
        record_run(warehouse, Run(utc(started), utc(datetime.now(UTC)), "failed", message=message, flow_run=flow_run))
    except OSError as error:
        return f"{warehouse}: the run could not be recorded: {error}"
    return None


def runs_from_warehouse(warehouse: Path) -> list[Run]:
    """Every run that is recorded, in their order."""
    path = warehouse / RUNS
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    return [run for line in lines if (run := _run_of_line(line))]


def _run_of_line(line: str) -> Run | None:
    """The run of one line; what a newer version wrote besides is passed over, as is a broken line."""
    try:
        told = json.loads(line)
        return Run(**{key: value for key, value in told.items() if key in Run.__dataclass_fields__})
    except (ValueError, TypeError, AttributeError):
        return None
