from __future__ import annotations

from datetime import date

import pyarrow.parquet as pq
import pytest

from flows.issues import RefusedBuildError
from flows.load.accept import accept, opened
from flows.load.kept import kept_issues, kept_tables
from flows.load.publish import publish


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
        "documents": 3, "sentences": 6, "entities": 3, "mentions": 4, "roles": 1, "quotes": 1, "events": 2, "participants": 2,
    }  # fmt: skip
    assert [row["text"] for row in kept(result, "mentions")] == ["Aida Serik", "FTURK", "Astana", "Астанада"]


@pytest.mark.parametrize(
    ("table", "column", "value", "code"),
    [
        ("documents", "media_type", None, "value-missing"),
        ("documents", "language", "english", "value-malformed"),
        ("documents", "raw_map", [5, 0, 5], "raw-map-gap"),
        ("quotes", "kind", "shouted", "value-unlisted"),
        ("mentions", "confidence", 1.5, "value-out-of-bounds"),
        ("mentions", "confidence", float("nan"), "value-out-of-bounds"),
        ("mentions", "char_end", 9999, "span-outside-text"),
        ("mentions", "text", "Someone Else", "span-differs"),
        ("roles", "title", "cheir", "span-differs"),
        ("quotes", "speaker_text", "He", "span-differs"),
        ("quotes", "speaker_char_end", None, "span-outside-text"),
        ("events", "trigger", "exploded", "span-lacks-words"),
        ("mentions", "entity_key", "person:nobody", "reference-unresolved"),
    ],
)
def test_a_refused_row_is_named_with_its_table_key_and_column(accepted, table, column, value, code):
    seen = accepted(lambda rows: rows[table][0].update({column: value}))
    issue = next(issue for issue in issues_of(seen) if issue["code"] == code)
    assert (issue["level"], issue["table_name"]) == ("refused", table)
    assert issue["column_name"] in (column, "speaker_char_start", "char_start", "entity_id")
    assert issue["record_id"] not in [row[next(iter(row))] for row in kept(seen, table)]


def test_spans_are_counted_in_code_points_after_emoji_and_combining_letters(accepted):
    assert accepted().tallies["mentions"].faulty == 0
    shifted = accepted(lambda rows: rows["mentions"][0].update(char_start=rows["mentions"][0]["char_start"] + 1))
    assert ("refused", "span-differs", "mentions") in codes_of(shifted)


def test_a_refused_document_takes_all_that_was_found_in_it_along(accepted):
    result = accepted(lambda rows: rows["documents"][0].update(media_type=None))
    assert {table: tally.kept for table, tally in result.tallies.items()} == {
        "documents": 2, "sentences": 4, "entities": 1, "mentions": 1, "roles": 0, "quotes": 0, "events": 1, "participants": 0,
    }  # fmt: skip
    assert ("refused", "parent-refused", "participants") in codes_of(result)
    assert [tally.faulty for tally in result.tallies.values()] == [1, 0, 0, 0, 0, 0, 0, 0]


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


def test_a_copy_of_a_refused_document_is_no_copy_any_more(accepted):
    def change(rows):
        first, second, _ = (row["document_id"] for row in rows["documents"])
        rows["duplicates"].append({"document_id": second, "duplicate_of": first, "duplicate_similarity": 0.95})
        rows["documents"][0].update(media_type=None)

    copy = kept(accepted(change), "documents")[0]
    assert (copy["duplicate_of"], copy["duplicate_similarity"]) == (None, None)


def test_a_copy_names_the_document_it_copies(accepted):
    def change(rows):
        first, second, _ = (row["document_id"] for row in rows["documents"])
        rows["duplicates"].append({"document_id": second, "duplicate_of": first, "duplicate_similarity": 0.95})

    documents = kept(accepted(change), "documents")
    assert [row["duplicate_of"] for row in documents] == [None, documents[0]["document_id"], None]


@pytest.mark.parametrize(
    "wrong",
    [
        {"date_edtf": "2026-02-31", "date_from": None, "date_until": None},
        {"date_edtf": "2026-02", "date_from": date(2026, 2, 6), "date_until": date(2026, 2, 6)},
        {"date_edtf": "9026", "date_from": date(9026, 1, 1), "date_until": date(9026, 12, 31)},
        {"date_edtf": None, "date_from": date(2026, 2, 6), "date_until": None},
    ],
)
def test_a_date_that_cannot_be_is_left_empty_and_the_event_stays(accepted, wrong):
    result = accepted(lambda rows: rows["events"][0].update(wrong))
    event = kept(result, "events")[0]
    assert (event["date_edtf"], event["date_from"], event["date_until"]) == (None, None, None)
    assert codes_of(result) == [("warning", "date-impossible", "events")]


def test_a_speaker_that_is_a_place_is_doubted_but_kept(accepted):
    result = accepted(lambda rows: rows["quotes"][0].update(speaker_key="authority:astana"))
    assert codes_of(result) == [("warning", "entity-type-unexpected", "quotes")]
    assert result.tallies["quotes"].kept == 1


def test_a_document_published_after_today_is_doubted_but_kept(accepted):
    late = {"published_edtf": "2026-03-02", "published_from": date(2026, 3, 2), "published_until": date(2026, 3, 2)}
    result = accepted(lambda rows: rows["documents"][2].update(late))
    assert codes_of(result) == [("warning", "published-in-future", "documents")]
    assert result.tallies["documents"].kept == 3


def test_where_rows_are_cut_into_parts_makes_no_difference(staged, accepted, tmp_path):
    rows = []
    for number, parts in enumerate((((0, 1), (2,)), ((0,), (1, 2)))):
        result = accepted(parts=parts)
        publish(result, tmp_path / str(number))
        rows.append([(path.name, path.read_bytes()) for path in sorted((tmp_path / str(number) / "parquet").iterdir())])
    assert rows[0] == rows[1]


def test_a_build_without_documents_is_refused_and_leaves_only_its_issues(accepted, tmp_path):
    with pytest.raises(RefusedBuildError, match="no document was left"):
        publish(accepted(parts=()), tmp_path / "warehouse")
    issues = pq.read_table(tmp_path / "warehouse" / "refused" / "issues.parquet")
    assert ("fatal", "no-documents") in [(row["level"], row["code"]) for row in issues.to_pylist()]
    assert not (tmp_path / "warehouse" / "parquet").exists()


def test_the_parts_may_be_checked_in_other_processes(staged, tmp_path):
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from flows.issues import issues_table

    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert accept(staged(), issues_table([]), {}, date(2026, 3, 1), each=pool.map).tallies["mentions"].kept == 4
