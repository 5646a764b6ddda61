from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.release.blotted import BLOT
from flows.release.takedowns import Takedown
from tests.release.drafts import released, rows_in
from tests.release.synthetic import Rows, doc, rows_of
from tests.release.test_id_changes import called

pytestmark = pytest.mark.slow  # whole releases

TODAY = date(2026, 11, 22)


def down(record_id: str, reason: str = "personal-data") -> tuple[Takedown, ...]:
    return (Takedown(record_id, TODAY, reason),)


def closed_news(rows: Rows) -> None:
    """Every second document belongs to `press`, which may be passed on."""
    for row in rows["documents"][1::2]:
        row["corpus"] = "press"


def test_texts_of_a_closed_corpus_stay_out_and_their_rows_stay_in(tmp_path: Path) -> None:
    release, _ = released(tmp_path, closed_news, closed=("news",))
    texts = {row["document_id"]: (row["corpus"], row["text"]) for row in rows_in(release, "documents")}
    assert {corpus for corpus, text in texts.values() if text is None} == {"news"}
    assert all(text for corpus, text in texts.values() if corpus == "press")
    assert len(rows_in(release, "mentions")) == 6 * 6


def test_a_quotation_that_is_nearly_the_text_stays_out_of_a_closed_corpus(tmp_path: Path) -> None:
    def long(rows: Rows) -> None:
        quote, document = rows["quotes"][0], rows["documents"][0]
        quote |= {"text": document["text"], "char_start": 0, "char_end": len(document["text"]), "kind": "address"}

    release, _ = released(tmp_path, long, closed=("news",))
    quotes = {row["document_id"]: row["text"] for row in rows_in(release, "quotes")}
    assert quotes[doc(0)] is None
    assert any(text for number, text in quotes.items() if number != doc(0))


def test_many_short_quotations_are_the_text_too(tmp_path: Path) -> None:
    def many(rows: Rows) -> None:
        quote, document = rows["quotes"][0], rows["documents"][0]
        text = document["text"]
        rows["quotes"][:1] = [
            {
                **quote,
                "quote_id": f"{quote['quote_id']}{start}",
                "text": text[start : start + 90],
                "char_start": start,
                "char_end": start + 90,
            }
            for start in range(0, len(text) - 90, 90)
        ]

    release, _ = released(tmp_path, many, closed=("news",))
    assert {row["text"] for row in rows_in(release, "quotes") if row["document_id"] == doc(0)} == {None}


def test_an_open_corpus_keeps_its_long_quotations(tmp_path: Path) -> None:
    def long(rows: Rows) -> None:
        quote, document = rows["quotes"][0], rows["documents"][0]
        quote |= {"text": document["text"], "char_start": 0, "char_end": len(document["text"])}

    release, _ = released(tmp_path, long)
    assert all(row["text"] for row in rows_in(release, "quotes"))


def test_nothing_of_a_document_taken_down_is_left_but_its_tombstone(tmp_path: Path) -> None:
    released(tmp_path)
    release, told = released(tmp_path, takedowns=down(doc(2), "copyright"))
    for table in ("documents", "sentences", "mentions", "roles", "quotes", "events"):
        assert doc(2) not in {row["document_id"] for row in rows_in(release, table)}, table
    gone = {row["event_id"] for row in rows_in(tmp_path / "releases" / "v2026.11.0", "events") if row["document_id"] == doc(2)}
    assert not gone & {row["event_id"] for row in rows_in(release, "participants")}
    (tombstone,) = rows_in(release, "tombstones")
    assert tombstone == {
        "record_id": doc(2), "table_name": "documents", "taken_down": "2026-11-22", "reason": "copyright", "since": "v2026.11.1",
    }  # fmt: skip
    assert told.changes["documents"].kinds == {"taken-down": 1}  # type: ignore[index]
    assert set(told.changes["participants"].kinds) == {"taken-down"}  # type: ignore[index]


def test_entities_are_counted_without_what_was_taken_down(tmp_path: Path) -> None:
    release, _ = released(tmp_path, takedowns=down(doc(2)))
    mentions = rows_in(release, "mentions")
    for row in rows_in(release, "entities"):
        found = [mention["document_id"] for mention in mentions if mention["entity_id"] == row["entity_id"]]
        assert (row["mention_count"], row["document_count"]) == (len(found), len(set(found)))
    assert {row["entity_id"] for row in mentions} == {row["entity_id"] for row in rows_in(release, "entities")}


