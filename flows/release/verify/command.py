"""`kenes verify`: prints the report and tells the exit status."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flows.release.takedowns import takedowns_from_csv
from flows.release.verify.copy_of_release import copy_from_folder
from flows.release.verify.finding import Finding
from flows.release.verify.old_copy import deletions_from_copy
from flows.release.verify.report import FAULTY, OUTDATED, WHOLE, deletion_lines, report_lines
from flows.release.verify.verified import findings_from_copy


def verify_release(folder: Path, takedowns: Path | None = None) -> int:
    """0 for a whole copy, 1 for one with faults, 3 for a whole copy that holds what was taken down since.

    Raises SetupError where the folder is no release or the takedowns can't be read.
    """
    copy = copy_from_folder(folder)
    named = takedowns_from_csv(takedowns) if takedowns else ()
    found: list[Finding] = []

    def kept() -> Iterator[Finding]:
        for finding in findings_from_copy(copy):
            found.append(finding)
            yield finding

    for line in report_lines(copy, kept()):
        print(line, flush=True)
    status = FAULTY if any(finding.faults for finding in found) else WHOLE
    if takedowns:
        deletions = deletions_from_copy(copy, named)
        for line in deletion_lines(deletions, takedowns):
            print(line)
        status = status or (OUTDATED if deletions else WHOLE)
    return status
