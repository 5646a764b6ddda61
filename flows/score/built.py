"""The published rows of the documents that have gold; nothing else of a warehouse is loaded, however large it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.dataset as dataset

from flows.issues import SetupError

Row = dict[str, Any]

_COLUMNS = {
    "documents": ["document_id", "raw_path", "title", "published_edtf", "language", "media_type", "encoding", "text"],
    "mentions": ["document_id", "entity_id", "text", "char_start", "char_end"],
    "quotes": ["document_id", "kind", "text", "char_start", "char_end", "speaker_id"],
    "events": ["document_id", "event_id", "type", "char_start", "char_end", "date_edtf"],
    "participants": ["event_id", "entity_id"],
    "entities": ["entity_id", "type", "name", "aliases"],
}


@dataclass(frozen=True, slots=True)
class BuiltDocument:
    """One document as the warehouse tells it; an empty one stands for a document that the warehouse lacks."""

    text: str = ""
    title: str | None = None
    published_edtf: str | None = None
    language: str | None = None
    raw_path: str | None = None
    media_type: str | None = None
    encoding: str | None = None
    mentions: list[Row] = field(default_factory=list)
    quotes: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)

    @property
    def missing(self) -> bool:
        return self.raw_path is None


@dataclass(frozen=True, slots=True)
class Built:
    """The documents by the name that gold gives them, their entities by id, the participants of their events."""

    documents: dict[str, BuiltDocument]
    entities: dict[str, Row]
    participants: dict[str, set[str]]

    def name(self, entity_id: str) -> str:
        return str(self.entities[entity_id]["name"]) if entity_id in self.entities else entity_id


def read_built(tables: Path, files: Collection[str]) -> Built:
    """What the published tables say of these files. Raises SetupError when a table is missing or a name fits two documents."""
    if not tables.is_dir():
        raise SetupError(f"{tables}: no such folder. Run `kenes build` first, or name another folder by --warehouse.")
    ids = _ids_by_file(tables, files)
    wanted = sorted(ids.values())
    rows = {table: _grouped(_rows(tables, table, "document_id", wanted)) for table in ("documents", "mentions", "quotes", "events")}
    documents: dict[str, BuiltDocument] = {}
    for file in files:
        key = ids.get(file)
        facts = {} if key is None else {name: value for name, value in rows["documents"][key][0].items() if name != "document_id"}
        documents[file] = BuiltDocument(
            **facts, mentions=rows["mentions"].get(key, []), quotes=rows["quotes"].get(key, []), events=rows["events"].get(key, [])
        )
    events = [row["event_id"] for found in rows["events"].values() for row in found]
    participants: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(tables, "participants", "event_id", events):
        participants[row["event_id"]].add(row["entity_id"])
    named = {row["entity_id"] for found in rows["mentions"].values() for row in found}.union(*participants.values())
    speaking = {row["speaker_id"] for found in rows["quotes"].values() for row in found} - {None}
    entities = {row["entity_id"]: row for row in _rows(tables, "entities", "entity_id", sorted(named | speaking))}
    return Built(documents, entities, dict(participants))


def _ids_by_file(tables: Path, files: Collection[str]) -> dict[str, str]:
    """The document of each file: the one at this path under raw/, else the one of this name in any corpus."""
    places = _opened(tables, "documents", lambda table: table.to_table(columns=["document_id", "raw_path"]))
    by_name: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    wanted = set(files)
    for key, path in zip(places["document_id"].to_pylist(), places["raw_path"].to_pylist(), strict=True):
        for name in {path, PurePosixPath(path).name} & wanted:
            by_name[name].append((key, path))
    found: dict[str, str] = {}
    for file in files:
        fitting = by_name.get(file, [])
        if len(fitting) > 1:
            told = " and ".join(path for _, path in sorted(fitting, key=lambda pair: pair[1])[:2])
            raise SetupError(f"gold: key 'file': {file!r} fits {told}. Write the whole path in the gold.")
        if fitting:
            found[file] = fitting[0][0]
    return found


def _rows(tables: Path, table: str, column: str, values: Iterable[str]) -> list[Row]:
    chosen = dataset.field(column).isin(pa.array(values, pa.string()))
    rows: list[Row] = _opened(tables, table, lambda source: source.to_table(columns=_COLUMNS[table], filter=chosen)).to_pylist()
    return rows


def _opened(tables: Path, table: str, read: Callable[[Any], pa.Table]) -> pa.Table:
    """What `read` takes from a table, which is one Parquet file or a folder of them."""
    path = tables / f"{table}.parquet"
    path = path if path.is_file() else tables / table
    try:
        return read(dataset.dataset(path, format="parquet"))
    except (OSError, pa.ArrowException) as error:
        raise SetupError(f"{path}: can't be read as the table {table} ({error}). Build the warehouse again.") from error


def _grouped(rows: Iterable[Row]) -> dict[str | None, list[Row]]:
    groups: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["document_id"]].append(row)
    return dict(groups)
