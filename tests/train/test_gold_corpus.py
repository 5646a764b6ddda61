from __future__ import annotations

import csv
from pathlib import Path

from flows.score.gold import read_gold
from flows.train.gold_corpus import gold_from_page, held_out_documents, sources_csv, write_gold_corpus
from flows.train.gold_pages import GoldPage


def test_the_gold_of_a_document_tells_its_names_quotes_and_events_in_the_words_of_the_page(gold: GoldPage) -> None:
    told = gold_from_page(gold)
    assert {one["name"]: one["type"] for one in told["entities"]}["Asel Nurbekova"] == "person"
    assert [(one["text"], one["speaker"], one["position"]) for one in told["quotes"]] == [("We asked for respect", "p1", "name")]
    assert [(one["type"], one["date"], one["participants"]) for one in told["events"]] == [("agreement", "2024-03-04", ["o1"])]


def test_lines_of_page_noise_are_named_and_stay_in_the_raw_file(gold: GoldPage) -> None:
    noise = gold_from_page(gold)["boilerplate"]
    assert noise
    assert set(noise) <= {line.strip() for line in gold.document.text.splitlines()}


def test_a_date_is_told_beside_the_file_only_where_the_page_does_not_print_it(gold: GoldPage) -> None:
    printed = any(span.attributes.get("page") for span in gold.document.spans)
    assert len(list(csv.reader(sources_csv([gold.document]).splitlines()))) == (1 if printed or gold.document.published is None else 2)


def test_the_written_gold_can_be_read_and_names_files_that_are_there(tmp_path: Path) -> None:
    count = write_gold_corpus(tmp_path, held_out_documents())
    documents = read_gold(tmp_path / "gold" / "authored").documents
    assert len(documents) == count > 50
    assert all((tmp_path / "raw" / "authored" / one.file).is_file() for one in documents)
