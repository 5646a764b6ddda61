"""What the steps over all documents found, each part's share of it beside the others'.

Put in the order of the parts once: a part that looked through all of it would make the time grow with the square of the corpus.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.load.connection import connected, quoted
from flows.staging import PART_NUMBER, parts_pattern, pattern
from schemas.handoffs import LOCAL_TABLES

FOLDER = "links"
ROWS = 4096  # in a row group, which is read as a whole: the links of some tens of parts


@dataclass(frozen=True)
class Links:
    """What the global steps found, as far as one part needs it."""

    key_ids: pa.Table  # entity_key, entity_id
    happenings: pa.Table  # event_id, happening_id
    utterances: pa.Table  # quote_id, utterance_id
    duplicates: pa.Table  # document_id, duplicate_of, duplicate_similarity


def write_links(stage: Path) -> None:
    """Sort what the global steps wrote by the parts that need it."""
    (stage / FOLDER).mkdir(exist_ok=True)
    keys = [
        (table, column.name, "entity_key")
        for table, contract in LOCAL_TABLES.items()
        for column in contract.columns
        if column.name.endswith("_key")
    ]
    with connected(stage / FOLDER / "sorting.duckdb") as connection:
        _write_sorted(connection, stage, "key_ids", keys)
        _write_sorted(connection, stage, "happenings", [("events", "event_id", "event_id")])
        _write_sorted(connection, stage, "utterances", [("quotes", "quote_id", "quote_id")])
        _write_sorted(connection, stage, "duplicates", [("documents", "document_id", "document_id")])


def read_links(stage: Path, number: int) -> Links:
    """The links of one part."""
    return Links(*(_share(stage / FOLDER / f"{name}.parquet", number) for name in ("key_ids", "happenings", "utterances", "duplicates")))


def _write_sorted(connection: duckdb.DuckDBPyConnection, stage: Path, name: str, users: list[tuple[str, str, str]]) -> None:
    """The links that a part uses beside its number; `users` are the columns of the parts that name a link, and its key."""
    key = users[0][2]
    used = " UNION ".join(
        f"SELECT {PART_NUMBER} AS part_no, {column} AS {key} "
        f"FROM read_parquet({quoted(parts_pattern(stage / table))}, filename = true, hive_partitioning = false)"
        for table, column, _ in users
    )
    links = quoted(pattern(stage / f"{name}.parquet"))
    target = quoted(str(stage / FOLDER / f"{name}.parquet"))
    connection.execute(f"""COPY (
            SELECT part_no, links.* FROM ({used})
            JOIN read_parquet({links}, hive_partitioning = false) AS links USING ({key}) ORDER BY part_no)
        TO {target} (FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE {ROWS})""")


def _share(path: Path, number: int) -> pa.Table:
    """The rows of one part: of the row groups, which are in its order too, those are read that hold it."""
    with pq.ParquetFile(path) as file:

        def part(group: int) -> pq.Statistics:
            return file.metadata.row_group(group).column(0).statistics

        groups = range(file.metadata.num_row_groups)
        first = bisect_left(groups, number, key=lambda group: part(group).max)
        end = bisect_right(groups, number, key=lambda group: part(group).min)
        rows = file.read_row_groups(list(groups[first:end]), use_threads=False)
    return rows.filter(pc.field("part_no") == number)
