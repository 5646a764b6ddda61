"""The report of `kenes verify`, line by line as the checks end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from flows.release.verify.copy_of_release import Copy
from flows.release.verify.finding import Finding
from flows.release.verify.old_copy import Deletion

SHOWN = 20  # faults of one check; the files and the count tell the rest
WHOLE, FAULTY, OUTDATED = 0, 1, 3  # exit status; 2 is a wrong call


def report_lines(copy: Copy, findings: Iterable[Finding]) -> Iterator[str]:
    """One line a check, below it what is wrong and where; at the end how it stands."""
    yield f"Release {_safe(str(copy.index.get('version', 'of unknown version')))} in {copy.folder}"
    faults = checks = skipped = 0
    for finding in findings:
        checks += 1
        skipped += finding.skipped
        faults += len(finding.faults)
        state = "FAULTY" if finding.faults else "not checked" if finding.skipped else "ok"
        yield f"  {state:<12}{finding.check:<14}{finding.told}"
        for fault in finding.faults[:SHOWN]:
            yield f"      {_safe(fault.place)}: {_safe(fault.what)}"
        if len(finding.faults) > SHOWN:
            yield f"      and {len(finding.faults) - SHOWN:,} more"
    left_out = f" {skipped} of {checks} checks could not be made here." if skipped else ""
    if faults:
        yield f"{faults:,} faults. This is not the release as it was published: get it anew.{left_out}"
    else:
        yield f"Whole: {checks - skipped} checks, no fault.{left_out}"


def deletion_lines(deletions: Sequence[Deletion], takedowns: Path) -> Iterator[str]:
    """What the holder of this copy has to do, by table."""
    if not deletions:
        yield f"Nothing that {takedowns} names is in this copy."
        return
    yield f"This copy holds what was taken down ({takedowns}). Get the newest release, or delete here:"
    for table, rows in groupby(deletions, key=lambda deletion: deletion.table):
        told = list(rows)
        yield f"  {table}: {len(told):,} rows"
        yield from (f"    {deletion.told}" for deletion in told)
    yield "The same words stand in csv/, kenes.duckdb, changes/, queries/answers.json, README.md and site/: delete those files."


def _safe(text: str) -> str:
    """Text of a damaged file for the terminal: one line, and nothing that moves the cursor or turns the reading direction."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
