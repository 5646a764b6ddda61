from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.ids import mint_id
from flows.release.takedowns import Takedown
from flows.release.verify.copy_of_release import copy_from_folder
from flows.release.verify.old_copy import Deletion, deletions_from_copy
from flows.release.verify.report import deletion_lines
from tests.load.conftest import doc, ent

AIDA = ent("person:aida")


def deletions(folder, *ids):
    return deletions_from_copy(copy_from_folder(folder), [Takedown(one, date(2026, 3, 2), "personal-data") for one in ids])


def test_all_that_a_document_proves_goes_with_it(whole):
    found = deletions(whole, doc(0))
    assert Deletion("documents", doc(0)) in found
    assert Deletion("quotes", mint_id("quo", 0)) in found
    assert Deletion("events", mint_id("evt", 0)) in found
    assert not any(one.record_id.startswith(doc(2)) for one in found)


def test_who_is_named_in_no_other_document_goes_with_it(whole):
    found = deletions(whole, doc(0))
    assert Deletion("entities", AIDA) in found
    assert Deletion("entities", ent("authority:astana")) not in found


def test_a_person_goes_with_their_quotes_and_their_name_out_of_the_texts(whole):
    found = deletions(whole, AIDA)
    assert Deletion("entities", AIDA) in found
    assert Deletion("quotes", mint_id("quo", 0)) in found
    assert Deletion("participants", f"{mint_id('evt', 0)}/{AIDA}") in found
    assert [one for one in found if one.table == "documents"] == [Deletion("documents", doc(0), ("text",))]


def test_a_copy_without_texts_has_no_text_to_blot_out(withheld):
    found = deletions(withheld, AIDA)
    assert Deletion("entities", AIDA) in found
    assert [one for one in found if one.table == "documents"] == []


def test_what_the_copy_does_not_hold_is_not_told(whole):
    assert deletions(whole, mint_id("doc", "elsewhere")) == []


def test_the_list_says_what_to_do_by_table():
    told = list(deletion_lines([Deletion("quotes", "quo-1"), Deletion("documents", "doc-1", ("text",))], Path("takedowns.csv")))
    assert told[1:5] == ["  quotes: 1 rows", "    delete quo-1", "  documents: 1 rows", "    empty or blot out text of doc-1"]


def test_a_copy_without_anything_taken_down_hears_so():
    assert list(deletion_lines([], Path("takedowns.csv"))) == ["Nothing that takedowns.csv names is in this copy."]
