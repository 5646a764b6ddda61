from __future__ import annotations

from datetime import date

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from flows.checks import faults_from_warehouse
from flows.issues import RefusedBuildError, issues_table
from flows.load.accept import accept, opened
from flows.load.kept import kept_issues, kept_tables
from flows.load.publish import publish, write_tables
from schemas import TABLES
from tests.load.conftest import TEXTS, doc


def issues_of(accepted):
    with opened(accepted) as connection:
        return [issue for table in kept_issues(connection, accepted.folder) for issue in table.to_pylist()]


def codes_of(accepted):
    return sorted((issue["level"], issue["code"], issue["table_name"]) for issue in issues_of(accepted))


def kept(accepted, table):
    with opened(accepted) as connection:
        return [row for rows in kept_tables(connection, accepted.folder, table) for row in rows.to_pylist()]


def test_rows_that_break_no_rule_are_all_kept_in_their_order(accepted):
    result = accepted()
    assert issues_of(result) == []
    assert {table: tally.kept for table, tally in result.tallies.items()} == {
        "documents": 3, "sentences": 6, "entities": 3, "id_map": 1, "mentions": 4, "roles": 1, "quotes": 1, "events": 2, "participants": 2,
    }  # fmt: skip
    assert [row["text"] for row in kept(result, "mentions")] == ["Aida Serik", "FTURK", "Astana", "Астанада"]


def test_a_refused_row_is_named_with_its_table_key_column_and_value(accepted):
    [issue] = issues_of(accepted(lambda rows: rows["quotes"][0].update(kind="shouted")))
    assert (issue["level"], issue["code"], issue["table_name"], issue["column_name"], issue["value"]) == (
        "refused", "value-unlisted", "quotes", "kind", "shouted",
    )  # fmt: skip
    assert issue["record_id"].startswith("quo-")
    assert issue["document_id"].startswith("doc-")


def test_a_key_that_no_entity_has_is_told(accepted):
    result = accepted(lambda rows: rows["mentions"][3].update(entity_key="place:nowhere"))
    [issue] = issues_of(result)
    assert (issue["code"], issue["column_name"], issue["value"]) == ("reference-unresolved", "entity_id", "place:nowhere")
    assert result.tallies["mentions"].kept == 3


def test_a_refused_document_takes_all_that_was_found_in_it_along(accepted):
    result = accepted(lambda rows: rows["documents"][0].update(media_type=None))
    assert {table: tally.kept for table, tally in result.tallies.items()} == {
        "documents": 2, "sentences": 4, "entities": 1, "id_map": 0, "mentions": 1, "roles": 0, "quotes": 0, "events": 1, "participants": 0,
    }  # fmt: skip
    assert ("refused", "parent-refused", "participants") in codes_of(result)
    assert [tally.faulty for tally in result.tallies.values()] == [1, 0, 0, 0, 0, 0, 0, 0, 0]


def test_an_entity_that_no_mention_names_is_refused_and_its_speaker_left_empty(accepted):
    result = accepted(lambda rows: rows["mentions"].pop(0))
    assert [row["name"] for row in kept(result, "entities")] == ["FTURK", "Astana"]
    assert kept(result, "roles") == []
    assert kept(result, "quotes")[0]["speaker_id"] is None
    assert [row["entity_id"] for row in kept(result, "participants")] == [kept(result, "entities")[0]["entity_id"]]
    assert ("warning", "parent-refused", "quotes") in codes_of(result)


def test_an_entity_is_counted_by_the_mentions_that_are_published(accepted):
    result = accepted(lambda rows: rows["documents"][1].update(media_type=None))
    astana = next(row for row in kept(result, "entities") if row["name"] == "Astana")
    assert (astana["mention_count"], astana["document_count"], astana["first_published"]) == (1, 1, date(2026, 2, 7))


def test_of_two_rows_with_one_id_in_different_parts_the_first_is_kept(accepted):
    result = accepted(lambda rows: rows["events"][1].update(event_id=rows["events"][0]["event_id"]))
    assert [row["type"] for row in kept(result, "events")] == ["meeting"]
    assert codes_of(result) == [("refused", "key-repeated", "events")]


def renamed(stage, part, old, new):
    """Give all rows of one part that are of document `old` the id `new`, as if both had one raw path."""
    for path in stage.glob(f"*/part-{part:05}.parquet"):
        rows = pq.read_table(path)
        ids = pc.replace_substring(rows["document_id"], old, new)
        pq.write_table(rows.set_column(rows.schema.get_field_index("document_id"), rows.schema.field("document_id"), ids), path)
    return stage


