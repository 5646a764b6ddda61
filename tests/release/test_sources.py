from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from flows.release.extent import Extent, Source
from flows.release.sources import sources_csv
from tests.release.made import corpus, facts


def rows(text):
    return list(csv.DictReader(StringIO(text)))


def test_each_publisher_of_a_corpus_has_a_line():
    extent = Extent((Source("news", "Union", 2, date(2026, 1, 1), None), Source("news", None, 1, None, None)), ("en",))
    told = rows(sources_csv(facts(corpora=(corpus(republish_text=False),)), extent))
    assert [(row["publisher"], row["documents"]) for row in told] == [("Union", "2"), ("Union News", "1")]
    assert {row["texts_released"] for row in told} == {"no"}


def test_a_publisher_that_looks_like_a_formula_is_not_run_by_a_spreadsheet():
    told = rows(sources_csv(facts(), Extent((Source("news", "=HYPERLINK(1)", 1, None, None),), ())))
    assert told[0]["publisher"] == "'=HYPERLINK(1)"


def test_rights_that_nobody_told_stay_with_the_publishers():
    told = rows(sources_csv(facts(corpora=()), Extent((Source("news", "Union", 1, None, None),), ())))
    assert "rights stay with the publishers" in told[0]["text_licence"]
