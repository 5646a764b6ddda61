"""A finished build is published in one step: the link `current` is replaced by rename, and Parquet and DuckDB change together.

    warehouse/current -> builds/000007      the published build; nothing else decides what is published
    warehouse/parquet -> current/parquet    fixed links, so that a reader's paths stay; kenes.duckdb likewise
    warehouse/builds/000006, 000007         whole builds: a folder gets its number when the disk holds all of it
    warehouse/builds/.draft, .gone-000005   being written, being removed: the next start clears what a killed build left

Two renames (of parquet/ and of kenes.duckdb) would leave a moment, or after a kill days, with the tables of one build and
the database of another. A reader that opens several files asks `published` once and stays in the folder that it names.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.disk import flush
from flows.issues import SetupError
from flows.load.former import former_build, remove_former

PARQUET, DATABASE = "parquet", "kenes.duckdb"
BUILDS, CURRENT = "builds", "current"
_DRAFT, _GONE, _FRESH, _TRIAL = ".draft", ".gone-", ".fresh-", ".writable-"


def published(warehouse: Path) -> Path | None:
    """The folder of the published build, which holds parquet/ and kenes.duckdb; None where nothing is published.

    It stays as it is while later builds are published, until so many follow that it is among the old ones that go.
    """
    for folder in (warehouse / CURRENT, warehouse):  # the second: a warehouse of the former layout, or tables that somebody copied
        found = folder.resolve()
        if (found / PARQUET).is_dir():
            return found
    return None


def check_writable(warehouse: Path) -> None:
    """Raise SetupError, before hours of work, where a build could not be published."""
    doing = "write to"
    try:
        warehouse.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_TRIAL, dir=warehouse) as folder:
            (Path(folder) / "a").write_bytes(b"kenes")
            (Path(folder) / "a").rename(Path(folder) / "b")
            doing = "make a symbolic link in"
            (Path(folder) / "link").symlink_to("b")
    except OSError as error:
        raise SetupError(f"cannot {doing} the warehouse folder {warehouse}: {error.strerror}; give another by --warehouse") from error


def recover(warehouse: Path) -> None:
    """Clear what a killed build left, take over a warehouse of the former layout, mend links that somebody removed.

    Only the holder of the build's lock may call this: it takes any draft for a dead one.
    """
    builds = warehouse / BUILDS
    for path in [*builds.glob(".*"), *warehouse.glob(f"{_FRESH}*"), *warehouse.glob(f"{_TRIAL}*")]:
        _remove(path)
    _adopt(warehouse)
    if (warehouse / CURRENT).is_dir():
        for unpublished in _later(_numbered(builds), (warehouse / CURRENT).resolve()):
            _remove_whole(unpublished)
        _make_fixed_links(warehouse)
    remove_former(warehouse)


@contextmanager
def drafted(warehouse: Path) -> Iterator[Path]:
    """An empty folder for the build, on the file system of the warehouse so that a rename suffices; gone if it is not swapped in."""
    recover(warehouse)
    draft = warehouse / BUILDS / _DRAFT
    (draft / PARQUET).mkdir(parents=True)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def swap_in(warehouse: Path, draft: Path, keep: int) -> Path:
    """The draft takes the place of the last build; the folder that it has from now on. The newest `keep` builds stay.

    Raises OSError, and leaves the last build published, when the disk does not take it.
    """
    build = _numbered_from(draft, warehouse / BUILDS)
    try:
        _make_fixed_links(warehouse)
        _point(warehouse / CURRENT, f"{BUILDS}/{build.name}")
    except BaseException:
        if (warehouse / CURRENT).resolve() != build.resolve():
            shutil.rmtree(build, ignore_errors=True)
        raise
    for old in _numbered(build.parent)[: -max(keep, 1)]:
        _remove_whole(old)
    return build


def _numbered_from(folder: Path, builds: Path) -> Path:
    """The folder under the next number, once the disk holds all of it: after a power cut a numbered build is whole."""
    for path in [*folder.rglob("*"), folder]:
        flush(path)
    last = max((int(path.name) for path in _numbered(builds)), default=0)
    build = folder.rename(builds / f"{last + 1:06d}")
    flush(builds)
    return build


def _adopt(warehouse: Path) -> None:
    """Have `current` lead to a build, if there is one: it may have been removed, or made a folder by a tool that follows links."""
    builds, current = warehouse / BUILDS, warehouse / CURRENT
    if current.is_symlink() and current.is_dir():
        return
    if current.is_dir():
        builds.mkdir(exist_ok=True)
        _numbered_from(current, builds)
    elif not _numbered(builds) and former_build(warehouse, builds / _DRAFT):
        _numbered_from(builds / _DRAFT, builds)
    if whole := _numbered(builds):
        _point(current, f"{BUILDS}/{whole[-1].name}")


def _later(builds: list[Path], build: Path) -> list[Path]:
    """Those that came after: they were killed between their number and their publication."""
    return [path for path in builds if build.name.isdecimal() and int(path.name) > int(build.name)]


def _make_fixed_links(warehouse: Path) -> None:
    for name in (PARQUET, DATABASE):
        place, target = warehouse / name, f"{CURRENT}/{name}"
        if place.is_symlink() and str(place.readlink()) == target:
            continue
        if place.is_dir() and not place.is_symlink():  # of the former layout; a rename can't put a link in place of a folder
            place.rename(warehouse / BUILDS / f"{_GONE}{name}")
        _point(place, target)
        _remove(warehouse / BUILDS / f"{_GONE}{name}")


def _point(link: Path, target: str) -> None:
    """Have the link lead to the target, in one step also where it led elsewhere, and the disk know it."""
    fresh = link.with_name(f"{_FRESH}{link.name}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)
    flush(link.parent)


def _numbered(builds: Path) -> list[Path]:
    """The whole builds, oldest first."""
    return sorted((path for path in builds.glob("[0-9]*") if path.name.isdecimal()), key=lambda path: int(path.name))


def _remove_whole(build: Path) -> None:
    """Take its number first: what has a number is whole."""
    try:
        _remove(build.rename(build.with_name(f"{_GONE}{build.name}")))
    except OSError:  # an old build that can't be removed must not undo the publication of the new one
        return


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
