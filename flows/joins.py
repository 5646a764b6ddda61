"""The steps that need all documents: which are copies, which names are one entity, which reports tell one happening, which quotes give
one utterance.

DuckDB over the staged parts, out of core; each writes one file that acceptance joins in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from flows.extract.duplicates import duplicates_from_parts
from flows.load.connection import engine_settings
from flows.normalize.authority import authority_from_folder
from flows.normalize.entities import entities_from_parts
from flows.normalize.happenings import happenings_from_parts
from flows.normalize.utterances import utterances_from_parts
from flows.staging import parts_pattern, read_whole, write_whole

MEMORY = "800MB"  # what a join may hold before it spills to the stage; a build stays under 2 GB in all


def write_duplicates(stage: Path) -> None:
    """duplicates.parquet: the documents that repeat an earlier one."""
    with _connected(stage) as connection:
        write_whole(stage, "duplicates", duplicates_from_parts(connection, stage / "documents", stage / "signatures"))


def write_entities(stage: Path, last: Path) -> None:
    """entities.parquet, key_ids.parquet and id_map.parquet: the things in the world, which name keys mean them, and their former ids.

    `last` is the Parquet folder of the build before, whose ids stay; there need be none.
    """
    with _connected(stage) as connection:
        resolved = entities_from_parts(
            connection, parts_pattern(stage / "mentions"), parts_pattern(stage / "documents"), authority_from_folder(), _ids_before(last)
        )
    write_whole(stage, "entities", resolved.entities)
    write_whole(stage, "key_ids", resolved.key_ids)
    write_whole(stage, "id_map", resolved.id_map)


def _ids_before(last: Path) -> dict[str, str]:
    """Each id that the last build knew, and the entity that it meant."""
    before: dict[str, str] = {}
    if (last / "entities.parquet").exists():
        ids = pq.read_table(last / "entities.parquet", columns=["entity_id"])["entity_id"].to_pylist()
        before.update(zip(ids, ids, strict=True))
    if (last / "id_map.parquet").exists():
        former = pq.read_table(last / "id_map.parquet")
        before.update(zip(former["former_id"].to_pylist(), former["entity_id"].to_pylist(), strict=True))
    return before


def write_happenings(stage: Path) -> None:
    """happenings.parquet: which events tell one happening."""
    with _connected(stage) as connection:
        key_ids = read_whole(stage, "key_ids")
        write_whole(
            stage,
            "happenings",
            happenings_from_parts(connection, parts_pattern(stage / "events"), parts_pattern(stage / "participants"), key_ids),
        )


def write_utterances(stage: Path) -> None:
    """utterances.parquet: which quotes give one utterance."""
    with _connected(stage) as connection:
        key_ids = read_whole(stage, "key_ids")
        quotes, documents = parts_pattern(stage / "quotes"), parts_pattern(stage / "documents")
        write_whole(stage, "utterances", utterances_from_parts(connection, quotes, documents, key_ids))


@contextmanager
def _connected(stage: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(config=engine_settings(MEMORY) | {"temp_directory": str(stage / "spill")})
    try:
        yield connection
    finally:
        connection.close()
