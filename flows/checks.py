"""What `kenes check` looks at: the settings and files of each corpus, and the published tables held once more to their contracts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from flows.extract.corpora import corpora_from_raw
from flows.extract.files import files_and_issues
from flows.issues import SetupError
from flows.load.columns import column_breaches
from flows.load.connection import connected, quoted
from flows.load.rules import rule_breaches
from flows.load.swap import PARQUET, published
from flows.staging import pattern
from schemas import TABLES
from schemas.contract import arrow_schema
from schemas.rules import REFERENCES


def lines_from_corpora(raw: Path) -> Iterator[str]:
    """For each corpus what a build would read, and what it would pass over."""
    for corpus in corpora_from_raw(raw):
        files, issues = files_and_issues(corpus)
        endings = Counter(file.path.suffix.lower() or "no ending" for file in files)
        size = sum(file.size for file in files) / 2**20
        told = ", ".join(f"{count} {ending}" for ending, count in endings.most_common())
        yield f"{corpus.name}: {len(files)} files, {size:.1f} MB ({told or 'nothing to read'})"
        for issue in issues:
            yield f"  {issue.level}: {issue.message}"


def faults_from_warehouse(warehouse: Path) -> list[str]:
    """Everything in the published tables that breaks a contract or a rule; nothing when all is well."""
    build = published(warehouse)
    if build is None:
        raise SetupError(f"{warehouse / PARQUET} does not exist; run `kenes build` first, or name another folder by --warehouse")
    folder = build / PARQUET
    missing = [f"{table}: {folder / table}.parquet is missing" for table in TABLES if not (folder / f"{table}.parquet").is_file()]
    # Rows of other columns can't be held to the contract, so what is told then is the columns alone.
    return missing or [*_schema_faults(folder)] or [*_row_faults(folder), *_key_faults(folder)]


def _schema_faults(folder: Path) -> Iterator[str]:
    for table, contract in TABLES.items():
        there, wanted = pq.read_schema(folder / f"{table}.parquet"), arrow_schema(contract)
        if not there.equals(wanted):
            yield f"{table}: its columns are not those of the contract{_difference(there, wanted)}; run `kenes build` again"


def _difference(there: pa.Schema, wanted: pa.Schema) -> str:
    told = [f"lacks {name}" for name in wanted.names if name not in there.names]
    told += [f"has {name}, which the contract does not know" for name in there.names if name not in wanted.names]
    shared = [name for name in wanted.names if name in there.names]
    told += [
        f"{name} is {there.field(name).type} and must be {wanted.field(name).type}"
        for name in shared
        if there.field(name).type != wanted.field(name).type
    ]
    return f" (it {'; '.join(told)})" if told else ""


def _row_faults(folder: Path) -> Iterator[str]:
    """Columns and spans, a row group of documents at a time with the rows that it proves."""
    for table, contract in TABLES.items():
        for group in _groups(folder / f"{table}.parquet"):
            for breach in column_breaches(group, contract):
                yield f"{table}: row {group[contract.key[0]][breach.row]}: {breach.message}"
    for documents in _groups(folder / "documents.parquet"):
        ids = documents["document_id"].to_pylist()
        texts = dict(zip(ids, documents["text"].to_pylist(), strict=True))
        for table in ("documents", "sentences", "mentions", "roles", "quotes", "events"):
            rows = pq.read_table(folder / f"{table}.parquet", filters=[("document_id", "in", ids)])
            for breach in rule_breaches(table, rows, texts, date.max):
                yield f"{table}: row {rows[TABLES[table].key[0]][breach.row]}: {breach.message}"


def _key_faults(folder: Path) -> Iterator[str]:
    with TemporaryDirectory() as scratch, connected(Path(scratch) / "keys.duckdb") as connection:
        for table, contract in TABLES.items():
            source = quoted(pattern(folder / f"{table}.parquet"))
            connection.execute(f"create view {table} as select * from read_parquet({source}, hive_partitioning = false)")
            key = ", ".join(contract.key)
            query = f"select count(*) from (select {key} from {table} group by all having count(*) > 1)"
            ((repeated,),) = connection.execute(query).fetchall()
            if repeated:
                yield f"{table}: {repeated} keys ({key}) stand more than once"
        for rule in REFERENCES:
            joined = f"{rule.table} child anti join {rule.target} parent on child.{rule.column} = parent.{TABLES[rule.target].key[0]}"
            ((dangling,),) = connection.execute(f"select count(*) from {joined} where child.{rule.column} is not null").fetchall()
            if dangling:
                yield f"{rule.table}: {dangling} rows whose {rule.column} names no row of {rule.target}"


def _groups(path: Path) -> Iterator[pa.Table]:
    with pq.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield file.read_row_group(number)
