"""What may be published: every row is held against its contract and the rules before anything is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.issues import Issue, issues_table
from flows.load.across import documents_by_corpus, find_refusals, issues_across, refused_counts
from flows.load.breach import Breach, issues_from_breaches, without_refused
from flows.load.columns import column_breaches
from flows.load.connection import connected
from flows.load.keys import published_from_local
from flows.load.links import read_links, write_links
from flows.load.rules import rule_breaches
from flows.load.volume import Expected, Tally, volume_issues
from flows.staging import read_part
from schemas import TABLES
from schemas.contract import empty_table
from schemas.handoffs import LOCAL_TABLES
from schemas.rules import FOUND

AT_A_TIME = 50_000  # entities or issues held at once; about 20 MB

FINDINGS = "across.duckdb"
WHOLE = ("entities", "id_map")  # tables that steps over all documents make

Counts = dict[str, tuple[int, int]]  # rows found and rows kept, by table


@dataclass(frozen=True)
class Accepted:
    """The checked parts in `folder`, how many rows of them may be published, and why the build must end if it must."""

    folder: Path
    tallies: dict[str, Tally]
    fatal: list[Issue]


def accept(
    stage: Path,
    issues: pa.Table,
    expected: Mapping[str, Expected],
    today: date,
    each: Callable[[Callable[[int], Counts], list[int]], Iterable[Counts]] = map,
) -> Accepted:
    """Check all that was staged; `each` may run the parts in other processes (`executor.map`)."""
    folder = stage / "accepted"
    shutil.rmtree(folder, ignore_errors=True)
    for table in (*FOUND, "issues"):
        (folder / table).mkdir(parents=True)
        _write_part(folder, table, "empty", empty_table(TABLES[table]))  # so that a build without documents has all its tables
    numbers = sorted(int(path.stem.removeprefix("part-")) for path in (stage / "documents").glob("part-*.parquet"))
    if numbers:
        write_links(stage)
    whole = [accept_whole(stage, table, today) for table in WHOLE]
    counts = [*each(partial(accept_part, stage, today=today), numbers), *whole]
    _write_part(folder, "issues", "before", issues)
    with connected(folder / FINDINGS) as connection:
        find_refusals(connection, folder)
        _write_issues(folder, "across", issues_across(connection))
        refused, corpora = refused_counts(connection), documents_by_corpus(connection)
    tallies = {table: _tally([count[table] for count in counts if table in count], *refused.get(table, (0, 0))) for table in FOUND}
    volume = list(volume_issues(tallies, corpora, expected))
    _write_issues(folder, "volume", iter(volume))
    return Accepted(folder, tallies, [issue for issue in volume if issue.level == "fatal"])


def opened(accepted: Accepted) -> duckdb.DuckDBPyConnection:
    """The findings across parts, for reading."""
    return connected(accepted.folder / FINDINGS, read_only=True)


def accept_part(stage: Path, number: int, today: date) -> Counts:
    """Check one part on its own and set what it keeps aside for the checks across parts."""
    local = {table: read_part(stage, table, f"{number:05}") for table in ("documents", *LOCAL_TABLES)}
    tables = published_from_local(local, read_links(stage, number))
    texts: dict[str, str] = {}
    repeated: list[Breach] = []
    ids, found = (tables["documents"].column(name).to_pylist() for name in ("document_id", "text"))
    for row, (document_id, text) in enumerate(zip(ids, found, strict=True)):
        if document_id in texts:
            message = "another document before it has the same id; this one was refused, and what was found in it"
            repeated.append(Breach(row, "key-repeated", "document_id", document_id, message))
        texts.setdefault(document_id, text)
    twice = {str(breach.value) for breach in repeated}
    known = {"documents": repeated, "sentences": _later_sentences(tables["sentences"], twice)} if twice else {}
    return _accept_tables(stage / "accepted", f"{number:05}", tables, texts, today, known)


def _later_sentences(sentences: pa.Table, twice: Container[str]) -> list[Breach]:
    """The sentences of a later document with the id of another: they overlap those of the first, or go beyond its end.

    The rows of other tables repeat words of the text, by which the rules tell whether they are of the first.
    """
    ends: dict[str, int] = {}
    breaches = []
    spans = zip(*(sentences.column(name).to_pylist() for name in ("document_id", "char_start", "char_end")), strict=True)
    for row, (document_id, start, end) in enumerate(spans):
        if document_id not in twice or start is None or end is None:
            continue
        if start < ends.get(document_id, 0):
            message = "document_id names a row of documents that was refused"
            breaches.append(Breach(row, "parent-refused", "document_id", document_id, message))
        ends[document_id] = max(end, ends.get(document_id, 0))
    return breaches


def accept_whole(stage: Path, table: str, today: date) -> Counts:
    """Check a table that a step over all documents made, a slice at a time."""
    found = kept = 0
    with pq.ParquetFile(stage / f"{table}.parquet") as file:
        for number, batch in enumerate(file.iter_batches(AT_A_TIME)):
            counts = _accept_tables(stage / "accepted", f"{number:05}", {table: pa.Table.from_batches([batch])}, {}, today)
            found, kept = found + counts[table][0], kept + counts[table][1]
    return {table: (found, kept)}


def _accept_tables(
    folder: Path,
    part: str,
    tables: dict[str, pa.Table],
    texts: dict[str, str],
    today: date,
    known: Mapping[str, list[Breach]] = MappingProxyType({}),
) -> Counts:
    """Write the rows that break no rule by themselves, and the issues of the others and of the `known` breaches."""
    issues: list[Issue] = []
    counts = {}
    for table, rows in tables.items():
        breaches = [*column_breaches(rows, TABLES[table]), *rule_breaches(table, rows, texts, today), *known.get(table, ())]
        issues.extend(issues_from_breaches(table, rows, breaches))
        kept = without_refused(rows, breaches)
        _write_part(folder, table, part, kept)
        counts[table] = (rows.num_rows, kept.num_rows)
    _write_part(folder, "issues", f"{min(tables)}-{part}", issues_table(issues))
    return counts


def _tally(counts: list[tuple[int, int]], faulty: int, gone: int) -> Tally:
    """`faulty` and `gone` are the rows refused across parts: by their own fault, and at all."""
    found, kept = sum(found for found, _ in counts), sum(kept for _, kept in counts)
    return Tally(found, found - kept + faulty, kept - gone)


def _write_issues(folder: Path, name: str, issues: Iterator[Issue]) -> None:
    for number, batch in enumerate(iter(lambda: list(islice(issues, AT_A_TIME)), [])):
        _write_part(folder, "issues", f"{name}-{number}", issues_table(batch))


def _write_part(folder: Path, table: str, part: str, rows: pa.Table) -> None:
    """Scratch that is read twice and thrown away: quick to write rather than small."""
    pq.write_table(rows, folder / table / f"part-{part}.parquet", compression="lz4")
