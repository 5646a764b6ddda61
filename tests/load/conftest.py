"""A staging folder of three small documents in two parts, as the pipeline leaves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.ids import mint_id
from flows.issues import issues_table
from flows.load.accept import Accepted, accept
from flows.load.publish import publish
from schemas import TABLES
from schemas.contract import Contract, table_from_rows
from schemas.handoffs import LOCAL_TABLES

Rows = dict[str, list[dict[str, Any]]]
TODAY = date(2026, 3, 1)

# An emoji of two code points and a letter with a combining accent stand before the names.
TEXTS = (
    "Meeting 👍🏽 of b\u0301 unions\nOn 6 February 2026 Aida Serik, chair of FTURK, met the Council in Astana. "
    "“Unions matter,” said Aida Serik.",
    "Қазақстан кәсіподақтары\nАстанада Қазақстан кәсіподақтар федерациясы кеңес өткізді. Профсоюзы Казахстана поддержали конституцию.",
    "Strike ends\nMiners of Karaganda ended a strike on 7 February 2026.",
)
KEYS = {"person:aida": "Aida Serik", "authority:fturk": "FTURK", "authority:astana": "Astana"}
TYPES = {"person:aida": "person", "authority:fturk": "organization", "authority:astana": "place"}


def span(document: int, words: str, after: int = 0) -> dict[str, Any]:
    start = TEXTS[document].index(words, after)
    return {"document_id": doc(document), "char_start": start, "char_end": start + len(words)}


def doc(number: int) -> str:
    return mint_id("doc", "news", f"{number}.txt")


def ent(key: str) -> str:
    return mint_id("ent", key)


def base_rows() -> Rows:
    documents = [
        {
            "document_id": doc(number), "corpus": "news", "raw_path": f"news/{number}.txt", "title": text.split("\n")[0],
            "published_edtf": "2026-02-07", "published_from": date(2026, 2, 7), "published_until": date(2026, 2, 7),
            "published_method": "printed", "language": ("en", "kk", "en")[number], "media_type": "text/plain", "encoding": "utf-8",
            "content_sha256": f"{number:064x}", "text": text, "word_count": len(text.split()), "raw_unit": "file",
            "raw_map": [len(text), 0, len(text)], "extractor": "text/1",
        }
        for number, text in enumerate(TEXTS)
    ]  # fmt: skip
    sentences = [
        {**span(number, line), "sentence_index": index} for number, text in enumerate(TEXTS) for index, line in enumerate(text.split("\n"))
    ]
    sure = {"confidence": 0.9, "method": "test/1"}
    mentions = [
        {
            "mention_id": mint_id("men", number),
            **span(document, words),
            "text": words,
            "entity_key": key,
            "entity_type": TYPES[key],
            "entity_name": KEYS[key],
            **sure,
        }
        for number, (document, words, key) in enumerate(
            [
                (0, "Aida Serik", "person:aida"),
                (0, "FTURK", "authority:fturk"),
                (0, "Astana", "authority:astana"),
                (1, "Астанада", "authority:astana"),
            ]
        )
    ]
    role = {
        "role_id": mint_id("rol", 0),
        **span(0, "chair"),
        "title": "chair",
        "person_key": "person:aida",
        "organization_key": "authority:fturk",
    }
    speaker = span(0, "Aida Serik", TEXTS[0].index("said"))
    quote = {
        "quote_id": mint_id("quo", 0),
        **span(0, "Unions matter,"),
        "kind": "direct",
        "text": "Unions matter,",
        "speaker_key": "person:aida",
        "speaker_text": "Aida Serik",
        "speaker_char_start": speaker["char_start"],
        "speaker_char_end": speaker["char_end"],
        "cue": "said",
        **sure,
    }
    dated = {"date_edtf": "2026-02-06", "date_from": date(2026, 2, 6), "date_until": date(2026, 2, 6), "date_basis": "explicit"}
    evidence = TEXTS[0].split("\n")[1]
    events = [
        {
            "event_id": mint_id("evt", 0),
            **span(0, evidence),
            "type": "meeting",
            "status": "occurred",
            "trigger": "met",
            "place_key": "authority:astana",
            "confidence": 0.8,
            **dated,
        },
        {
            "event_id": mint_id("evt", 2),
            **span(2, TEXTS[2].split("\n")[1]),
            "type": "dispute",
            "status": "occurred",
            "trigger": "strike",
            "confidence": 0.8,
        },
    ]
    participants = [
        {"event_id": mint_id("evt", 0), "document_id": doc(0), "entity_key": key, "role": "participant"}
        for key in ("person:aida", "authority:fturk")
    ]
    entities = [
        {"entity_id": ent(key), "type": TYPES[key], "name": name, "aliases": [], "mention_count": 9, "document_count": 9}
        for key, name in KEYS.items()
    ]
    return {
        "documents": documents, "sentences": sentences, "mentions": mentions, "roles": [{**role, "confidence": 0.9}], "quotes": [quote],
        "events": events, "participants": participants, "entities": entities,
        "id_map": [{"former_id": ent("organization:fturk"), "entity_id": ent("authority:fturk")}],
        "key_ids": [{"entity_key": key, "entity_id": ent(key)} for key in KEYS],
        "utterances": [{"quote_id": quote["quote_id"], "utterance_id": mint_id("utt", quote["quote_id"])}],
        "happenings": [{"event_id": event["event_id"], "happening_id": mint_id("hap", event["event_id"])} for event in events],
        "duplicates": [],
    }  # fmt: skip


def write_stage(stage: Path, rows: Rows, parts: tuple[tuple[int, ...], ...] = ((0, 1), (2,))) -> Path:
    for table, contract in {"documents": TABLES["documents"], **LOCAL_TABLES}.items():
        (stage / table).mkdir(parents=True)
        for number, members in enumerate(parts):
            ids = {doc(member) for member in members}
            wanted = [row for row in rows[table] if row["document_id"] in ids]
            pq.write_table(_loose(contract, wanted), stage / table / f"part-{number:05}.parquet")
    for table in ("entities", "id_map"):
        pq.write_table(_loose(TABLES[table], rows[table]), stage / f"{table}.parquet")
    links = {"key_ids": ("entity_key", "entity_id"), "happenings": ("event_id", "happening_id"), "utterances": ("quote_id", "utterance_id")}
    for name, columns in links.items():
        pq.write_table(_texts(rows[name], columns), stage / f"{name}.parquet")
    duplicates = pa.schema([("document_id", pa.string()), ("duplicate_of", pa.string()), ("duplicate_similarity", pa.float64())])
    pq.write_table(pa.Table.from_pylist(rows["duplicates"], schema=duplicates), stage / "duplicates.parquet")
    return stage


def _loose(contract: Contract, rows: list[dict[str, Any]]) -> pa.Table:
    """The rows as a step writes them that does not yet promise which values are there."""
    table = table_from_rows(contract, rows)
    return pa.table(table.columns, schema=pa.schema([field.with_nullable(True) for field in table.schema]))


def _texts(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=pa.schema([(column, pa.string()) for column in columns]))


@pytest.fixture
def staged(tmp_path: Path) -> Callable[..., Path]:
    """Write a stage whose rows a function may change first."""

    def write(change: Callable[[Rows], object] = lambda rows: None, **how: Any) -> Path:
        rows = base_rows()
        change(rows)
        return write_stage(tmp_path / f"stage{len(list(tmp_path.iterdir()))}", rows, **how)

    return write


@pytest.fixture
def accepted(staged: Callable[..., Path]) -> Callable[..., Accepted]:
    """Accept a stage whose rows a function may change first."""
    return lambda change=lambda rows: None, expected=None, **how: accept(staged(change, **how), issues_table([]), expected or {}, TODAY)


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published warehouse of the three documents; for reading only."""
    folder = tmp_path_factory.mktemp("built")
    publish(accept(write_stage(folder / "stage", base_rows()), issues_table([]), {}, TODAY), folder / "warehouse")
    return folder / "warehouse"
