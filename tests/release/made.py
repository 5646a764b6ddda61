"""Releases of three small documents, for the tests that look at whole ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from flows.issues import issues_table
from flows.load.accept import accept
from flows.load.publish import publish
from flows.release.checksums import write_index
from flows.release.facts import CorpusFacts, ReleaseFacts
from flows.release.publish import drafted_release, locked, published_release
from flows.release.requested import Request
from flows.settings import PROJECT
from flows.summary import Summary
from tests.load.conftest import Rows, base_rows, write_stage

VERSION = "v2026.3.0"
DAY = date(2026, 3, 1)


def corpus(republish_text: bool = True, title: str = "Unions <script>alert(1)</script>") -> CorpusFacts:
    return CorpusFacts("news", title, "Rights stay with the publishers", "Union News", republish_text, 3, ("en", "kk"))


def made_release(folder: Path, republish_text: bool = True, change: Callable[[Rows], object] = lambda rows: None) -> Path:
    """A release made of documents as they come from the pipeline, their rows changed first by a function.

    Not yet verified: that is for the test.
    """
    rows = base_rows()
    change(rows)
    publish(accept(write_stage(folder / "stage", rows), issues_table([]), {}, DAY), folder / "warehouse")
    asked = Request(
        folder / "warehouse", folder / "releases", PROJECT / "warehouse" / "queries", (corpus(republish_text),), version=VERSION, today=DAY
    )
    with locked(asked.releases):
        return published_release(drafted_release(asked, Summary()), Summary()).folder


def sealed(folder: Path) -> Path:
    """The release with index.json and SHA256SUMS made anew, as by somebody who changed a file and covered the traces."""
    import json

    told = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    known = {
        name: told[name] for name in ("version", "schema_version", "code_version", "previous", "title", "raw_manifest_sha256", "homepage")
    }
    corpora = tuple(CorpusFacts(**{**one, "languages": tuple(one["languages"])}) for one in told["corpora"])
    rows = {table["name"]: table["rows"] for table in told["tables"]}
    write_index(folder, ReleaseFacts(**known, released=date.fromisoformat(told["released"]), corpora=corpora, rows=rows))
    return folder


def facts(**changed: object) -> ReleaseFacts:
    """Facts of a release for what needs no files."""
    told = {
        "version": VERSION, "schema_version": "1", "code_version": "0.1.0+abc", "released": DAY, "previous": None, "title": "Kenes: unions",
        "corpora": (corpus(),), "rows": {"documents": 3, "entities": 3}, "raw_manifest_sha256": "0" * 64, "homepage": None,
    }  # fmt: skip
    return ReleaseFacts(**{**told, **changed})  # type: ignore[arg-type]
