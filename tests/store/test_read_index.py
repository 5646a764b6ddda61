from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from flows.extract.corpora import corpus_from_folder
from flows.store.read_index import READ_INDEX, READ_ISSUES, ReadChunk, known_files, read_before, write_read_chunk


def stored(store: Path, *keys: str) -> ReadChunk:
    """A chunk of files that each hold one document."""
    (store / "press").mkdir(exist_ok=True)
    chunk = ReadChunk(corpus_from_folder(store / "press"), (), keys, "-".join(keys))
    rows = [{"file_key": key, "is_settled": True, "document_id": f"doc-{key}", "reading_key": key} for key in keys]
    write_read_chunk(store, chunk, pa.Table.from_pylist(rows, schema=READ_INDEX), READ_ISSUES.empty_table())
    return chunk


def test_a_file_that_two_chunks_tell_of_is_told_once(tmp_path: Path) -> None:
    """As after a build that was killed: what it had read stays beside what the published build was made of."""
    stored(tmp_path, "a", "b")
    stored(tmp_path, "a", "c")
    wanted = ReadChunk(corpus_from_folder(tmp_path / "press"), (), ("a", "b", "c"), "a-b-c")
    index, _ = read_before(tmp_path, wanted, known_files(tmp_path))
    assert sorted(index["document_id"].to_pylist()) == ["doc-a", "doc-b", "doc-c"]
