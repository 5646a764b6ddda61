"""flows/normalize/utterances.py"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from flows.ids import mint_id
from flows.normalize.entities import KEY_IDS
from flows.normalize.utterances import is_one_utterance, said_from_text, utterances_from_parts
from schemas.contract import table_from_rows
from schemas.handoffs import LOCAL_TABLES

SAYING = "The talks will go on until every worker of the mine has been paid"


class Told(NamedTuple):
    """A quote of a document of its own, published on this day of May."""

    text: str
    speaker: str | None = None
    day: int = 1


def _utterances(folder: Path, *told: Told) -> list[str]:
    """The utterance of each quote, in the order given."""
    quotes, documents = [], []
    for number, one in enumerate(told):
        document_id = mint_id("doc", number)
        documents.append({"document_id": document_id, "published_from": date(2024, 5, one.day)})
        quotes.append(
            {"quote_id": mint_id("quo", number), "document_id": document_id, "kind": "direct", "text": one.text, "char_start": 0}
            | {"char_end": len(one.text), "speaker_key": one.speaker, "confidence": 0.9, "method": "test"}
        )
    pq.write_table(table_from_rows(LOCAL_TABLES["quotes"], quotes), folder / "quotes.parquet")
    schema = pa.schema([("document_id", pa.string()), ("published_from", pa.date32())])
    pq.write_table(pa.Table.from_pylist(documents, schema=schema), folder / "documents.parquet")
    keys = sorted({one.speaker for one in told if one.speaker})
    key_ids = pa.table([keys, [mint_id("ent", key) for key in keys]], schema=KEY_IDS)
    with duckdb.connect() as con:
        found = utterances_from_parts(con, str(folder / "quotes.parquet"), str(folder / "documents.parquet"), key_ids)
    ids = dict(zip(found["quote_id"].to_pylist(), found["utterance_id"].to_pylist(), strict=True))
    assert len(ids) == len(told)
    return [ids[quote["quote_id"]] for quote in quotes]


def test_the_same_words_in_two_documents_are_one_utterance(tmp_path: Path) -> None:
    one, other = _utterances(tmp_path, Told(SAYING, "person:a"), Told(SAYING.upper() + "!", "person:a"))
    assert one == other


def test_a_slip_of_the_editor_leaves_it_one_utterance(tmp_path: Path) -> None:
    one, other = _utterances(tmp_path, Told(SAYING, "person:a"), Told(SAYING.replace("has been", "is"), "person:a"))
    assert one == other


def test_other_words_are_another_utterance(tmp_path: Path) -> None:
    one, other = _utterances(tmp_path, Told(SAYING, "person:a"), Told("The mine will be closed before every worker has left", "person:a"))
    assert one != other


def test_words_of_two_known_speakers_stay_apart_and_those_of_an_unknown_join(tmp_path: Path) -> None:
    one, other, unknown = _utterances(tmp_path, Told(SAYING, "person:a"), Told(SAYING, "person:b"), Told(SAYING))
    assert one != other
    assert unknown == one


def test_few_words_are_one_utterance_only_of_one_speaker(tmp_path: Path) -> None:
    one, same, unknown = _utterances(
        tmp_path, Told("We will not sign", "person:a"), Told("We will not sign", "person:a"), Told("We will not sign")
    )
    assert one == same != unknown


def test_other_figures_make_another_utterance() -> None:
    pay = "Wages in the sector must grow by 15 percent before the end of the year"
    assert not is_one_utterance(said_from_text(pay, "a"), said_from_text(pay.replace("15", "50"), "a"))


def test_an_utterance_is_named_after_the_quote_published_first_so_that_later_documents_leave_its_id(tmp_path: Path) -> None:
    (alone,) = _utterances(tmp_path, Told(SAYING, "person:a", day=3))
    assert _utterances(tmp_path, Told(SAYING, "person:a", day=3), Told(SAYING, "person:a", day=9)) == [alone, alone]


def test_no_quotes_are_no_utterances(tmp_path: Path) -> None:
    assert _utterances(tmp_path) == []


@given(st.text(), st.text())
def test_being_one_utterance_does_not_depend_on_the_order(one: str, other: str) -> None:
    a, b = said_from_text(one, None), said_from_text(other, "person")
    assert is_one_utterance(a, b) == is_one_utterance(b, a)
