"""A build without Prefect: the same plain functions one after the other. Tests use it, and the benchmark measures Prefect against it."""

from __future__ import annotations

from concurrent.futures import Executor
from datetime import date
from functools import partial
from itertools import starmap
from typing import Any

import pyarrow as pa

from flows.batches import file_batches, normalize_batch, read_batch
from flows.extract.corpora import corpora_from_raw
from flows.extract.files import files_and_issues
from flows.issues import issues_table
from flows.joins import write_duplicates, write_entities, write_happenings, write_repeated_lines, write_utterances
from flows.load.accept import accept
from flows.load.publish import publish
from flows.load.swap import PARQUET
from flows.load.volume import Expected
from flows.measuring import quality_from_tables
from flows.settings import Settings
from flows.staging import fresh_stage, read_parts, remove_stage, write_part

TODAY = date(2026, 11, 22)


def plain_build(settings: Settings, pool: Executor | None = None) -> dict[str, int]:
    """The published rows of each table."""
    settings.warehouse.mkdir(parents=True, exist_ok=True)
    stage = fresh_stage(settings.work)
    corpora = corpora_from_raw(settings.raw)
    listed = [(corpus, *files_and_issues(corpus)) for corpus in corpora]
    write_part(stage, "issues", "list", issues_table(issue for _, _, issues in listed for issue in issues))
    count = sum(len(files) for _, files, _ in listed)
    batches = file_batches([(corpus, files) for corpus, files, _ in listed], settings.batch_size(count), settings.megabytes_per_batch)
    size = (settings.documents_per_batch, settings.megabytes_per_batch)
    read = _mapped(read_batch, [(batch, stage, *size) for batch in batches], pool)
    write_repeated_lines(stage)
    parts = [(part, batch.corpus) for batch, done in zip(batches, read, strict=True) for part in done.parts]
    _mapped(normalize_batch, [(number, part, corpus, stage) for number, (part, corpus) in enumerate(parts)], pool)
    write_duplicates(stage)
    write_entities(stage, settings.warehouse / PARQUET)
    write_happenings(stage)
    write_utterances(stage)
    expected = {corpus.name: Expected(corpus.expect_min, corpus.expect_max) for corpus in corpora}
    accepted = accept(stage, pa.concat_tables(read_parts(stage, "issues")), expected, TODAY, pool.map if pool else map)
    try:
        return publish(accepted, settings.warehouse, partial(quality_from_tables, corpora=corpora, raw=settings.raw))
    finally:
        remove_stage(settings.work)


def _mapped(work: Any, arguments: list[tuple[Any, ...]], pool: Executor | None) -> list[Any]:
    if pool is None:
        return list(starmap(work, arguments))
    return [future.result() for future in [pool.submit(work, *values) for values in arguments]]
