"""The proof of a row: the sentence behind it, and the raw characters of the file that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flows.extract.corpora import corpus_from_folder
from flows.extract.corpus import Corpus, RawFile
from flows.extract.mapped import Mapped
from flows.extract.raw_documents import RawDocument, documents_from_file
from flows.extract.readings import raw_characters_from_file
from flows.issues import SetupError
from flows.load.query import rows_from_query
from flows.load.swap import published

# Where each kind of row stands in its document.
SPANS = {
    "men": "select document_id, char_start, char_end from mentions where mention_id = ?",
    "rol": "select document_id, char_start, char_end from roles where role_id = ?",
    "quo": "select document_id, char_start, char_end from quotes where quote_id = ?",
    "evt": "select document_id, char_start, char_end from events where event_id = ?",
}
_PASSAGE = """
select raw_path, source_url, content_sha256, text, raw_map, raw_unit, passage(shown.document_id, ?, ?)
from documents as shown where document_id = ?
"""

AROUND = 80  # raw characters shown on each side: about a printed line


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a row comes from, down to the characters of the file."""

    raw_path: str
    source_url: str | None
    passage: str  # the sentence, the span between ⟦ and ⟧
    raw_unit: str
    raw_start: int
    raw_end: int
    raw_before: str
    raw: str
    raw_after: str


def proof_from_row_id(row_id: str, raw: Path, warehouse: Path) -> Proof:
    """The proof of a mention, role, quote or event. Raises SetupError when there is no such row or its file changed."""
    kind = row_id.partition("-")[0]
    if kind not in SPANS:
        raise SetupError(f"{row_id}: give the id of a mention, role, quote or event ({', '.join(f'{name}-…' for name in SPANS)}).")
    build = published(warehouse) or warehouse  # both questions go to one build
    found = rows_from_query(build, SPANS[kind], [row_id]).rows
    if not found:
        raise SetupError(f"{row_id}: no such row in {warehouse}. Rows get new ids when their file moves; build again and look.")
    document_id, start, end = found[0]
    (row,) = rows_from_query(build, _PASSAGE, [start, end, document_id]).rows
    raw_path, source_url, content_sha256, text, raw_map, raw_unit, passage = row
    raw_start, raw_end = Mapped.from_flat(text, raw_map).raw_span(start, end)
    characters = raw_characters_from_path(raw_path, raw, content_sha256)
    return Proof(
        raw_path, source_url, passage, raw_unit, raw_start, raw_end,
        characters[max(0, raw_start - AROUND) : raw_start], characters[raw_start:raw_end], characters[raw_end : raw_end + AROUND],
    )  # fmt: skip


def raw_characters_from_path(raw_path: str, raw: Path, content_sha256: str) -> str:
    """The raw characters of a document, its file read again. Raises SetupError when it is not what was built from."""
    corpus = corpus_from_folder(raw / raw_path.partition("/")[0])
    files = list(_files_that_may_hold(raw_path, raw, corpus))
    for file in files:
        member = raw_path[len(file.raw_path) :]
        for found in documents_from_file(file, corpus):
            if isinstance(found, RawDocument) and found.part.member == member:
                if (found.part.content_sha256 or sha256(found.data).hexdigest()) != content_sha256:
                    raise SetupError(f"{raw / raw_path}: changed since the warehouse was built; build again.")
                return raw_characters_from_file(file, corpus, member)
    if files:
        raise SetupError(f"{raw / raw_path}: is no longer in its file; it changed since the warehouse was built: build again.")
    raise SetupError(f"{raw / raw_path}: the file is gone; the row was made from it when the warehouse was built.")


def _files_that_may_hold(raw_path: str, raw: Path, corpus: Corpus) -> Iterator[RawFile]:
    """The files on the way to a document, shortest path first: what follows names a record or member, and may be of any length."""
    for place in (*(i for i, character in enumerate(raw_path) if character in "/#"), len(raw_path)):
        path = raw / raw_path[:place]
        try:
            if path.is_file():
                yield RawFile(corpus.name, path, raw_path[:place], path.stat().st_size)
        except OSError:  # no file has so long a name, and what can't be looked at can't be read
            continue
