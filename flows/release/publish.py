"""A release is made in a working folder beside the others and takes its place by rename, when everything in it is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from filelock import FileLock, Timeout

from flows.disk import flush
from flows.issues import SetupError
from flows.load.swap import PARQUET, published
from flows.release.answers import write_answers
from flows.release.checksums import write_index
from flows.release.compared import write_compared
from flows.release.csv_files import write_csv_files
from flows.release.data import check_parquet
from flows.release.database import write_databases
from flows.release.differences import TableChanges
from flows.release.facts import CSV, DATA, TAKEDOWNS, ReleaseFacts
from flows.release.latest import flip_latest
from flows.release.metadata import metadata_files
from flows.release.requested import Request
from flows.release.site.pages import site_files
from flows.release.takedowns import takedowns_from_csv
from flows.release.verify.copy_of_release import copy_from_folder
from flows.release.verify.verified import findings_from_copy
from flows.release.version import check_new, next_version, versions_in
from flows.summary import Summary

DRAFT = ".draft"


class UnchangedError(Exception):
    """There is nothing to release: the last one says the same. `version` is its name."""

    def __init__(self, version: str) -> None:
        super().__init__(f"Nothing changed since {version}.")
        self.version = version


class FaultyReleaseError(Exception):
    """The release did not stand its own verification and was not published."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Release:
    """One release that was made."""

    folder: Path
    facts: ReleaseFacts
    changes: dict[str, TableChanges] | None  # None for the first
    notes: list[str] = field(default_factory=list)  # what a person should know or do


def release_from_warehouse(request: Request, summary: Summary) -> Release:
    """Make the release, verify it, and point latest.json to it.

    Raises SetupError, UnchangedError or FaultyReleaseError, and leaves all as it was.
    """
    with locked(request.releases):
        release = drafted_release(request, summary)
        verify_draft(release, summary)
        return published_release(release, summary)


def drafted_release(request: Request, summary: Summary) -> Release:
    """The whole release in a working folder, while the caller holds the lock."""
    request = replace(request, warehouse=published(request.warehouse) or request.warehouse)  # one build, whatever is published meanwhile
    check_parquet(request.warehouse / PARQUET)
    version = request.version or next_version(versions_in(request.releases), request.today)
    check_new(version, versions_in(request.releases))
    draft = request.releases / DRAFT / version
    shutil.rmtree(draft.parent, ignore_errors=True)  # of a release that was killed: the lock is ours
    (draft / DATA).mkdir(parents=True)
    try:
        return _drafted(request, version, draft, summary)
    except BaseException:
        shutil.rmtree(draft.parent, ignore_errors=True)
        raise


def verify_draft(release: Release, summary: Summary) -> None:
    """Hold the draft to what `kenes verify` asks of a copy; what fails is not published."""
    with summary.timed("verify"):
        findings = list(findings_from_copy(copy_from_folder(release.folder)))
    if faults := [f"{fault.place}: {fault.what}" for finding in findings for fault in finding.faults]:
        shutil.rmtree(release.folder.parent, ignore_errors=True)
        raise FaultyReleaseError(faults)


def published_release(release: Release, summary: Summary) -> Release:
    """The draft under its name, and latest.json pointing to it."""
    releases = release.folder.parent.parent
    with summary.timed("publish"):
        _flush(release.folder)
        folder = release.folder.rename(releases / release.folder.name)
        release.folder.parent.rmdir()
        flip_latest(releases, folder.name, takedowns_from_csv(folder / TAKEDOWNS))
    summary.published = str(folder)
    return replace(release, folder=folder)


def _drafted(request: Request, version: str, draft: Path, summary: Summary) -> Release:
    """Every file of the release, in the working folder."""
    told = write_compared(request, version, draft, summary)
    if told.says_nothing_new and told.facts.previous and not request.version:
        raise UnchangedError(told.facts.previous)
    notes = [*told.notes, *_with_derived(draft, request.queries, told.facts, summary)]
    summary.rows = told.facts.rows
    return Release(draft, told.facts, told.changes, notes)


def _with_derived(draft: Path, queries: Path, facts: ReleaseFacts, summary: Summary) -> list[str]:
    """What is made from data/: copies in other forms, answers, metadata, site, hashes. Returns what a person should know."""
    with summary.timed("csv"):
        (draft / CSV).mkdir()
        write_csv_files(draft / DATA, draft / CSV)
    with summary.timed("duckdb"):
        write_databases(draft)
        write_answers(queries, draft)
    with summary.timed("metadata"):
        metadata_files(draft, facts)
    with summary.timed("site"):
        missing = site_files(draft, facts)
    with summary.timed("hashes"):
        write_index(draft, facts)
    return [f"The site has no SQL console: {missing}"] if missing else []


@contextmanager
def locked(releases: Path) -> Iterator[None]:
    """Two releases into one folder would take the same version."""
    try:
        releases.mkdir(parents=True, exist_ok=True)
        with FileLock(releases / ".lock", timeout=0):
            yield
    except Timeout as error:
        raise SetupError(f"{releases}: another release is being written here; wait for it or give another --releases.") from error


def _flush(folder: Path) -> None:
    """Have the disk hold the files before they get their name: a power cut must not leave a release without its bytes."""
    for path in [*folder.rglob("*"), folder]:
        flush(path)
