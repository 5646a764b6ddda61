"""What a release is called: v2026.11.0 is the first of November 2026."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from flows.issues import SetupError

_FORM = re.compile(r"v(\d{4})\.([1-9]|1[0-2])\.(0|[1-9]\d*)")

Version = tuple[int, int, int]


def version_from_name(name: str) -> Version:
    """Year, month and number in the month. Raises SetupError for any other name."""
    found = _FORM.fullmatch(name)
    if not found:
        raise SetupError(f"{name!r} is no version; write year, month and number like v2026.11.0")
    return int(found[1]), int(found[2]), int(found[3])


def versions_in(releases: Path) -> list[str]:
    """The releases of a folder, oldest first."""
    if not releases.is_dir():
        return []
    names = [path.name for path in releases.iterdir() if path.is_dir() and _FORM.fullmatch(path.name)]
    return sorted(names, key=version_from_name)


def next_version(versions: Iterable[str], today: date) -> str:
    """The next free name in the month of `today`."""
    numbers = [number for year, month, number in map(version_from_name, versions) if (year, month) == (today.year, today.month)]
    return f"v{today.year}.{today.month}.{max(numbers, default=-1) + 1}"


def day_of_release(version: str, days: Iterable[date | None]) -> date:
    """The day that a release bears: the first of its month, or that of its youngest document or takedown where later in the month.

    Not the day on which the command ran: the same warehouse and version give the same bytes.
    """
    year, month, _ = version_from_name(version)
    in_month = [day for day in days if day and (day.year, day.month) == (year, month)]
    return max([date(year, month, 1), *in_month])


def check_new(version: str, versions: Iterable[str]) -> None:
    """Raises SetupError where the version was given already, or is older than one that was."""
    given = sorted(versions, key=version_from_name)
    if version in given:
        raise SetupError(f"{version} exists and a release is never rewritten; leave --release out for the next free version.")
    if given and version_from_name(version) < version_from_name(given[-1]):
        raise SetupError(f"{version} is older than {given[-1]}, which exists; a release follows the last one.")
