"""What a release is asked for: the warehouse, the rights of its corpora, takedowns, version."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.checks import faults_from_warehouse
from flows.extract.corpora import corpora_from_raw
from flows.issues import SetupError
from flows.load.swap import PARQUET, published
from flows.release.data import check_parquet
from flows.release.facts import TAKEDOWNS, CorpusFacts
from flows.release.requested import Request
from flows.release.takedowns import takedowns_from_csv
from flows.settings import PROJECT, Settings

QUERIES = PROJECT / "warehouse" / "queries"
FAULTS_TOLD = 20


def request_from_settings(
    settings: Settings,
    today: date,
    releases: Path | None = None,
    version: str | None = None,
    day: str | None = None,
    takedowns: Path | None = None,
    homepage: str | None = None,
) -> Request:
    """The release asked for on the command line. Raises SetupError naming what is wrong."""
    if takedowns and not takedowns.is_file():
        raise SetupError(f"{takedowns}: no such file.")
    try:
        released = date.fromisoformat(day) if day else None
    except ValueError as error:
        raise SetupError(f"--date {day}: is no day; write it like 2026-11-22.") from error
    return Request(
        warehouse=settings.warehouse,
        releases=(releases or settings.warehouse / "releases").resolve(),
        queries=QUERIES,
        corpora=corpora_facts(settings.raw),
        takedowns=takedowns_from_csv(takedowns or settings.raw / TAKEDOWNS),
        version=version,
        today=today,
        released=released,
        homepage=homepage,
    )


def corpora_facts(raw: Path) -> tuple[CorpusFacts, ...]:
    """The corpora with what their corpus.toml say of title, licence and rights."""
    return tuple(
        CorpusFacts(corpus.name, corpus.title, corpus.licence, corpus.publisher, corpus.republish_text, 0, corpus.languages)
        for corpus in corpora_from_raw(raw)
    )


def check_warehouse(warehouse: Path) -> None:
    """Hold the published tables to every contract and rule once more. Raises SetupError with the first faults."""
    warehouse = published(warehouse) or warehouse
    check_parquet(warehouse / PARQUET)
    if faults := faults_from_warehouse(warehouse):
        more = [f"and {len(faults) - FAULTS_TOLD} more"] if len(faults) > FAULTS_TOLD else []
        raise SetupError("\n".join([f"{warehouse} breaks its contracts; build again:", *faults[:FAULTS_TOLD], *more]))
