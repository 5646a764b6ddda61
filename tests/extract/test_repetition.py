from __future__ import annotations

import pyarrow as pa

from flows.extract.repetition import LONGEST, line_counts_from_readings, line_hash, repeated_lines


def readings(*texts: str, corpus: str = "a") -> pa.Table:
    return pa.table({"corpus": [corpus] * len(texts), "text": list(texts)})


def test_a_line_counts_once_a_document_however_it_is_spaced_and_cased() -> None:
    table = line_counts_from_readings(readings("Home | News\nhome  NEWS\nbody", "body"))
    counts = dict(zip(table["line"].to_pylist(), table["documents"].to_pylist(), strict=True))
    assert counts == {line_hash("home news"): 1, line_hash("body"): 2}
    assert set(table["of_documents"].to_pylist()) == {2}


def test_long_and_empty_lines_are_not_counted() -> None:
    assert line_hash("word " * LONGEST) is None
    assert line_hash(" | ") is None


def test_lines_of_three_documents_are_repeated_over_all_batches_of_their_corpus_alone() -> None:
    parts = [
        line_counts_from_readings(readings("Home\nA", "Home\nB")),
        line_counts_from_readings(readings("Home\nA")),
        line_counts_from_readings(readings("Home", "B", corpus="b")),
    ]
    assert repeated_lines(parts) == {"a": frozenset({line_hash("Home")}), "b": frozenset()}


def test_in_a_large_corpus_three_documents_are_chance() -> None:
    texts = [f"text {number}" for number in range(4997)] + ["Background"] * 3
    assert repeated_lines([line_counts_from_readings(readings(*texts))]) == {"a": frozenset()}


def test_no_batches_give_no_corpora() -> None:
    assert repeated_lines([]) == {}