def test_a_copy_of_a_document_taken_down_is_told_of_and_stays(tmp_path: Path) -> None:
    def copied(rows: Rows) -> None:
        rows["documents"][3] |= {"duplicate_of": doc(2), "duplicate_similarity": 1.0}

    release, told = released(tmp_path, copied, takedowns=down(doc(2)))
    assert any(doc(3) in note for note in told.notes)
    (copy,) = [row for row in rows_in(release, "documents") if row["document_id"] == doc(3)]
    assert (copy["duplicate_of"], copy["duplicate_similarity"]) == (None, None)


def test_a_person_taken_down_is_blotted_out_and_every_span_still_holds(tmp_path: Path) -> None:
    rows = rows_of(6)
    name, person = rows["quotes"][0]["speaker_text"], rows["quotes"][0]["speaker_id"]
    release, _ = released(tmp_path, lambda rows: rows["issues"].append(_issue(name)), takedowns=down(person))
    for path in sorted((release / "data").glob("*.parquet")):
        assert name not in str(rows_in(release, path.stem)), path.stem
    texts = {row["document_id"]: row["text"] for row in rows_in(release, "documents")}
    assert BLOT in texts[doc(0)]
    for table, column in (("mentions", "text"), ("quotes", "text"), ("roles", "title")):
        for row in rows_in(release, table):
            assert texts[row["document_id"]][row["char_start"] : row["char_end"]] == row[column]
    assert person not in {row["speaker_id"] for row in rows_in(release, "quotes")}
    assert person not in {row["entity_id"] for row in rows_in(release, "entities")}


def test_a_person_taken_down_under_a_former_id_stays_down_under_the_new_one(tmp_path: Path) -> None:
    rows = rows_of(6)
    name, person = rows["quotes"][0]["speaker_text"], rows["quotes"][0]["speaker_id"]
    former = "ent-8420494a-bd8f-54b8-9a84-828a285570a2"
    release, _ = released(tmp_path, lambda rows: rows["id_map"].append({"former_id": former, "entity_id": person}), takedowns=down(former))
    assert {row["record_id"] for row in rows_in(release, "tombstones")} == {former, person}
    assert name not in str(rows_in(release, "documents"))


def test_holders_of_older_copies_are_told_the_ids_that_stand_there_in_every_later_release(tmp_path: Path) -> None:
    """The build's map knows the second id only by a name, so nobody was ever given it."""
    person, unheard = rows_of(6)["quotes"][0]["speaker_id"], "ent-8420494a-bd8f-54b8-9a84-828a285570a2"
    newest = "ent-11111111-bd8f-54b8-9a84-828a285570a2"

    def renamed(rows: Rows) -> None:
        called(person, newest)(rows)
        rows["id_map"].append({"former_id": unheard, "entity_id": newest})

    released(tmp_path)
    for _ in range(2):
        release, _told = released(tmp_path, renamed, takedowns=down(newest))
        lines = (release / "takedowns.csv").read_text(encoding="utf-8").splitlines()[1:]
        assert {line.split(",")[0] for line in lines} == {person, newest}
        assert {row["record_id"] for row in rows_in(release, "tombstones")} == {person, newest}


def test_an_id_that_is_in_use_again_does_not_go_with_what_it_once_led_to(tmp_path: Path) -> None:
    """Two entities were joined in one build and told apart in the next: the takedown of one leaves the other."""
    one, other = list(dict.fromkeys(row["speaker_id"] for row in rows_of(6)["quotes"]))[:2]
    released(tmp_path)
    released(tmp_path, called(one, other))
    release, _ = released(tmp_path, takedowns=down(other))
    assert {row["record_id"] for row in rows_in(release, "tombstones")} == {other}
    assert one in {row["entity_id"] for row in rows_in(release, "entities")}


def test_a_file_that_moved_in_the_release_that_takes_it_down_is_down_at_both_places(tmp_path: Path) -> None:
    released(tmp_path)
    moved = doc(2, "elsewhere")

    def change(rows: Rows) -> None:
        for table in rows.values():
            for row in table:
                row |= {"document_id": moved} if row.get("document_id") == doc(2) else {}

    release, _ = released(tmp_path, change, takedowns=down(doc(2)))
    assert {row["record_id"] for row in rows_in(release, "tombstones")} == {doc(2), moved}
    assert moved not in {row["document_id"] for row in rows_in(release, "documents")}


def test_an_id_that_names_nothing_is_told(tmp_path: Path) -> None:
    _, told = released(tmp_path, takedowns=down(doc(999)))
    assert any(doc(999) in note for note in told.notes)


def _issue(name: str) -> dict[str, object]:
    return {
        "issue_id": "iss-8420494a-bd8f-54b8-9a84-828a285570a2", "level": "warning", "code": "entity-type-unexpected", "value": name,
        "message": f"{name} is doubtful",
    }  # fmt: skip
