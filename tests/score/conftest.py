"""A document of two sentences, its gold, and the rows of a build that found all of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.score.built import Built, BuiltDocument
from flows.score.gold import GoldDocument

TEXT = "Aida Serik opened the congress of FTURK in Astana on 6 February 2026.\n“Unions matter to us all,” said Serik."
ENTITIES = {
    "ent-aida": {"entity_id": "ent-aida", "type": "person", "name": "Aida Serik", "aliases": ["Serik"]},
    "ent-fturk": {"entity_id": "ent-fturk", "type": "organization", "name": "FTURK", "aliases": []},
    "ent-astana": {"entity_id": "ent-astana", "type": "place", "name": "Astana", "aliases": []},
}


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"char_start": start, "char_end": start + len(words)}


def mention(entity_id: str, words: str, **changes: Any) -> dict[str, Any]:
    return {"entity_id": entity_id, "text": words, **span(words), **changes}


def rows() -> dict[str, list[dict[str, Any]]]:
    quote = "Unions matter to us all"
    return {
        "mentions": [
            mention("ent-aida", "Aida Serik"),
            mention("ent-fturk", "FTURK"),
            mention("ent-astana", "Astana"),
            mention("ent-aida", "Serik", char_start=TEXT.rindex("Serik"), char_end=TEXT.rindex("Serik") + 5),
        ],
        "quotes": [{"kind": "direct", "text": quote, **span(quote), "speaker_id": "ent-aida"}],
        "events": [{"event_id": "evt-1", "type": "meeting", "date_edtf": "2026-02-06", **span(TEXT.split("\n")[0])}],
    }


def gold_rows() -> dict[str, Any]:
    return {
        "file": "page.txt",
        "title": "Unions meet",
        "published": None,
        "language": "en",
        "boilerplate": ["Read more"],
        "entities": [
            {"id": "e1", "type": "person", "name": "Aida Serik", "surfaces": ["Aida Serik", "Serik"]},
            {"id": "e2", "type": "organization", "name": "FTURK", "surfaces": ["FTURK"]},
            {"id": "e3", "type": "place", "name": "Astana", "surfaces": ["Astana"]},
        ],
        "quotes": [{"text": "Unions matter to us all", "kind": "direct", "speaker": "e1"}],
        "events": [{"type": "meeting", "evidence": TEXT.split("\n")[0], "date": "2026-02-06", "participants": ["e1", "e2"]}],
    }


@pytest.fixture
def gold() -> Callable[..., GoldDocument]:
    return lambda **changes: GoldDocument.model_validate_json(json.dumps(gold_rows() | changes))


@pytest.fixture
def document() -> Callable[..., BuiltDocument]:
    facts = {"text": TEXT, "title": "Unions meet", "language": "en", "raw_path": "news/page.txt", "media_type": "text/plain"}
    return lambda **changes: BuiltDocument(**{**facts, **rows(), **changes})


@pytest.fixture
def built(document: Callable[..., BuiltDocument]) -> Built:
    return Built({"page.txt": document()}, ENTITIES, {"evt-1": {"ent-aida", "ent-fturk"}})


@pytest.fixture
def gold_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes gold files; a value that is no text is written as JSON."""

    def write(**files: Any) -> Path:
        folder = tmp_path / "gold"
        folder.mkdir()
        for name, content in files.items():
            text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
            (folder / f"{name}.json").write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def tables(tmp_path: Path) -> Callable[..., Path]:
    """Writes Parquet tables of one document per raw path, each with the same rows."""

    def write(*raw_paths: str) -> Path:
        folder = tmp_path / "parquet"
        folder.mkdir()
        facts = {
            "title": "Unions meet",
            "published_edtf": None,
            "language": "en",
            "media_type": "text/plain",
            "encoding": "utf-8",
            "text": TEXT,
        }
        found: dict[str, list[dict[str, Any]]] = {
            "documents": [{"document_id": f"doc-{path}", "raw_path": path, **facts} for path in raw_paths],
            "entities": list(ENTITIES.values()),
            "participants": [{"event_id": "evt-1", "entity_id": key} for key in ("ent-aida", "ent-fturk")],
        }
        for table, local in rows().items():
            found[table] = [{"document_id": f"doc-{path}", **row} for path in raw_paths for row in local]
        for table, lines in found.items():
            pq.write_table(pa.Table.from_pylist(lines), folder / f"{table}.parquet")
        return folder

    return write
