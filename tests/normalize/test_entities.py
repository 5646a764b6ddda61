"""flows/normalize/entities.py"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.ids import mint_id
from flows.normalize.authority import DEFAULT_FOLDER, authority_from_folder
from flows.normalize.entities import entities_from_parts
from schemas import TABLES
from schemas.contract import arrow_schema, pandera_schema, table_from_rows
from schemas.handoffs import LOCAL_TABLES

Named = tuple[int, str, str, str, str]  # document, key, type, fullest name there, text


def _entities(folder: Path, *named: Named) -> tuple[list[dict[str, object]], dict[str, str]]:
    """Entities and the entity of each key; document 1 was published on 1 February 2026, and so on."""
    rows = [
        {
            "mention_id": mint_id("men", number), "document_id": mint_id("doc", document), "entity_key": key, "entity_type": type,
            "entity_name": name, "text": text, "char_start": number, "char_end": number + len(text), "confidence": 1.0, "method": "test",
        }
        for number, (document, key, type, name, text) in enumerate(named)
    ]  # fmt: skip
    days = {mint_id("doc", document): date(2026, 2, document) for document, *_ in named}
    pq.write_table(table_from_rows(LOCAL_TABLES["mentions"], rows), folder / "mentions-1.parquet")
    documents = {"document_id": list(days), "published_from": list(days.values()), "published_until": list(days.values())}
    pq.write_table(pa.table(documents), folder / "documents-1.parquet")
    with duckdb.connect() as con:
        entities, key_ids = entities_from_parts(
            con, str(folder / "mentions-*.parquet"), str(folder / "documents-*.parquet"), authority_from_folder(DEFAULT_FOLDER)
        )
    assert entities.schema.equals(arrow_schema(TABLES["entities"]))
    pandera_schema(TABLES["entities"]).validate(entities)
    return entities.to_pylist(), dict(zip(key_ids["entity_key"].to_pylist(), key_ids["entity_id"].to_pylist(), strict=True))


def test_spellings_of_one_person_in_two_documents_are_one_entity(tmp_path: Path) -> None:
    (entity,), _ = _entities(
        tmp_path,
        (1, "person:mirbolat jakipov", "person", "Mirbolat Zhakypov", "Zhakypov"),
        (2, "person:mirbolat jakupov", "person", "Mirbolat\nZhakupov", "Mirbolat\nZhakupov"),
    )
    assert (entity["name"], entity["aliases"]) == ("Mirbolat Zhakupov", ["Mirbolat Zhakypov", "Zhakypov"])
    assert (entity["mention_count"], entity["document_count"]) == (2, 2)
    assert (entity["first_published"], entity["last_published"]) == (date(2026, 2, 1), date(2026, 2, 2))


def test_two_spellings_in_one_document_are_two_people(tmp_path: Path) -> None:
    entities, _ = _entities(
        tmp_path,
        (1, "person:mirbolat jakipov", "person", "Mirbolat Zhakypov", "Zhakypov"),
        (1, "person:mirbolat jakupov", "person", "Mirbolat Zhakupov", "Zhakupov"),
    )
    assert len(entities) == 2


def test_a_surname_of_one_document_joins_nobody(tmp_path: Path) -> None:
    entities, _ = _entities(
        tmp_path,
        (1, "person:bekenov#doc-1", "person", "Bekenov", "Bekenov"),
        (2, "person:serik bekenov", "person", "Serik Bekenov", "Serik Bekenov"),
    )
    assert len(entities) == 2


def test_a_known_body_has_the_name_and_item_of_the_authority(tmp_path: Path) -> None:
    (entity,), _ = _entities(
        tmp_path, (1, "authority:org-ilo", "organization", "ILO", "ILO"), (2, "authority:org-ilo", "organization", "МОТ", "МОТ")
    )
    assert (entity["name"], entity["aliases"], entity["wikidata_id"]) == ("International Labour Organization", ["ILO", "МОТ"], "Q54129")


def test_a_title_that_stands_for_a_person_is_no_alias(tmp_path: Path) -> None:
    (entity,), _ = _entities(
        tmp_path,
        (1, "person:serik bekenov", "person", "Serik Bekenov", "the Minister"),
        (1, "person:serik bekenov", "person", "Serik Bekenov", "Bekenov"),
    )
    assert (entity["aliases"], entity["mention_count"]) == (["Bekenov"], 2)


def test_letter_case_alone_makes_no_alias(tmp_path: Path) -> None:
    name = "Union of River Pilots"
    key = "organization:union of river pilots"
    (entity,), _ = _entities(tmp_path, (1, key, "organization", name, name.upper()), (2, key, "organization", name, name))
    assert (entity["name"], entity["aliases"]) == (name, [])


def test_an_entity_keeps_its_id_when_a_document_is_added(tmp_path: Path) -> None:
    first: Named = (2, "person:mirbolat jakupov", "person", "Mirbolat Zhakupov", "Zhakupov")
    _, before = _entities(tmp_path, first)
    _, after = _entities(tmp_path, (1, "person:mirbolat jakipov", "person", "Mirbolat Zhakypov", "Zhakypov"), first)
    assert before["person:mirbolat jakupov"] == after["person:mirbolat jakupov"]
