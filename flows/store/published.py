"""What the published build was made of: whether a new one would be any different."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.disk import write_text
from flows.extract.corpus import Corpus
from flows.store.keys import key_from

NOTE = "published.json"


@dataclass(frozen=True, slots=True)
class Published:
    """A build that was published."""

    key: str  # of all that went into it
    folder: str  # where it lies
    files: Mapping[str, tuple[int, int]]  # size and time of change of each of its files
    day: str  # on which it was made
    due: str | None  # the next day on which it would be another: until then a document is dated in the future
    rows: Mapping[str, int]
    issues: list[tuple[str, str, int]]  # level, code, count
    documents: int
    words: int
    chunks: Mapping[str, list[str]]  # what it needs of the store, by room


def build_key(code: str, corpora: Iterable[Corpus], parts: Iterable[str], issues: pa.Table) -> str:
    """All that a build depends on, but the day: its code, its parts, what reading had to tell, what the corpora expect, their gold."""
    told = [[corpus.name, corpus.expect_min, corpus.expect_max, _hash_of_folder(corpus.gold)] for corpus in corpora]
    return key_from(code, told, list(parts), sorted(issues["issue_id"].to_pylist()))


def _hash_of_folder(folder: Path | None) -> str | None:
    if folder is None:
        return None
    whole = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def files_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of each file of a published build."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            status = path.stat()
            found[path.relative_to(folder).as_posix()] = (status.st_size, status.st_mtime_ns)
    return found


def due_after(documents: Path, day: date) -> date | None:
    """The first publication date after the day: that document is an issue now and will be none then."""
    dates = pq.read_table(documents, columns=["published_from"])["published_from"]
    first: date | None = pc.min(dates.filter(pc.fill_null(pc.greater(dates, pa.scalar(day)), False))).as_py()
    return first


def published_from_store(store: Path) -> Published | None:
    """The note of the last published build; None where there is none that can be read."""
    try:
        told = json.loads((store / NOTE).read_text(encoding="utf-8"))
        files = {name: (size, time) for name, (size, time) in told.pop("files").items()}
        issues = [(level, code, count) for level, code, count in told.pop("issues")]
        return Published(**told, files=files, issues=issues)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_published(store: Path, published: Published) -> None:
    write_text(store / NOTE, json.dumps(asdict(published)))


def is_current(published: Published | None, key: str, today: date, folder: Path | None) -> bool:
    """Whether the published build, in `folder`, is what would be made of all that goes into a build today."""
    if published is None or folder is None or published.key != key or str(folder) != published.folder:
        return False
    started = date.fromisoformat(published.day)
    waits = published.due is not None and today >= date.fromisoformat(published.due)
    return started <= today and not waits and files_of(folder) == published.files
