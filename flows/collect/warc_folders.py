"""A folder of web archives that somebody else made -> their files in collected/, each taken in once.

A hard link costs no space and needs no time; where the folder lies on another disk the file is copied.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from flows.collect.outcomes import stamp
from flows.collect.report import Result, SourceResult
from flows.disk import flush
from flows.extract.collect_settings import Source
from flows.extract.collected import COLLECTED, WORKING, State

ENDINGS = (".warc", ".warc.gz")
AT_REST_SECONDS = 60.0  # crawlers write their archives for minutes, with pauses of seconds


def take_in(folder: Path, source: Source, state: State, now: datetime, is_dry: bool) -> tuple[SourceResult, list[Result]]:
    """The archives of the source, linked or copied into the corpus `folder` and noted in the state."""
    result = SourceResult(folder.name, source.name, source.kind)
    results: list[Result] = []
    for path in _archives(Path(source.address), result):
        result.named += 1
        try:
            outcome, reason = _taken(folder, path, state, now, is_dry)
        except OSError as error:
            outcome, reason = "failed", f"can't be taken in ({error.strerror or error})"
        results.append(Result(folder.name, source.name, str(path), outcome, reason))
    return result, results


def _archives(folder: Path, result: SourceResult) -> Iterator[Path]:
    def note(error: OSError) -> None:
        result.trouble, result.is_read = f"{error.filename} can't be opened ({error.strerror})", False

    for place, folders, names in os.walk(folder, onerror=note):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names) if name.endswith(ENDINGS))


def _taken(folder: Path, path: Path, state: State, now: datetime, is_dry: bool) -> tuple[str, str]:
    status = path.lstat()
    known = state.taken.get(str(path))
    facts = {"size": status.st_size, "modified_ns": status.st_mtime_ns}
    if not stat.S_ISREG(status.st_mode):
        return "refused", "is no ordinary file"
    if known and all(known[name] == value for name, value in facts.items()) and (folder / known["place"]).exists():
        return "unchanged", ""
    if now.timestamp() - status.st_mtime < AT_REST_SECONDS:
        return "waiting", f"was written within the last {AT_REST_SECONDS:.0f} s and may not be whole"
    if is_dry:
        return "waiting", "would be taken in"
    name, way = _placed(folder, path)
    state.taken[str(path)] = {"place": f"{COLLECTED}/{name}", "way": way, "at": stamp(now), **facts}
    return ("changed" if known else "kept"), f"{way} as {COLLECTED}/{name}"


def _placed(folder: Path, path: Path) -> tuple[str, str]:
    """The name in collected/ and how the file came there; another file of that name keeps it, ours gets one of its bytes."""
    (folder / COLLECTED).mkdir(exist_ok=True)
    name = path.name
    if (folder / COLLECTED / name).exists() and not _is_same(folder / COLLECTED / name, path):
        name = f"{_digest(path)[:12]}-{name}"
    target = folder / COLLECTED / name
    if target.exists():  # a run that was killed took it in without noting it
        return name, "linked" if target.samefile(path) else "copied"
    try:
        os.link(path, target)
        way = "linked"
    except OSError:  # another file system, or one that knows no links
        _copy(path, target, folder / WORKING / f"{name}.taking")
        way = "copied"
    flush(target.parent)
    return name, way


def _is_same(one: Path, other: Path) -> bool:
    return one.samefile(other) or (one.stat().st_size == other.stat().st_size and _digest(one) == _digest(other))


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _copy(path: Path, target: Path, draft: Path) -> None:
    """Under its name only when it is whole. A draft that was left is written over."""
    with path.open("rb") as source, draft.open("wb") as copy:
        shutil.copyfileobj(source, copy)
        copy.flush()
        os.fsync(copy.fileno())
    draft.rename(target)
