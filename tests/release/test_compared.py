from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.issues import SetupError
from flows.release.schema_changes import check_schema_version, schema_changes
from tests.release.drafts import released, rows_in
from tests.release.synthetic import Rows, doc
from tests.release.test_rights import down

pytestmark = pytest.mark.slow  # whole releases


def added_and_changed(rows: Rows) -> None:
    rows["documents"][1]["title"] = "Another [title](x) <b>here</b>"
    del rows["documents"][0]["publisher"]


def test_what_was_added_changed_and_removed_is_counted_by_row_and_column(tmp_path: Path) -> None:
    released(tmp_path, documents=3)
    release, told = released(tmp_path, added_and_changed, documents=4)
    change = told.changes["documents"]  # type: ignore[index]
    assert (change.before, change.after) == (3, 4)
    assert change.kinds == {"added": 1, "changed": 2}
    assert change.columns == {"publisher": 1, "title": 1}
    rows = {row["document_id"]: row for row in rows_in(release, "documents", "changes")}
    assert rows[doc(1)]["changed_columns"] == ["title"]
    assert rows[doc(3)]["text"]
    assert not (release / "changes" / "quality.parquet").exists()


def test_changes_applied_by_key_turn_the_old_table_into_the_new_one(tmp_path: Path) -> None:
    old, _ = released(tmp_path, documents=5)
    new, _ = released(tmp_path, added_and_changed, documents=7, takedowns=down(doc(2)))
    for table, key in (("documents", "document_id"), ("entities", "entity_id"), ("mentions", "mention_id"), ("quotes", "quote_id")):
        rows = {row[key]: row for row in rows_in(old, table)}
        for row in rows_in(new, table, "changes"):
            kind, _, _ = row.pop("change"), row.pop("changed_columns"), row.pop("new_id")
            if kind in ("added", "changed"):
                rows[row[key]] = row
            else:
                del rows[row[key]]
        assert rows == {row[key]: row for row in rows_in(new, table)}, table


def test_the_same_warehouse_says_nothing_new(tmp_path: Path) -> None:
    _, first = released(tmp_path)
    _, second = released(tmp_path)
    _, third = released(tmp_path, added_and_changed)
    assert (first.says_nothing_new, second.says_nothing_new, third.says_nothing_new) == (False, True, False)


def test_a_takedown_of_what_is_not_there_is_still_new(tmp_path: Path) -> None:
    released(tmp_path)
    _, told = released(tmp_path, takedowns=down(doc(999)))
    assert not told.says_nothing_new


def test_the_changelog_names_documents_as_text_and_the_taken_down_by_id_alone(tmp_path: Path) -> None:
    released(tmp_path, documents=3)
    release, _ = released(tmp_path, added_and_changed, documents=4, takedowns=down(doc(2)))
    page = (release / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "](x)" not in page
    assert "<b>" not in page
    assert f"- `{doc(2)}`: personal-data" in page
    assert rows_in(tmp_path / "releases" / "v2026.11.0", "documents")[2]["title"] not in page


def test_earlier_releases_stand_in_the_changelog_without_titles(tmp_path: Path) -> None:
    released(tmp_path, documents=3)
    second, _ = released(tmp_path, documents=4)
    title = rows_in(second, "documents")[3]["title"]
    third, _ = released(tmp_path, documents=5)
    pages = [(release / "CHANGELOG.md").read_text(encoding="utf-8") for release in (second, third)]
    assert [doc(3) in page for page in pages] == [True, False]
    assert title.split(" (")[0] in pages[0]
    assert [line for line in pages[1].splitlines() if line.startswith("## ")] == [
        "## v2026.11.2 (2026-11-01)", "## v2026.11.1 (2026-11-01)", "## v2026.11.0 (2026-11-01)",
    ]  # fmt: skip


def test_latest_points_to_the_newest_and_names_old_copies_that_hold_what_was_taken_down(tmp_path: Path) -> None:
    released(tmp_path)
    released(tmp_path, takedowns=down(doc(2)))
    told = json.loads((tmp_path / "releases" / "latest.json").read_text(encoding="utf-8"))
    assert told["version"] == "v2026.11.1"
    assert [release.get("taken_down") for release in told["releases"]] == [None, [doc(2)]]


def test_the_same_warehouse_and_version_give_the_same_bytes(tmp_path: Path) -> None:
    copies = []
    for name in ("a", "b"):
        released(tmp_path / name)
        release, _ = released(tmp_path / name, added_and_changed, takedowns=down(doc(2)))
        copies.append({path.relative_to(release): path.read_bytes() for path in release.rglob("*") if path.is_file()})
    assert copies[0].keys() == copies[1].keys()
    assert [str(path) for path in copies[0] if copies[0][path] != copies[1][path]] == []


def test_every_table_says_from_which_release_it_is(tmp_path: Path) -> None:
    release, _ = released(tmp_path)
    for path in (release / "data").glob("*.parquet"):
        assert pq.read_schema(path).metadata[b"release"] == b"v2026.11.0", path.stem


def test_a_schema_that_changed_under_its_old_version_is_refused(tmp_path: Path) -> None:
    release, _ = released(tmp_path)
    path = release / "data" / "quotes.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["cue"]), path)
    (release / "data" / "roles.parquet").unlink()
    found = schema_changes(release)
    assert found == ["table roles is new", "column quotes.cue is new"]
    with pytest.raises(SetupError, match="raise SCHEMA_VERSION"):
        check_schema_version(release, found)
