"""From files to the published tables, without Prefect."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.checks import faults_from_warehouse
from flows.issues import RefusedBuildError, SetupError
from flows.load.query import rows_from_query
from flows.proof import proof_from_row_id
from flows.settings import PROJECT, Settings
from schemas import TABLES
from tests.plain import plain_build

pytestmark = pytest.mark.slow  # whole builds

REPORT = """Miners and company sign pay deal

The Union of Miners and Northern Coal signed a collective agreement in Karaganda on 12 May 2023.

“We asked for respect, and we got it,” said Asel Nurbekova, chairwoman of the Union of Miners.
"""


def built(tmp_path: Path, fill: Callable[[Path], object], **settings: int) -> Path:
    """The warehouse of one corpus, 'press', that `fill` writes."""
    corpus = tmp_path / "raw" / "press"
    corpus.mkdir(parents=True)
    fill(corpus)
    plain_build(Settings(tmp_path / "raw", tmp_path / "warehouse", **settings))
    return tmp_path / "warehouse"


def bytes_of(warehouse: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted((warehouse / "parquet").iterdir())}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_holds_rows_of_the_five_documents(warehouse: Path, table: str) -> None:
    assert pq.read_metadata(warehouse / "parquet" / f"{table}.parquet").num_rows > 0


def test_the_published_tables_hold_to_every_contract_and_rule(warehouse: Path) -> None:
    assert faults_from_warehouse(warehouse) == []


def test_two_builds_give_the_same_bytes(warehouse: Path, tmp_path: Path) -> None:
    plain_build(Settings(PROJECT / "raw", tmp_path))
    assert bytes_of(tmp_path) == bytes_of(warehouse)


def test_the_size_of_a_batch_changes_no_byte(warehouse: Path, tmp_path: Path) -> None:
    plain_build(Settings(PROJECT / "raw", tmp_path, documents_per_batch=2))
    assert bytes_of(tmp_path) == bytes_of(warehouse)


def test_every_row_is_shown_in_its_file(warehouse: Path) -> None:
    ids = rows_from_query(warehouse, "select mention_id, text from mentions union all select quote_id, text from quotes").rows
    for row_id, text in ids[::25]:
        proof = proof_from_row_id(row_id, PROJECT / "raw", warehouse)
        assert f"⟦{text}⟧" in proof.passage
        assert "".join(proof.raw.split())[:5] == "".join(text.split())[:5]


def test_a_report_becomes_who_said_what_and_what_happened_when(tmp_path: Path) -> None:
    warehouse = built(tmp_path, lambda corpus: (corpus / "a.txt").write_text(REPORT))
    with duckdb.connect(str(warehouse / "kenes.duckdb"), read_only=True) as connection:
        (quote,) = connection.execute("select quote, speaker from quotes_with_speakers").fetchall()
        (event,) = connection.execute("select type, date_edtf, place from timeline").fetchall()
    assert quote == ("We asked for respect, and we got it", "Asel Nurbekova")
    assert event == ("agreement", "2023-05-12", "Karaganda")


def test_files_with_the_same_content_are_two_documents_and_one_is_the_copy(tmp_path: Path) -> None:
    def fill(corpus: Path) -> None:
        (corpus / "a.txt").write_text(REPORT)
        (corpus / "b.txt").write_text(REPORT)

    warehouse = built(tmp_path, fill)
    rows = rows_from_query(warehouse, "select raw_path, duplicate_of is not null, duplicate_similarity from documents order by 1").rows
    assert rows == [("press/a.txt", False, None), ("press/b.txt", True, 1.0)]


def test_a_correction_is_applied_and_a_stale_one_is_told(tmp_path: Path) -> None:
    def fill(corpus: Path) -> None:
        (corpus / "a.txt").write_text(REPORT)
        entry = '[[correction]]\ndocument = "a.txt"\ncolumn = "{}"\nexpect = "{}"\nvalue = "{}"\nreason = "test"\n'
        told = entry.format("title", "Miners and company sign pay deal", "Pay deal") + entry.format("language", "kk", "ru")
        (corpus / "corrections.toml").write_text(told)

    warehouse = built(tmp_path, fill)
    assert rows_from_query(warehouse, "select title, language from documents").rows == [("Pay deal", "en")]
    assert rows_from_query(warehouse, "select code, column_name from issues").rows == [("correction-stale", "language")]


def test_a_corpus_with_too_few_documents_publishes_nothing_and_leaves_the_last_build(tmp_path: Path) -> None:
    warehouse = built(tmp_path, lambda corpus: (corpus / "a.txt").write_text(REPORT))
    before = bytes_of(warehouse)
    (tmp_path / "raw" / "press" / "corpus.toml").write_text("[expect]\ndocuments = { min = 2 }")
    with pytest.raises(RefusedBuildError, match="expects at least 2"):
        plain_build(Settings(tmp_path / "raw", warehouse))
    assert bytes_of(warehouse) == before
    codes = pq.read_table(warehouse / "refused" / "issues.parquet")["code"].to_pylist()
    assert "documents-too-few" in codes


def test_a_file_that_moves_keeps_its_rows_but_for_their_ids(tmp_path: Path) -> None:
    warehouse = built(tmp_path, lambda corpus: (corpus / "a.txt").write_text(REPORT))
    before = rows_from_query(warehouse, "select text, char_start from mentions order by 2").rows
    shutil.move(tmp_path / "raw" / "press" / "a.txt", tmp_path / "raw" / "press" / "b.txt")
    plain_build(Settings(tmp_path / "raw", warehouse))
    assert rows_from_query(warehouse, "select text, char_start from mentions order by 2").rows == before


@pytest.mark.parametrize("folder", ["w [new] *'x", "corpus=other/language=kk/published_from=2001-01-01"])
def test_a_warehouse_may_lie_under_signs_that_mean_something_to_a_database(tmp_path: Path, folder: str) -> None:
    (tmp_path / "raw" / "press").mkdir(parents=True)
    (tmp_path / "raw" / "press" / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "raw" / "press" / "corpus.toml").write_text("[expect]\ndocuments = { min = 1 }")
    warehouse = tmp_path / folder
    plain_build(Settings(tmp_path / "raw", warehouse))
    assert rows_from_query(warehouse, "select corpus, language from documents").rows == [("press", "en")]
    assert rows_from_query(warehouse, "select distinct first_published from entities").rows == [(None,)]
    assert faults_from_warehouse(warehouse) == []


def _first_row(warehouse: Path) -> str:
    return str(rows_from_query(warehouse, "select mention_id from mentions order by mention_id").rows[0][0])


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.txt", REPORT, REPORT.replace("Karaganda", "Kokshetau")),
        ("a.jsonl", json.dumps({"id": "one", "text": REPORT}), json.dumps({"id": "one", "text": REPORT.upper()})),
        ("a.jsonl", json.dumps({"id": "one", "text": REPORT}), json.dumps({"id": "two", "text": REPORT})),
    ],
)
def test_a_file_that_changed_since_the_build_proves_nothing(tmp_path: Path, name: str, before: str, after: str) -> None:
    second = "\n" + json.dumps({"id": "last", "text": "A short note."}) if name.endswith("jsonl") else ""
    warehouse = built(tmp_path, lambda corpus: (corpus / name).write_text(before + second, encoding="utf-8"))
    row_id = _first_row(warehouse)
    assert proof_from_row_id(row_id, tmp_path / "raw", warehouse).raw
    (tmp_path / "raw" / "press" / name).write_text(after + second, encoding="utf-8")
    with pytest.raises(SetupError, match="changed since the warehouse was built"):
        proof_from_row_id(row_id, tmp_path / "raw", warehouse)


def test_a_record_whose_id_is_longer_than_any_file_name_is_shown(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "one/" + "x" * 400, "text": REPORT}), json.dumps({"id": "two", "text": "A short note."})]
    warehouse = built(tmp_path, lambda corpus: (corpus / "a.jsonl").write_text("\n".join(lines), encoding="utf-8"))
    proof = proof_from_row_id(_first_row(warehouse), tmp_path / "raw", warehouse)
    assert f"⟦{proof.raw}⟧" in proof.passage


def test_a_record_is_shown_beside_a_file_that_its_path_seems_to_lead_into(tmp_path: Path) -> None:
    def fill(corpus: Path) -> None:
        (corpus / "a").write_text("A short note.", encoding="utf-8")
        (corpus / "a#1.txt").write_text(REPORT, encoding="utf-8")

    warehouse = built(tmp_path, fill)
    assert proof_from_row_id(_first_row(warehouse), tmp_path / "raw", warehouse).raw_path == "press/a#1.txt"
