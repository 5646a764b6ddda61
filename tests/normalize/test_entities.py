"""flows/normalize/entities.py"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.ids import mint_id
from flows.normalize.authority import DEFAULT_FOLDER, authority_from_folder
from flows.normalize.entities import Resolved, entities_from_parts
from flows.normalize.entity_ids import own_id
from schemas import TABLES
from schemas.contract import arrow_schema, pandera_schema, table_from_rows
from schemas.handoffs import LOCAL_TABLES

Named = tuple[int, str, str, str, str]  # document, key, type, fullest name there, text


def _entities(folder: Path, *named: Named) -> tuple[list[dict[str, object]], dict[str, str]]:
    """Entities and the entity of each key; document 1 was published on 1 February 2026, and so on."""
    resolved = _resolved(folder, *named)
    ids = resolved.key_ids
    return resolved.entities.to_pylist(), dict(zip(ids["entity_key"].to_pylist(), ids["entity_id"].to_pylist(), strict=True))


def _resolved(folder: Path, *named: Named, before: dict[str, str] | None = None) -> Resolved:
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
        resolved = entities_from_parts(
            con,
            str(folder / "mentions-*.parquet"),
            str(folder / "documents-*.parquet"),
            authority_from_folder(DEFAULT_FOLDER),
            before or {},
        )
    for table, rows in (("entities", resolved.entities), ("id_map", resolved.id_map)):
        assert rows.schema.equals(arrow_schema(TABLES[table]))
        pandera_schema(TABLES[table]).validate(rows)
    return resolved


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


def test_an_entity_keeps_its_id_when_a_document_is_added_before_its_first(tmp_path: Path) -> None:
    first: Named = (2, "person:mirbolat jakupov", "person", "Mirbolat Zhakupov", "Zhakupov")
    (before,) = _resolved(tmp_path, first).entities["entity_id"].to_pylist()
    earlier: Named = (1, "person:mirbolat jakipov", "person", "Mirbolat Zhakypov", "Zhakypov")
    resolved = _resolved(tmp_path, earlier, first, before={before: before})
    assert resolved.entities["entity_id"].to_pylist() == [before]
    assert resolved.id_map.to_pylist() == [{"former_id": own_id("person:mirbolat jakipov"), "entity_id": before}]


def test_without_a_last_build_the_name_first_published_gives_the_id(tmp_path: Path) -> None:
    resolved = _resolved(
        tmp_path,
        (2, "person:mirbolat jakipov", "person", "Mirbolat Zhakypov", "Zhakypov"),
        (1, "person:mirbolat jakupov", "person", "Mirbolat Zhakupov", "Zhakupov"),
    )
    assert resolved.entities["entity_id"].to_pylist() == [own_id("person:mirbolat jakupov")]


def test_the_id_from_before_the_authority_knew_a_body_means_the_known_one(tmp_path: Path) -> None:
    old = own_id("organization:mot")
    resolved = _resolved(tmp_path, (1, "authority:org-ilo", "organization", "ILO", "МОТ"), before={old: old})
    assert {"former_id": old, "entity_id": own_id("authority:org-ilo")} in resolved.id_map.to_pylist()


def test_a_misspelling_of_a_known_person_is_the_known_one(tmp_path: Path) -> None:
    (entity,), _ = _entities(tmp_path, (1, "person:bahitjan sagintaev", "person", "Bakhytzhan Sagintaev", "Sagintaev"))
    assert entity["name"] == "Bakytzhan Sagintayev"


def test_an_acronym_alone_is_the_body_that_another_document_calls_so(tmp_path: Path) -> None:
    office, acronym = "Government Audit Office", "GAO"
    entities, _ = _entities(
        tmp_path,
        (1, "organization:government audit ofise", "organization", office, office),
        (1, "organization:government audit ofise", "organization", office, acronym),
        (1, "place:harare", "place", "Harare", "Harare"),
        (2, "organization:gao", "organization", acronym, f"the {acronym}"),
        (2, "place:harare", "place", "Harare", "Harare"),
    )
    assert [entity["name"] for entity in entities if entity["type"] == "organization"] == [office]


def test_an_acronym_in_a_document_that_shares_nothing_else_is_another_body(tmp_path: Path) -> None:
    office, acronym = "Government Audit Office", "GAO"
    entities, _ = _entities(
        tmp_path,
        (1, "organization:government audit ofise", "organization", office, acronym),
        (1, "place:harare", "place", "Harare", "Harare"),
        (2, "organization:gao", "organization", acronym, acronym),
        (2, "place:kampala", "place", "Kampala", "Kampala"),
    )
    assert sorted(entity["name"] for entity in entities if entity["type"] == "organization") == [acronym, office]


def test_an_acronym_of_two_bodies_stays_alone(tmp_path: Path) -> None:
    office, group = "Government Audit Office", "General Arms Organisation"
    entities, _ = _entities(
        tmp_path,
        (1, "organization:government audit ofise", "organization", office, "GAO"),
        (2, "organization:general arms organisation", "organization", group, "GAO"),
        (3, "organization:gao", "organization", "GAO", "GAO"),
    )
    assert len(entities) == 3
