from __future__ import annotations

import pytest

from flows.issues import SetupError
from flows.score.built import _COLUMNS, read_built
from schemas import TABLES


def test_every_column_that_is_read_is_published():
    assert not {(table, column) for table, columns in _COLUMNS.items() for column in columns if column not in TABLES[table].names}


def test_a_document_is_found_by_the_name_of_its_file_in_any_corpus(tables):
    built = read_built(tables("news/2026/page.txt", "news/other.txt"), ["page.txt"])
    assert built.documents["page.txt"].raw_path == "news/2026/page.txt"
    assert len(built.documents["page.txt"].mentions) == 4


def test_a_document_that_the_warehouse_lacks_is_an_empty_one(tables):
    document = read_built(tables("news/other.txt"), ["page.txt"]).documents["page.txt"]
    assert (document.missing, document.text, document.mentions) == (True, "", [])


def test_a_name_in_two_corpora_is_refused_with_both_paths(tables):
    with pytest.raises(SetupError, match=r"'page\.txt' fits a/page\.txt and b/page\.txt\. Write the whole path"):
        read_built(tables("a/page.txt", "b/page.txt"), ["page.txt"])


def test_a_whole_path_tells_two_documents_of_one_name_apart(tables):
    assert read_built(tables("a/page.txt", "b/page.txt"), ["b/page.txt"]).documents["b/page.txt"].raw_path == "b/page.txt"


def test_a_table_may_be_a_folder_of_parts(tables):
    folder = tables("news/page.txt")
    (folder / "mentions").mkdir()
    (folder / "mentions.parquet").rename(folder / "mentions" / "part-0.parquet")
    assert len(read_built(folder, ["page.txt"]).documents["page.txt"].mentions) == 4


def test_a_missing_table_is_named(tables):
    folder = tables("news/page.txt")
    (folder / "quotes.parquet").unlink()
    with pytest.raises(SetupError, match=r"can't be read as the table quotes .* Build the warehouse again"):
        read_built(folder, ["page.txt"])


def test_a_warehouse_that_is_not_built_is_told(tmp_path):
    with pytest.raises(SetupError, match="Run `kenes build` first"):
        read_built(tmp_path / "parquet", ["page.txt"])
