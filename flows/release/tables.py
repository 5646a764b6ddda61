"""All tables of data/: those of the build, then those that only a release can tell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from flows.load.parquet import write_parquet
from flows.release.data import with_views, write_query, write_tables
from flows.release.facts import LICENCE
from flows.release.id_changes import FAMILIES, FORMER_IDS, HISTORY, ID_CHANGES, ID_MAP, NO_CHANGES
from flows.release.removals import removals_from_takedowns
from flows.release.requested import Request
from flows.release.rights import withheld_from_corpora
from flows.release.takedowns import Takedown, with_relatives
from schemas.contract import table_from_rows
from schemas.releases import RELEASED


@dataclass(frozen=True)
class Tables:
    """What was written."""

    rows: dict[str, int]  # in the order of RELEASED
    takedowns: tuple[Takedown, ...]  # those asked for, and those of other ids of the same things
    newly_down: frozenset[str]  # ids that the previous release had no tombstone for
    notes: list[str]


def write_all_tables(connection: duckdb.DuckDBPyConnection, request: Request, version: str, data: Path, previous: str | None) -> Tables:
    """data/*.parquet. `connection` has the previous release as schema `old`; it gets the build as `main` and the release as `new`."""
    about = {"release": version, "licence": LICENCE}
    with_views(connection, request.warehouse / "parquet", "main")
    takedowns = _all_takedowns(connection, request.takedowns)
    removals = removals_from_takedowns(connection, takedowns)
    closed = frozenset(corpus.name for corpus in request.corpora if not corpus.republish_text)
    rows = write_tables(request.warehouse / "parquet", data, removals, withheld_from_corpora(connection, closed), about)
    earlier = dict(connection.execute("SELECT record_id, since FROM old.tombstones").fetchall())
    rows["tombstones"] = write_parquet(
        data / "tombstones.parquet", RELEASED["tombstones"], [_tombstones(takedowns, earlier, version)], about
    )
    with_views(connection, data, "new", RELEASED)
    told = {"version": version}
    rows["id_changes"] = write_query(
        connection, ID_CHANGES if previous else NO_CHANGES, told if previous else {}, data / "id_changes.parquet", about
    )
    with_views(connection, data, "new", RELEASED)
    rows["id_map"] = write_query(connection, ID_MAP, {}, data / "id_map.parquet", about)
    rows["history"] = write_query(connection, HISTORY, told | {"previous": previous or version}, data / "history.parquet", about)
    with_views(connection, data, "new", RELEASED)
    newly_down = frozenset(takedown.record_id for takedown in takedowns) - earlier.keys()
    return Tables({table: rows[table] for table in RELEASED}, takedowns, newly_down, _notes(connection, takedowns))


def _all_takedowns(connection: duckdb.DuckDBPyConnection, asked: tuple[Takedown, ...]) -> tuple[Takedown, ...]:
    named = [takedown.record_id for takedown in asked]
    if not named:
        connection.execute("CREATE OR REPLACE TEMP TABLE former_ids (old_id VARCHAR, new_id VARCHAR)")
        return ()
    connection.execute(FORMER_IDS)
    return with_relatives(asked, connection.execute(FAMILIES, {"named": named}).fetchall())


def _tombstones(takedowns: tuple[Takedown, ...], earlier: dict[str, str], version: str) -> pa.Table:
    rows = [
        {
            "record_id": takedown.record_id,
            "table_name": takedown.table,
            "taken_down": takedown.taken_down.isoformat(),
            "reason": takedown.reason,
            "since": earlier.get(takedown.record_id, version),
        }
        for takedown in takedowns
    ]
    return table_from_rows(RELEASED["tombstones"], rows)


def _notes(connection: duckdb.DuckDBPyConnection, takedowns: tuple[Takedown, ...]) -> list[str]:
    """What the one who takes down should know: copies that stay, ids that name nothing."""
    named = [takedown.record_id for takedown in takedowns]
    copies = connection.execute(
        """SELECT duplicate_of, list(document_id ORDER BY document_id) FROM main.documents
        WHERE duplicate_of IN (SELECT unnest($named)) AND document_id NOT IN (SELECT unnest($named)) GROUP BY ALL ORDER BY 1""",
        {"named": named},
    ).fetchall()
    unknown = connection.execute(
        """SELECT record_id FROM (SELECT unnest($named) AS record_id) WHERE record_id NOT IN (SELECT document_id FROM main.documents)
        AND record_id NOT IN (SELECT entity_id FROM main.entities) AND record_id NOT IN (SELECT record_id FROM old.history) ORDER BY 1""",
        {"named": named},
    ).fetchall()
    return [
        *(
            f"{record_id} is taken down, but copies of it stay: {', '.join(others)}; name them too if they must go."
            for record_id, others in copies
        ),
        *(f"takedowns.csv names {record_id}, which neither this build nor an earlier release has." for (record_id,) in unknown),
    ]
