"""What became of every build of a warehouse: runs.jsonl for programs, status.html for people."""

from __future__ import annotations

from flows.status.record import record_failure, record_run
from flows.status.runs import Run, run_from_summary

__all__ = ["Run", "record_failure", "record_run", "run_from_summary"]
