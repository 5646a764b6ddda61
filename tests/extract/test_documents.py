from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from flows.extract.corpus import Corpus, Correction, SourceFacts
from flows.extract.documents import documents_from_readings
from flows.extract.mapped import Mapped
from flows.ids import mint_id
from schemas.contract import table_from_rows
from schemas.handoffs import READINGS

TEXT = "Miners sign pay deal\nThe miners and the company signed a collective agreement in Karaganda after a week of talks."


def readings(raw_path: str) -> pa.Table:
    row = dict.fromkeys(READINGS.names) | {
        "document_id": mint_id("doc", raw_path), "corpus": "press", "raw_path": raw_path, "media_type": "text/plain",
        "encoding": "utf-8", "content_sha256": "0" * 64, "raw_unit": "file", "extractor": "text",
        "text": TEXT, "raw_map": Mapped.of(TEXT).flat(), "layout": ["heading", "paragraph"],
    }  # fmt: skip
    return table_from_rows(READINGS, [row])


def document(raw_path: str, **settings: object) -> dict[str, object]:
    corpus = Corpus("press", Path("press"), "Press", **settings)  # type: ignore[arg-type]
    (row,) = documents_from_readings(readings(raw_path), corpus, frozenset())["documents"].to_pylist()
    return row


@pytest.mark.parametrize("place", ["a.zip/b.html", "a.zip/deep/b.html", "a.zip/b.jsonl#7", "a.zip", "a.zip#2024/05"])
def test_what_sources_csv_says_of_a_file_holds_for_all_that_it_contains(place: str) -> None:
    assert document(f"press/{place}", sources={"a.zip": SourceFacts(publisher="The Union")})["publisher"] == "The Union"


def test_a_line_for_a_member_goes_before_the_line_for_its_archive() -> None:
    sources = {"a.zip": SourceFacts(publisher="The Union"), "a.zip/b.html": SourceFacts(publisher="The Company")}
    assert document("press/a.zip/b.html", sources=sources)["publisher"] == "The Company"


def test_a_line_for_another_file_says_nothing() -> None:
    assert document("press/a.zip.html", sources={"a.zip": SourceFacts(publisher="The Union")})["publisher"] is None


def test_a_corrected_date_is_taken_with_its_bounds() -> None:
    row = document("press/a.txt", corrections=(Correction("a.txt", "published_edtf", None, "2024-05-01/2024-05-03", "as printed"),))
    assert [row[f"published_{name}"] for name in ("edtf", "from", "until", "method")] == [
        "2024-05-01/2024-05-03", date(2024, 5, 1), date(2024, 5, 3), "correction",
    ]  # fmt: skip
