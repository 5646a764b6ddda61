from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.extract.duplicates import duplicates_from_parts
from flows.shingles import bands_from_shingles, shingles_from_text

WORDS = [f"word{number}" for number in range(80)]
REPORT = " ".join(WORDS)
NEAR_COPY = " ".join([*WORDS[:78], "another", "end"])
OTHER = " ".join(reversed(WORDS))


def copies_of(tmp_path: Path, documents: list[tuple[str, str, date | None]]) -> dict[str, tuple[str, float]]:
    """Duplicates of (id, text, published) documents, whose paths are their ids."""
    ids, texts, days = zip(*documents, strict=True)
    table = pa.table({"document_id": ids, "raw_path": ids, "text": texts, "published_from": pa.array(days, pa.date32())})
    signatures = pa.table({"document_id": ids, "bands": [bands_from_shingles(shingles_from_text(text)) for text in texts]})
    for name, rows in (("documents", table), ("signatures", signatures)):
        (tmp_path / name).mkdir()
        pq.write_table(rows, tmp_path / name / "part-00000.parquet")
    found = duplicates_from_parts(duckdb.connect(), tmp_path / "documents", tmp_path / "signatures").to_pylist()
    return {row["document_id"]: (row["duplicate_of"], row["duplicate_similarity"]) for row in found}


def test_a_copy_points_to_the_document_published_first(tmp_path: Path) -> None:
    documents = [("a", REPORT, date(2020, 1, 2)), ("b", REPORT, date(2020, 1, 1)), ("c", OTHER, None)]
    assert copies_of(tmp_path, documents) == {"a": ("b", 1.0)}


def test_a_near_copy_is_found_with_its_similarity(tmp_path: Path) -> None:
    found = copies_of(tmp_path, [("a", REPORT, None), ("b", NEAR_COPY, None)])
    assert found == {"b": ("a", round(76 / 80, 4))}


def test_an_original_is_never_a_copy(tmp_path: Path) -> None:
    found = copies_of(tmp_path, [(name, REPORT, None) for name in "abcde"])
    assert {original for original, _ in found.values()} == {"a"}
    assert set(found) == set("bcde")


def test_texts_too_short_to_compare_are_left_alone(tmp_path: Path) -> None:
    assert copies_of(tmp_path, [("a", "Yes", None), ("b", "Yes", None)]) == {}


def test_bands_are_the_same_in_every_run() -> None:
    assert bands_from_shingles({"one two three", "two three four"})[:2] == [136825028, 547449999]