@pytest.mark.parametrize("fault", [None, "media_type"])
def test_what_was_found_in_a_document_never_passes_as_that_of_another_part_with_its_id(staged, tmp_path, fault):
    def change(rows):
        rows["documents"][0].update({fault: None} if fault else {})

    result = accept(renamed(staged(change), 1, doc(2), doc(0)), issues_table([]), {}, date(2026, 3, 1))
    publish(result, tmp_path / "warehouse")
    assert faults_from_warehouse(tmp_path / "warehouse") == []
    meant = 2 if fault else 0  # when the first is refused by itself, the other may stand
    document = next(row for row in kept(result, "documents") if row["document_id"] == doc(0))
    assert document["text"] == TEXTS[meant]
    assert [row["type"] for row in kept(result, "events")] == ["dispute" if fault else "meeting"]
    spans = [(row["char_start"], row["char_end"]) for row in kept(result, "sentences") if row["document_id"] == doc(0)]
    assert [TEXTS[meant][start:end] for start, end in spans] == TEXTS[meant].split("\n")


@pytest.mark.parametrize("fault", [None, "media_type"])
def test_of_two_documents_with_one_id_in_a_part_only_what_the_first_holds_is_kept(staged, tmp_path, fault):
    def change(rows):
        rows["documents"][0].update({fault: None} if fault else {})
        rows["sentences"][-1]["sentence_index"] = 7

    result = accept(renamed(staged(change, parts=((0, 1, 2),)), 0, doc(2), doc(0)), issues_table([]), {}, date(2026, 3, 1))
    publish(result, tmp_path / "warehouse")
    assert faults_from_warehouse(tmp_path / "warehouse") == []
    assert [row["text"] for row in kept(result, "documents")] == ([TEXTS[1]] if fault else [TEXTS[0], TEXTS[1]])
    assert [row["type"] for row in kept(result, "events")] == ([] if fault else ["meeting"])
    assert len(kept(result, "sentences")) == (2 if fault else 4)
    assert ("refused", "key-repeated", "documents") in codes_of(result)
    assert ("refused", "parent-refused", "sentences") in codes_of(result)


def test_a_copy_of_a_refused_document_is_no_copy_any_more(accepted):
    def change(rows):
        first, second, _ = (row["document_id"] for row in rows["documents"])
        rows["duplicates"].append({"document_id": second, "duplicate_of": first, "duplicate_similarity": 0.95})
        rows["documents"][0].update(media_type=None)

    copy = kept(accepted(change), "documents")[0]
    assert (copy["duplicate_of"], copy["duplicate_similarity"]) == (None, None)


def test_a_date_that_cannot_be_is_left_empty_and_the_event_stays(accepted):
    result = accepted(lambda rows: rows["events"][0].update(date_edtf="2026-02-31"))
    event = kept(result, "events")[0]
    assert (event["date_edtf"], event["date_from"], event["date_until"], event["date_basis"]) == (None, None, None, None)
    assert codes_of(result) == [("warning", "date-impossible", "events")]


def test_a_speaker_that_is_a_place_is_doubted_but_kept(accepted):
    result = accepted(lambda rows: rows["quotes"][0].update(speaker_key="authority:astana"))
    assert codes_of(result) == [("warning", "entity-type-unexpected", "quotes")]
    assert result.tallies["quotes"].kept == 1


@pytest.mark.slow
def test_where_rows_are_cut_into_parts_makes_no_difference(accepted, tmp_path):
    files = []
    for number, parts in enumerate((((0, 1), (2,)), ((0,), (1, 2)))):
        (tmp_path / str(number)).mkdir()
        write_tables(accepted(parts=parts), tmp_path / str(number))
        files.append([(path.name, path.read_bytes()) for path in sorted((tmp_path / str(number)).iterdir())])
    assert files[0] == files[1]
    assert len(files[0]) == len(TABLES)


def test_a_build_without_documents_is_refused_and_leaves_only_its_issues(accepted, tmp_path):
    with pytest.raises(RefusedBuildError, match="no document was left"):
        publish(accepted(parts=()), tmp_path / "warehouse")
    issues = pq.read_table(tmp_path / "warehouse" / "refused" / "issues.parquet")
    assert ("fatal", "no-documents") in [(row["level"], row["code"]) for row in issues.to_pylist()]
    assert not (tmp_path / "warehouse" / "parquet").exists()


@pytest.mark.slow
@pytest.mark.slow
def test_the_parts_may_be_checked_in_other_processes(staged, tmp_path):
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert accept(staged(), issues_table([]), {}, date(2026, 3, 1), each=pool.map).tallies["mentions"].kept == 4
