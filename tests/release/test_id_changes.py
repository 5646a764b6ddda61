from __future__ import annotations

from pathlib import Path

import pytest

from flows.ids import mint_id
from tests.release.drafts import released, rows_in
from tests.release.synthetic import Rows, doc, ent, rows_of

pytestmark = pytest.mark.slow  # whole releases

A, B, C = ent("Aida One"), ent("Aida Two"), ent("Aida Three")


def entity_of(rows: Rows, number: int) -> str:
    return next(row["entity_id"] for row in rows["mentions"] if row["document_id"] == doc(number))


def called(old: str, new: str, share: float = 1.0):  # type: ignore[no-untyped-def]
    """Rows in which the entity `old` bears the id `new`, or so large a share of its mentions does."""

    def change(rows: Rows) -> None:
        bearing = [row for row in rows["mentions"] if row["entity_id"] == old]
        for number, row in enumerate(bearing):
            row["entity_id"] = new if number < share * len(bearing) else ent("somebody else")
        for table, column in (("roles", "person_id"), ("quotes", "speaker_id"), ("participants", "entity_id")):
            for row in rows[table]:
                row[column] = new if row[column] == old else row[column]

    return change


def speakers(rows: Rows) -> list[str]:
    return list(dict.fromkeys(row["speaker_id"] for row in rows["quotes"]))


def of(release: Path) -> dict[str, tuple[str, str, str]]:
    return {row["old_id"]: (row["new_id"], row["reason"], row["since"]) for row in rows_in(release, "id_changes")}


def test_an_entity_whose_mentions_bear_the_id_of_another_was_merged(tmp_path: Path) -> None:
    released(tmp_path)
    first = speakers(rows_of(6))
    one, other = first[:2]
    release, _ = released(tmp_path, called(one, other))
    assert of(release) == {one: (other, "merged", "v2026.11.1")}
    assert {"former_id": one, "entity_id": other} in rows_in(release, "id_map")
    assert [row["change"] for row in rows_in(release, "entities", "changes") if row["entity_id"] == one] == ["merged"]


def test_an_entity_with_a_new_id_of_its_own_was_renamed(tmp_path: Path) -> None:
    released(tmp_path)
    first = speakers(rows_of(6))
    release, _ = released(tmp_path, called(first[0], C))
    assert of(release) == {first[0]: (C, "renamed", "v2026.11.1")}


def test_an_entity_that_fell_apart_has_no_heir(tmp_path: Path) -> None:
    released(tmp_path)
    first = speakers(rows_of(6))
    release, _ = released(tmp_path, called(first[0], C, share=0.5))
    assert of(release) == {}


def test_an_id_that_changed_twice_leads_to_what_it_is_called_now(tmp_path: Path) -> None:
    released(tmp_path)
    first = speakers(rows_of(6))
    released(tmp_path, called(first[0], B))
    release, _ = released(tmp_path, called(first[0], C))
    assert of(release) == {first[0]: (C, "renamed", "v2026.11.1"), B: (C, "renamed", "v2026.11.2")}


def test_the_map_of_the_build_counts_before_the_guess(tmp_path: Path) -> None:
    released(tmp_path)
    first = speakers(rows_of(6))
    one, other = first[:2]

    def change(rows: Rows) -> None:
        called(one, C)(rows)
        rows["id_map"].append({"former_id": one, "entity_id": other})

    release, _ = released(tmp_path, change)
    assert of(release)[one][0] == other
    assert rows_in(release, "id_map") == [{"former_id": one, "entity_id": other}]


def test_a_file_that_lies_elsewhere_is_the_same_document(tmp_path: Path) -> None:
    released(tmp_path)
    new = mint_id("doc", "news", "moved.txt")

    def change(rows: Rows) -> None:
        for table in rows:
            for row in rows[table]:
                if row.get("document_id") == doc(1):
                    row["document_id"] = new

    release, told = released(tmp_path, change)
    assert of(release)[doc(1)] == (new, "moved", "v2026.11.1")
    assert told.changes["documents"].kinds == {"added": 1, "renamed": 1}  # type: ignore[index]


def test_history_tells_first_and_last_release_of_every_id(tmp_path: Path) -> None:
    released(tmp_path, documents=3)
    released(tmp_path, documents=2)
    release, _ = released(tmp_path, documents=4)
    found = {row["record_id"]: (row["first_release"], row["last_release"]) for row in rows_in(release, "history")}
    assert (found[doc(0)], found[doc(2)], found[doc(3)]) == (("v2026.11.0", None), ("v2026.11.0", None), ("v2026.11.2", None))
    middle = {row["record_id"]: row["last_release"] for row in rows_in(tmp_path / "releases" / "v2026.11.1", "history")}
    assert middle[doc(2)] == "v2026.11.0"
