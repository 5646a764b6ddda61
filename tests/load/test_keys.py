from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from flows.load.keys import published_from_local
from flows.load.links import read_links, write_links
from schemas import TABLES
from schemas.contract import arrow_schema
from schemas.handoffs import LOCAL_TABLES


@pytest.fixture
def published(staged):
    def tables(change=lambda rows: None):
        stage = staged(change, parts=((0, 1, 2),))
        local = {table: pq.read_table(stage / table / "part-00000.parquet") for table in ("documents", *LOCAL_TABLES)}
        write_links(stage)
        return published_from_local(local, read_links(stage, 0))

    return tables


def test_local_rows_get_the_columns_of_the_public_contract(published):
    assert {table: rows.schema.equals(arrow_schema(TABLES[table])) for table, rows in published().items()} == dict.fromkeys(
        ("documents", *LOCAL_TABLES), True
    )


def test_a_key_becomes_the_id_of_its_entity(published):
    tables = published()
    mention, quote = tables["mentions"].to_pylist()[0], tables["quotes"].to_pylist()[0]
    assert mention["entity_id"].startswith("ent-")
    assert quote["speaker_id"] == mention["entity_id"]


def test_a_key_of_no_entity_stays_for_the_acceptance_to_find(published):
    assert published(lambda rows: rows["mentions"][1].update(entity_key="org:lost"))["mentions"].to_pylist()[1]["entity_id"] == "org:lost"


def test_no_key_is_no_id(published):
    assert published()["events"].to_pylist()[1]["place_id"] is None


def test_an_event_gets_the_happening_it_tells(published):
    assert all(row["happening_id"].startswith("hap-") for row in published()["events"].to_pylist())


def test_a_quote_gets_the_utterance_it_gives(published):
    assert all(row["utterance_id"].startswith("utt-") for row in published()["quotes"].to_pylist())


def test_two_keys_of_one_entity_are_one_participant_of_an_event(published):
    def change(rows):
        rows["key_ids"][1]["entity_id"] = rows["key_ids"][0]["entity_id"]
        rows["participants"][0]["role"] = "organizer"

    assert [row["role"] for row in published(change)["participants"].to_pylist()] == ["organizer"]
