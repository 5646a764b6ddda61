"""ReleaseFacts, from the tables that were written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import duckdb

from flows.release.facts import CorpusFacts, ReleaseFacts
from flows.release.requested import Request
from flows.release.version import day_of_release
from schemas import SCHEMA_VERSION

_DAYS = """
SELECT DISTINCT published_from::VARCHAR FROM new.documents UNION SELECT DISTINCT left(retrieved_at, 10) FROM new.documents
UNION SELECT taken_down FROM new.tombstones
"""

TITLED = 2  # corpora whose titles fit into that of the release


def facts_from_tables(
    connection: duckdb.DuckDBPyConnection, request: Request, version: str, previous: str | None, rows: dict[str, int]
) -> ReleaseFacts:
    """The facts of the release whose tables `connection` has as schema `new`."""
    counts = dict(connection.execute("SELECT corpus, count(*) FROM new.documents GROUP BY corpus ORDER BY corpus").fetchall())
    told = {corpus.name: corpus for corpus in request.corpora}
    corpora = tuple(replace(told.get(name, CorpusFacts(name, name)), documents=count) for name, count in counts.items())
    days = connection.execute(_DAYS).fetchall()
    return ReleaseFacts(
        version=version,
        schema_version=SCHEMA_VERSION,
        code_version=request.code_version,
        released=request.released or day_of_release(version, [_day(day) for (day,) in days]),
        previous=previous,
        title=title_from_corpora(corpora),
        corpora=corpora,
        rows=rows,
        raw_manifest_sha256=raw_manifest_sha256(connection),
        homepage=request.homepage.rstrip("/") if request.homepage else None,
    )


def title_from_corpora(corpora: tuple[CorpusFacts, ...]) -> str:
    if len(corpora) > TITLED:
        return f"Kenes: who is who, who said what, what happened when, in {len(corpora)} corpora of public documents"
    return "Kenes: " + "; ".join(corpus.title for corpus in corpora)


def raw_manifest_sha256(connection: duckdb.DuckDBPyConnection) -> str:
    """The hash of what the documents were read from, in the form of a sha256sum list."""
    whole = sha256()
    found = connection.execute("SELECT content_sha256, raw_path FROM new.documents ORDER BY raw_path, document_id")
    while batch := found.fetchmany(10_000):
        for content_sha256, raw_path in batch:
            whole.update(f"{content_sha256}  {raw_path}\n".encode())
    return whole.hexdigest()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
