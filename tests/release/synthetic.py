"""Warehouses of made-up documents, written as Parquet at once: what a build would have found, without the build.

Every span is true: the text is put together from its parts. `python -m tests.release.synthetic 100000 FOLDER` writes one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa

from flows.ids import mint_id
from flows.load.parquet import write_parquet
from schemas import TABLES
from schemas.contract import empty_table, table_from_rows

Rows = dict[str, list[dict[str, Any]]]
SYLLABLES = ("ba", "ka", "ra", "len", "mur", "sai", "tol", "ger", "nur", "bek", "zhan", "dos", "ali", "tur", "mar", "yer")
WORDS = ("wages", "safety", "pensions", "members", "contracts", "reform", "rights", "miners", "teachers", "dialogue", "law", "council")
ROLES = ("chair", "deputy minister", "secretary", "director", "adviser")
SURE = {"confidence": 0.9, "method": "synthetic/1"}


def rows_of(documents: int, seed: int = 1, first: int = 0, corpora: tuple[str, ...] = ("news",), pool: int | None = None) -> Rows:
    """The rows of so many documents, entities not yet counted; `pool` is how many documents the names are for."""
    rows: Rows = {table: [] for table in TABLES}
    for number in range(first, first + documents):
        _add_document(rows, number, corpora[number % len(corpora)], Random(f"{seed}/{number}"), pool or documents)
    return rows


def write_rows(parquet: Path, rows: Rows, change: Callable[[Rows], object] = lambda rows: None) -> Path:
    """parquet/<table>.parquet of the rows, after `change`; entities are those that are mentioned, counted."""
    change(rows)
    _write(parquet, iter([{table: table_from_rows(TABLES[table], found) for table, found in rows.items() if table != "entities"}]))
    return parquet


def write_synthetic(parquet: Path, documents: int, seed: int = 1, at_a_time: int = 2_000) -> Path:
    """A warehouse of any size."""

    def parts() -> Iterator[dict[str, pa.Table]]:
        for first in range(0, documents, at_a_time):
            rows = rows_of(min(at_a_time, documents - first), seed, first, pool=documents)
            yield {table: table_from_rows(TABLES[table], found) for table, found in rows.items() if table != "entities"}

    _write(parquet, parts())
    return parquet


def doc(number: int, corpus: str = "news") -> str:
    return mint_id("doc", corpus, f"{number}.txt")


def ent(name: str) -> str:
    return mint_id("ent", name)


def _write(parquet: Path, parts: Iterator[dict[str, pa.Table]]) -> None:
    parquet.mkdir(parents=True)
    found: dict[str, list[pa.Table]] = {table: [] for table in TABLES}
    for part in parts:
        for table, rows in part.items():
            found[table].append(rows)
    found["entities"] = [_entities(found["mentions"], found["documents"])]
    for table, contract in TABLES.items():
        write_parquet(parquet / f"{table}.parquet", contract, [empty_table(contract), *found[table]])


def _entities(mentions: list[pa.Table], documents: list[pa.Table]) -> pa.Table:
    days = pa.concat_tables([table.select(["document_id", "published_from"]) for table in documents])
    joined = pa.concat_tables([table.select(["entity_id", "text", "document_id"]) for table in mentions]).join(days, "document_id")
    counted = joined.group_by("entity_id").aggregate(
        [("text", "min"), ("text", "count"), ("document_id", "count_distinct"), ("published_from", "min"), ("published_from", "max")]
    )
    names = {"text_min": "name", "text_count": "mention_count", "document_id_count_distinct": "document_count"}
    names |= {"published_from_min": "first_published", "published_from_max": "last_published"}
    rows = [{names.get(key, key): value for key, value in row.items()} for row in counted.sort_by("entity_id").to_pylist()]
    return table_from_rows(TABLES["entities"], [{**row, "type": _type(row["name"]), "aliases": []} for row in rows])


def _type(name: str) -> str:
    return "organization" if name.endswith("Union") else "place" if name.endswith("abad") else "person"


def _name(random: Random, number: int) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(2)).capitalize() + SYLLABLES[number % len(SYLLABLES)]


def _add_document(rows: Rows, number: int, corpus: str, random: Random, pool: int) -> None:
    document_id = doc(number, corpus)
    person, other, union, place = (_pooled(kind, random.randrange(size)) for kind, size in _pools(pool))
    text = f"{union} speaks of {random.choice(WORDS)} ({number})"
    lines = [(0, len(text))]
    day = date(2020, 1, 1) + timedelta(days=random.randrange(2400))
    said = " ".join(random.choices(WORDS, k=random.randrange(5, 25)))
    role = random.choice(ROLES)
    at: dict[str, tuple[int, int]] = {"title": (0, len(union))}
    for key, parts in {
        "met": [person, ", ", role, " of ", union, ", met ", other, " in ", place, "."],
        "said": ["“", said, "”, said ", person, "."],
        "more": [" ".join(random.choices(WORDS, k=random.randrange(40, 120))).capitalize() + "."],
    }.items():
        text += "\n"
        start = len(text)
        for place_no, part in enumerate(parts):
            at[f"{key}{place_no}"] = (len(text), len(text) + len(part))
            text += part
        at[key] = (start, len(text))
        lines.append((start, len(text)))
    rows["documents"].append(_document(document_id, number, corpus, text, day, union))
    for index, (start, end) in enumerate(lines):
        rows["sentences"].append({"document_id": document_id, "sentence_index": index, "char_start": start, "char_end": end})
    for key, name in (("title", union), ("met0", person), ("met4", union), ("met6", other), ("met8", place), ("said3", person)):
        span = dict(zip(("char_start", "char_end"), at[key], strict=True))
        found = {"mention_id": mint_id("men", document_id, at[key][0]), "document_id": document_id, "entity_id": ent(name), "text": name}
        rows["mentions"].append({**found, **span, **SURE})
    _add_facts(rows, document_id, at, person, other, union, place, role, said, day)


def _document(document_id: str, number: int, corpus: str, text: str, day: date, publisher: str) -> dict[str, Any]:
    return {
        "document_id": document_id, "corpus": corpus, "raw_path": f"{corpus}/{number}.txt", "source_url": f"https://example.org/{number}",
        "publisher": publisher, "title": text.split("\n")[0], "published_edtf": day.isoformat(), "published_from": day,
        "published_until": day,
        "published_method": "printed", "language": "en", "media_type": "text/plain", "encoding": "utf-8",
        "content_sha256": sha256(text.encode()).hexdigest(), "text": text, "word_count": len(text.split()), "raw_unit": "file",
        "raw_map": [len(text), 0, len(text)], "extractor": "text/1",
    }  # fmt: skip


def _add_facts(
    rows: Rows,
    document_id: str,
    at: dict[str, tuple[int, int]],
    person: str,
    other: str,
    union: str,
    place: str,
    role: str,
    said: str,
    day: date,
) -> None:
    def span(key: str, prefix: str = "") -> dict[str, int]:
        return {f"{prefix}char_start": at[key][0], f"{prefix}char_end": at[key][1]}

    role_row = {"role_id": mint_id("rol", document_id), "person_id": ent(person), "title": role, "organization_id": ent(union)}
    rows["roles"].append({**role_row, "document_id": document_id, **span("met2"), "confidence": 0.9})
    quote_id, event_id = mint_id("quo", document_id), mint_id("evt", document_id)
    speaker = {"speaker_id": ent(person), "speaker_text": person, **span("said3", "speaker_"), "cue": "said", "speaker_confidence": 0.9}
    quote = {"quote_id": quote_id, "document_id": document_id, "utterance_id": mint_id("utt", quote_id), "kind": "direct", "text": said}
    rows["quotes"].append({**quote, **span("said1"), **speaker, **SURE})
    event = {
        "event_id": event_id,
        "document_id": document_id,
        "happening_id": mint_id("hap", event_id),
        "type": "meeting",
        "status": "occurred",
    }
    dated = {"date_edtf": day.isoformat(), "date_from": day, "date_until": day, "place_id": ent(place), "confidence": 0.8}
    rows["events"].append({**event, "trigger": "met", **span("met"), **dated})
    for entity in sorted({person, other}):
        rows["participants"].append({"event_id": event_id, "entity_id": ent(entity), "role": "participant"})


def _pools(pool: int) -> list[tuple[str, int]]:
    return [("person", pool // 3 + 2), ("person", pool // 3 + 2), ("union", pool // 20 + 2), ("place", min(300, pool // 10 + 2))]


def _pooled(kind: str, number: int) -> str:
    """The name of one thing of the pool, the same wherever it is asked for."""
    random = Random(f"{kind}/{number}")
    first, second = _name(random, number), _name(random, number // 16)
    number_in_words = "".join(SYLLABLES[int(digit, 16)] for digit in f"{number:x}")
    return {
        "person": f"{first} {second}{number_in_words}",
        "union": f"{first} {number_in_words} Union",
        "place": f"{first}{number_in_words}abad",
    }[kind]


if __name__ == "__main__":
    write_synthetic(Path(sys.argv[2]) / "parquet", int(sys.argv[1]))
