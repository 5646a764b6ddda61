"""latest.json, beside the releases: which one is newest, and which old ones hold what was taken down since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from flows.release.checksums import sha256_of
from flows.release.facts import DATA, INDEX, LATEST, TAKEDOWNS
from flows.release.takedowns import Takedown, csv_from_takedowns
from flows.release.version import versions_in


def latest_version(releases: Path) -> str | None:
    """The release that latest.json names, or the newest folder where there is no such file."""
    path = releases / LATEST
    if path.is_file():
        version = str(json.loads(path.read_text(encoding="utf-8"))["version"])
        if (releases / version).is_dir():
            return version
    return next(reversed(versions_in(releases)), None)


def flip_latest(releases: Path, version: str, takedowns: tuple[Takedown, ...]) -> None:
    """Name `version` as the newest; the last step of a release. takedowns.csv before it, for holders of any copy."""
    named = {takedown.record_id for takedown in takedowns}
    told = {
        "version": version,
        "path": f"{version}/",
        "index": f"{version}/{INDEX}",
        "index_sha256": sha256_of(releases / version / INDEX),
        "releases": [_release(releases / name, named) for name in reversed(versions_in(releases))],
    }
    _replace(releases / TAKEDOWNS, csv_from_takedowns(takedowns))
    _replace(releases / LATEST, json.dumps(told, indent=1) + "\n")


def ids_taken_down_since(release: Path, named: set[str]) -> list[str]:
    """Documents and entities that a release still holds though they were taken down."""
    held: list[str] = []
    for table, key in (("documents", "document_id"), ("entities", "entity_id")):
        path = release / DATA / f"{table}.parquet"
        if named and path.is_file():
            held += [record_id for record_id in pq.read_table(path, columns=[key])[key].to_pylist() if record_id in named]
    return sorted(held)


def _release(release: Path, named: set[str]) -> dict[str, Any]:
    index = json.loads((release / INDEX).read_text(encoding="utf-8"))
    told = {"version": release.name, "released": index["released"], "schema_version": index["schema_version"]}
    held = ids_taken_down_since(release, named)
    return told | ({"withdraw": "holds what was taken down since; delete it or its rows", "taken_down": held} if held else {})


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
