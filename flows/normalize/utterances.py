"""Quotes of all documents -> which of them give one utterance: the same words, but for a slip or an editor's hand, of one speaker.

Candidates share a MinHash band of their four-letter runs (Broder 1997); what is then compared is the words themselves, letter by letter.
Two quotes are never one utterance when two speakers are known for them, or when their figures differ: '15 percent' is no misprint of
'50 percent'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import duckdb
import pyarrow as pa
from rapidfuzz.fuzz import ratio

from flows.ids import mint_id
from flows.normalize.clusters import clusters_from_edges
from flows.shingles import bands_from_shingles
from schemas.contract import TEXT

UTTERANCES = pa.schema([("quote_id", TEXT), ("utterance_id", TEXT)])

# Of 100: an article or a word's ending in a sentence, or two words in a paragraph, may differ. At 85 'we will sign' met 'we will not sign'.
LEAST_LIKENESS = 90.0
# Words below which the same words are said by many ('Thank you very much'): there the speaker must be known, and the same.
_FEW_WORDS = 6
_RUN = 4
_AT_ONCE = 20_000  # quotes whose words are in memory together

_QUOTES = """
CREATE OR REPLACE TEMP TABLE ordered_quotes AS
SELECT row_number() OVER (ORDER BY published_from NULLS LAST, document_id, char_start, quote_id) AS number, quote_id, text,
    entity_id AS speaker
FROM read_parquet($quotes, hive_partitioning = false)
JOIN (SELECT document_id, published_from FROM read_parquet($documents, hive_partitioning = false)) USING (document_id)
LEFT JOIN key_ids ON entity_key = speaker_key
"""

_CHUNK = "SELECT number, text FROM ordered_quotes WHERE number BETWEEN ? AND ?"

# Each quote is held against the first of each of its buckets: a saying that a thousand documents print costs a thousand comparisons.
_PAIRS = """
SELECT DISTINCT first, number FROM (SELECT number, min(number) OVER (PARTITION BY band, hash) AS first FROM quote_bands)
WHERE first <> number ORDER BY first, number
"""


class Said(NamedTuple):
    """The comparable words of a quote, its figures in order, and its speaker where he is known."""

    words: str
    figures: tuple[str, ...]
    speaker: str | None

    @property
    def is_short(self) -> bool:
        return self.words.count(" ") + 1 < _FEW_WORDS


def said_from_text(text: str, speaker: str | None) -> Said:
    """The quote without case, marks and spacing."""
    words = re.findall(r"\w+", text.casefold())
    return Said(" ".join(words), tuple(word for word in words if any(letter.isdigit() for letter in word)), speaker)


def is_one_utterance(one: Said, other: Said) -> bool:
    """Whether two quotes give the same words, as far as a reader could tell."""
    if (one.is_short or other.is_short) and (one.speaker is None or one.speaker != other.speaker):
        return False
    if one.figures != other.figures or (one.speaker and other.speaker and one.speaker != other.speaker):
        return False
    return one.words == other.words or ratio(one.words, other.words, score_cutoff=LEAST_LIKENESS) > 0


def utterances_from_parts(con: duckdb.DuckDBPyConnection, quotes_glob: str, documents_glob: str, key_ids: pa.Table) -> pa.Table:
    """The utterance of every quote (UTTERANCES); its id is minted from the quote that was published first."""
    con.register("key_ids", key_ids)
    con.execute(_QUOTES, {"quotes": quotes_glob, "documents": documents_glob})
    con.execute("CREATE OR REPLACE TEMP TABLE quote_bands (number BIGINT, band TINYINT, hash BIGINT)")
    for numbers, texts in _chunks(con):
        con.register("chunk", _bands(numbers, texts))
        con.execute("INSERT INTO quote_bands SELECT * FROM chunk")
        con.unregister("chunk")
    speakers: dict[int, set[str]] = {}
    edges = list(_confirmed(con, con.execute(_PAIRS).fetchall(), speakers))
    clusters = clusters_from_edges(edges, lambda one, other: len({who for number in (*one, *other) for who in speakers[number]}) < 2)
    joined = {number: group[0] for group in clusters for number in group}
    con.register("joined", pa.table({"number": pa.array(joined.keys(), pa.int64()), "first": pa.array(joined.values(), pa.int64())}))
    found = con.sql("""SELECT quote.quote_id, first.quote_id AS first_id FROM ordered_quotes quote LEFT JOIN joined USING (number)
        JOIN ordered_quotes first ON first.number = coalesce(joined.first, quote.number) ORDER BY quote.quote_id""").to_arrow_table()
    for name in ("key_ids", "joined"):
        con.unregister(name)
    con.execute("DROP TABLE ordered_quotes; DROP TABLE quote_bands")
    ids = pa.array([mint_id("utt", first) for first in found["first_id"].to_pylist()], TEXT)
    return pa.table([found["quote_id"].cast(TEXT), ids], schema=UTTERANCES)


def _chunks(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[list[int], list[str]]]:
    start = 1
    while batch := con.execute(_CHUNK, [start, start + _AT_ONCE - 1]).fetchall():
        yield [number for number, _ in batch], [text for _, text in batch]
        start += _AT_ONCE


def _bands(numbers: list[int], texts: list[str]) -> pa.Table:
    rows = [
        (number, band, value)
        for number, text in zip(numbers, texts, strict=True)
        for band, value in enumerate(bands_from_shingles(_letter_runs(said_from_text(text, None).words)))
    ]
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    kinds = (pa.int64(), pa.int8(), pa.int64())
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)], names=["number", "band", "hash"])


def _letter_runs(words: str) -> set[str]:
    return {words[place : place + _RUN] for place in range(max(1, len(words) - _RUN + 1))} if words else set()


def _confirmed(con: duckdb.DuckDBPyConnection, pairs: list[tuple[int, int]], speakers: dict[int, set[str]]) -> Iterable[tuple[int, int]]:
    """The pairs that are one utterance; `speakers` learns who speaks in them."""
    for start in range(0, len(pairs), _AT_ONCE):
        chunk = pairs[start : start + _AT_ONCE]
        wanted = sorted({number for pair in chunk for number in pair})
        rows = con.execute("SELECT number, text, speaker FROM ordered_quotes WHERE number IN (SELECT unnest($wanted))", {"wanted": wanted})
        said = {number: said_from_text(text, speaker) for number, text, speaker in rows.fetchall()}
        for one, other in chunk:
            if is_one_utterance(said[one], said[other]):
                for number in (one, other):
                    who = said[number].speaker
                    speakers[number] = {who} if who else set()
                yield one, other
