"""The static index behind search.html: which words stand in which documents and names, without the SQL engine.

The tables behind the macro search() are the source, so that both count words alike. A word's list is cut
to the documents where it weighs most: a reader looks at the first page, and SQL has the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from flows.release.site.packed import write_json, write_packed
from flows.release.site.titled import TITLE

KEPT = 200  # documents (or names) of a word that the index knows; ten pages of answers
PER_SHARD = 24_000  # numbers in a shard of words: some 40 KB compressed
CARDS = 64  # titles in a shard of cards: the entities come by fame, so the first shards answer most questions

_POSTINGS = f"""
WITH size AS (SELECT avg(words) AS words FROM search_documents), weighed AS (
    SELECT term_no, document_no,
        round(100 * 2.2 * occurrences / (occurrences + 1.2 * (0.25 + 0.75 * search_documents.words / size.words)))::INTEGER AS weight
    FROM search_postings JOIN search_documents USING (document_no), size
), cut AS (
    SELECT term_no, document_no, weight, count(*) OVER (PARTITION BY term_no) AS documents,
    FROM weighed QUALIFY row_number() OVER (PARTITION BY term_no ORDER BY weight DESC, document_no) <= {KEPT}
)
SELECT term, any_value(documents), list(document_no ORDER BY document_no), list(weight ORDER BY document_no)
FROM cut JOIN search_terms USING (term_no) GROUP BY term ORDER BY term
"""

_NAMES = f"""
WITH words AS (
    SELECT DISTINCT entity_no, unnest(search_words(array_to_string(list_concat([name], aliases), ' '))) AS term FROM numbered
)
SELECT term, count(*), list(entity_no ORDER BY entity_no)[:{KEPT}], NULL FROM words GROUP BY term ORDER BY term
"""

_NUMBERED = """
CREATE TEMP TABLE numbered AS
SELECT row_number() OVER (ORDER BY mention_count DESC, entity_id) - 1 AS entity_no, entity_id, name, type, aliases, mention_count
FROM entities
"""


def write_search(folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Write words and cards of documents and entities."""
    connection.execute(_NUMBERED)
    _write_words(folder / "documents", connection.execute(_POSTINGS))
    _write_cards(
        folder / "documents",
        connection.execute(f"""SELECT json_array(document_id, {TITLE}, published_edtf, publisher, language)
            FROM search_documents JOIN documents USING (document_id) ORDER BY document_no"""),
    )
    _write_words(folder / "entities", connection.execute(_NAMES))
    _write_cards(
        folder / "entities",
        connection.execute("SELECT json_array(entity_id, name, type, mention_count) FROM numbered ORDER BY entity_no"),
    )


def _fetched(answer: duckdb.DuckDBPyConnection) -> Iterator[tuple[object, ...]]:
    while batch := answer.fetchmany(2_000):
        yield from batch


def _write_words(folder: Path, answer: duckdb.DuckDBPyConnection) -> None:
    """Shards of neighbouring words, and words.json: the first word of each. Numbers are told as steps, which pack well."""
    firsts: list[str] = []
    shard: list[list[object]] = []
    numbers = 0
    for term, documents, places, weights in _fetched(answer):
        assert isinstance(places, list)
        steps = [place - before for place, before in zip(places, [0, *places], strict=False)]
        if shard and numbers + len(steps) > PER_SHARD:
            _write_shard(folder, firsts, shard)
            shard, numbers = [], 0
        shard.append([term, documents, steps] if weights is None else [term, documents, steps, weights])
        numbers += 2 * len(steps) + 4
    if shard:
        _write_shard(folder, firsts, shard)
    write_json(folder / "words.json.gz", firsts)


def _write_shard(folder: Path, firsts: list[str], shard: list[list[object]]) -> None:
    write_json(folder / f"words-{len(firsts)}.json.gz", shard)
    firsts.append(str(shard[0][0]))


def _write_cards(folder: Path, answer: duckdb.DuckDBPyConnection) -> None:
    cards: list[str] = []
    number = 0
    for (card,) in _fetched(answer):
        cards.append(str(card))
        if len(cards) == CARDS:
            _write_card_shard(folder, number, cards)
            cards, number = [], number + 1
    if cards:
        _write_card_shard(folder, number, cards)


def _write_card_shard(folder: Path, number: int, cards: Iterable[str]) -> None:
    write_packed(folder / f"cards-{number}.json.gz", "[" + ",\n".join(cards) + "]")
