from __future__ import annotations

from pathlib import Path

import pytest

from flows.issues import SetupError
from flows.score.gold import read_gold
from tests.score.conftest import gold_rows

FIVE = Path(__file__).parents[1] / "gold"


def test_the_gold_of_the_five_documents_is_read():
    gold = read_gold(FIVE)
    assert [len(gold.documents), len(gold.clusters or ())] == [5, 3]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SetupError, match=r"nowhere: no such folder. Name the folder"):
        read_gold(tmp_path / "nowhere")


def test_a_folder_without_gold_is_told(tmp_path):
    with pytest.raises(SetupError, match=r"holds no gold. Put one JSON file"):
        read_gold(tmp_path)


def test_a_file_that_is_no_json_is_named_with_the_place(gold_folder):
    with pytest.raises(SetupError, match=r"page\.json: is no valid JSON \(.* line 1 column 2\)\. Mend it"):
        read_gold(gold_folder(page="{no json"))


def test_a_missing_key_is_named(gold_folder):
    rows = gold_rows()
    del rows["events"][0]["date"]
    with pytest.raises(SetupError, match=r"page\.json: key 'events\.0\.date' is missing\. Add it"):
        read_gold(gold_folder(page=rows))


def test_a_value_of_the_wrong_type_is_shown(gold_folder):
    with pytest.raises(SetupError, match=r"page\.json: key 'title': input should be a valid string, found '7'"):
        read_gold(gold_folder(page=gold_rows() | {"title": 7}))


def test_a_quote_without_words_is_refused(gold_folder):
    with pytest.raises(SetupError, match=r"key 'quotes\.0': give text, or head, tail and words"):
        read_gold(gold_folder(page=gold_rows() | {"quotes": [{"kind": "direct", "speaker": None, "head": "Unions"}]}))


def test_a_speaker_who_is_no_entity_is_refused(gold_folder):
    with pytest.raises(SetupError, match="names the speaker 'e9', which is no entity"):
        read_gold(gold_folder(page=gold_rows() | {"quotes": [{"kind": "direct", "speaker": "e9", "text": "Unions"}]}))


def test_two_files_about_one_document_are_refused(gold_folder):
    with pytest.raises(SetupError, match=r"two\.json: key 'file': 'page\.txt' has the name of a document in one\.json"):
        read_gold(gold_folder(one=gold_rows(), two=gold_rows()))


def test_a_link_to_no_entity_of_a_known_file_is_refused(gold_folder):
    with pytest.raises(SetupError, match=r"links\.json: key 'clusters': 'page#e9' names no entity"):
        read_gold(gold_folder(page=gold_rows(), links={"clusters": [["page#e1", "page#e9"]]}))


def test_a_link_to_a_document_whose_gold_lies_elsewhere_stays(gold_folder):
    gold = read_gold(gold_folder(page=gold_rows(), links={"clusters": [["page#e1", "other#e2"]]}))
    assert gold.clusters == (("page#e1", "other#e2"),)


def test_clusters_may_be_written_as_objects(gold_folder):
    gold = read_gold(gold_folder(page=gold_rows(), links={"entity_clusters": [{"members": ["page:e1", "other:e2"]}]}))
    assert gold.clusters == (("page#e1", "other#e2"),)


def test_an_entity_in_two_clusters_is_refused(gold_folder):
    with pytest.raises(SetupError, match="'page#e1' stands twice"):
        read_gold(gold_folder(page=gold_rows(), links={"clusters": [["page#e1", "a#e2"], ["page#e1", "b#e2"]]}))
