"""A build without Prefect: the same plain functions one after the other. Tests use it, and the benchmark measures Prefect against it."""

from __future__ import annotations

from concurrent.futures import Executor
from datetime import date
from itertools import starmap
from typing import Any

from flows.batches import normalize_batch, read_batch
from flows.building import Build
from flows.extract.corpora import corpora_from_raw
from flows.joins import write_duplicates, write_entities, write_happenings, write_utterances
from flows.settings import Settings
from flows.staging import fresh_stage, remove_stage
from flows.summary import Summary

TODAY = date(2026, 11, 22)


def plain_build(settings: Settings, pool: Executor | None = None, today: date = TODAY) -> Summary:
    """What the build published, and what it had to do for it."""
    settings.warehouse.mkdir(parents=True, exist_ok=True)
    stage = fresh_stage(settings.work)
    work = Build(settings, corpora_from_raw(settings.raw), stage, Summary(), today)
    size = (settings.documents_per_batch, settings.megabytes_per_batch)
    try:
        batches = work.list_files()
        for batch, done in zip(batches, _mapped(read_batch, [(batch, stage, *size) for batch in batches], pool), strict=True):
            work.have_read(batch, done)
        _mapped(read_batch, [(batch, stage, *size) for batch in work.plan_rows()], pool)
        works = work.works()
        work.summary.made = work.making.new()
        for part, done in zip(works, _mapped(normalize_batch, [(part, stage, settings.store) for part in works], pool), strict=True):
            work.have_made(part, done)
        if work.is_unchanged():
            return work.summary
        work.stage_parts()
        write_duplicates(stage)
        write_entities(stage, work.last_tables())
        write_happenings(stage)
        write_utterances(stage)
        work.publish(work.accept(pool.map if pool else map))
        return work.summary
    finally:
        remove_stage(settings.work)


def _mapped(work: Any, arguments: list[tuple[Any, ...]], pool: Executor | None) -> list[Any]:
    if pool is None:
        return list(starmap(work, arguments))
    return [future.result() for future in [pool.submit(work, *values) for values in arguments]]
