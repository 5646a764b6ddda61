from __future__ import annotations

import pyarrow as pa

from flows.extract.repetition import LONGEST, line_hash, line_hashes, repeated_lines


def lines_of(*texts: str) -> pa.ChunkedArray:
    return pa.chunked_array([[line_hashes(text) for text in texts]], pa.list_(pa.int64()))


def test_a_line_counts_once_a_document_however_it_is_spaced_and_cased() -> None:
    assert line_hashes("Home | News\nhome  NEWS\nbody") == sorted([line_hash("home news"), line_hash("body")])


def test_long_and_empty_lines_are_not_counted() -> None:
    assert line_hash("word " * LONGEST) is None
    assert line_hash(" | ") is None


def test_lines_of_three_documents_are_repeated() -> None:
    assert repeated_lines(lines_of("Home\nA", "Home\nB", "Home\nA")).to_pylist() == [line_hash("Home")]


def test_in_a_large_corpus_three_documents_are_chance() -> None:
    texts = [f"text {number}" for number in range(4997)] + ["Background"] * 3
    assert repeated_lines(lines_of(*texts)).to_pylist() == []


def test_no_documents_have_no_repeated_lines() -> None:
    assert repeated_lines(lines_of()).to_pylist() == []
