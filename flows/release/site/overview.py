"""What the first page tells: how much there is, of when, who speaks, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from flows.release.site.periods import Periods, periods_from_days

SPEAKERS = 10
HAPPENINGS = 8
SPREAD = 5
TYPES_TOLD_APART = 4  # colours that stay distinct beside one another; the rest is "other"
# A sample reads well when it is a sentence, not a page.
SAMPLE_LENGTH = (60, 260)


@dataclass(frozen=True)
class Speaker:
    entity_id: str
    name: str
    quotes: int
    documents: int


@dataclass(frozen=True)
class Happening:
    """One happening with the sentence that tells it in one of its documents."""

    event_id: str
    document_id: str
    type: str
    date_edtf: str | None
    place: str | None
    documents: int
    evidence: str | None


@dataclass(frozen=True)
class Sample:
    """One quote with the sentence around it: what "traceable" means."""

    quote_id: str
    document_id: str
    before: str
    quote: str
    after: str
    speaker: str
    speaker_id: str
    title: str | None
    published_edtf: str | None
    char_start: int
    char_end: int


@dataclass(frozen=True)
class Spread:
    """Words that several documents quote, as the first of them gives them."""

    quote: str | None
    speaker: str | None
    speaker_id: str | None
    documents: int
    publishers: int
    document_id: str
    quote_id: str
    first: str | None  # the day it was first told


@dataclass(frozen=True)
class Overview:
    persons: int
    languages: list[tuple[str | None, int]]
    documents: Periods  # by corpus
    speakers: list[Speaker]
    speakers_in_all: int
    events: Periods  # by type
    happenings: list[Happening]
    spread: list[Spread]
    sample: Sample | None


def overview_from_release(connection: duckdb.DuckDBPyConnection) -> Overview:
    return Overview(
        persons=_number(connection, "SELECT count(*) FROM entities WHERE type = 'person'"),
        languages=connection.execute("SELECT language, count(*) FROM documents GROUP BY ALL ORDER BY count(*) DESC, language").fetchall(),
        documents=_periods(connection, "SELECT corpus, published_from, published_until FROM documents"),
        speakers=_speakers(connection),
        speakers_in_all=_number(connection, "SELECT count(DISTINCT speaker_id) FROM quotes"),
        events=_periods(connection, "SELECT type, date_from, date_until FROM events"),
        happenings=_happenings(connection),
        spread=_spread(connection),
        sample=_sample(connection),
    )


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def _periods(connection: duckdb.DuckDBPyConnection, query: str) -> Periods:
    """Rows by period and kind; a date is counted where its first and last day fall into one month, else in its year."""
    rows: list[tuple[str, date | None, date | None, int]] = connection.execute(
        f"SELECT kind, first, last, count(*) FROM ({query}) AS dated(kind, first, last) GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return periods_from_days(rows, TYPES_TOLD_APART)


def _speakers(connection: duckdb.DuckDBPyConnection) -> list[Speaker]:
    rows = connection.execute(
        """SELECT speaker_id, any_value(name), count(*), count(DISTINCT document_id)
        FROM quotes JOIN entities ON entity_id = speaker_id
        GROUP BY speaker_id ORDER BY count(*) DESC, any_value(name), speaker_id LIMIT ?""",
        [SPEAKERS],
    ).fetchall()
    return [Speaker(*row) for row in rows]


def _happenings(connection: duckdb.DuckDBPyConnection) -> list[Happening]:
    """The happenings most documents tell, of equals the latest; each by its surest report."""
    rows = connection.execute(
        """WITH reported AS (
            SELECT arg_max(event_id, (confidence, event_id)) AS event_id, count(DISTINCT document_id) AS documents, max(date_from) AS day
            FROM events GROUP BY happening_id ORDER BY documents DESC, day DESC NULLS LAST, event_id LIMIT ?
        )
        SELECT event_id, v.document_id, v.type, date_edtf, p.name, documents, substring(text, char_start + 1, char_end - char_start)
        FROM reported JOIN events AS v USING (event_id) JOIN documents USING (document_id) LEFT JOIN entities AS p ON p.entity_id = place_id
        ORDER BY day DESC NULLS LAST, event_id""",
        [HAPPENINGS],
    ).fetchall()
    return [Happening(*row) for row in rows]


def _spread(connection: duckdb.DuckDBPyConnection) -> list[Spread]:
    """The utterances that most documents quote; the speaker is that of the first document that tells one."""
    rows = connection.execute(
        """WITH told AS (SELECT * FROM quotes JOIN (SELECT document_id, publisher, published_from, published_edtf FROM documents)
            USING (document_id)),
        spread AS (
            SELECT arg_min(quote_id, (coalesce(published_from, DATE '9999-12-31'), quote_id)) AS quote_id,
                arg_min(speaker_id, (coalesce(published_from, DATE '9999-12-31'), quote_id)) AS speaker_id,
                count(DISTINCT document_id) AS documents, count(DISTINCT publisher) AS publishers
            FROM told GROUP BY utterance_id HAVING documents > 1
        )
        SELECT q.text, name, s.speaker_id, documents, publishers, document_id, q.quote_id, published_edtf
        FROM spread AS s JOIN told AS q USING (quote_id) LEFT JOIN entities ON entity_id = s.speaker_id
        ORDER BY documents DESC, publishers DESC, published_from DESC NULLS LAST, q.quote_id LIMIT ?""",
        [SPREAD],
    ).fetchall()
    return [Spread(*row) for row in rows]


def _sample(connection: duckdb.DuckDBPyConnection) -> Sample | None:
    """The surest direct quote of a known speaker, as long as a sentence where there is one, never a page."""
    row = connection.execute(
        """WITH chosen AS (
            SELECT * FROM quotes WHERE speaker_id IS NOT NULL AND text IS NOT NULL AND length(text) <= $longest
            ORDER BY length(text) >= $shortest DESC, kind = 'direct' DESC, confidence DESC, quote_id LIMIT 1
        ), around AS (
            SELECT quote_id, min(s.char_start) AS first_char, max(s.char_end) AS last_char
            FROM chosen JOIN sentences AS s USING (document_id)
            WHERE s.char_start < chosen.char_end AND s.char_end > chosen.char_start GROUP BY ALL
        )
        SELECT quote_id, document_id, substring(d.text, first_char + 1, greatest(q.char_start - first_char, 0)), q.text,
            substring(d.text, q.char_end + 1, greatest(last_char - q.char_end, 0)),
            name, speaker_id, title, published_edtf, char_start, char_end
        FROM chosen AS q JOIN around USING (quote_id) JOIN documents AS d USING (document_id) JOIN entities ON entity_id = speaker_id
        WHERE d.text IS NOT NULL""",
        {"shortest": SAMPLE_LENGTH[0], "longest": SAMPLE_LENGTH[1]},
    ).fetchone()
    return Sample(*row) if row else None
