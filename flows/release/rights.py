"""Texts that may not be passed on: republish_text = false in corpus.toml keeps them out of a release.

Rows, offsets, links and names stay, and so do short quotations, as the right to quote allows. Bounds are policy, not tuned: a
quotation of more than QUOTED characters (some three sentences), or quotations that together give over SHARE of a text, are the text.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

QUOTED, SHARE = 400, 1 / 3


@dataclass(frozen=True)
class Withheld:
    """The documents whose texts stay out, and the quotes whose words do."""

    corpora: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()


def withheld_from_corpora(connection: duckdb.DuckDBPyConnection, corpora: frozenset[str]) -> Withheld:
    """What has to stay out of the tables that `connection` has as views of their names, given the corpora that forbid it."""
    if not corpora:
        return Withheld()
    rows = connection.execute(_TOO_LONG, {"corpora": sorted(corpora), "quoted": QUOTED, "share": SHARE}).fetchall()
    return Withheld(corpora, frozenset(quote_id for (quote_id,) in rows))


_TOO_LONG = """
WITH closed AS (SELECT document_id, length(text) AS length FROM documents WHERE corpus IN (SELECT unnest($corpora))),
told AS (SELECT quote_id, document_id, length(text) AS words FROM quotes SEMI JOIN closed USING (document_id)),
much AS (SELECT document_id FROM told JOIN closed USING (document_id) WHERE words <= $quoted
    GROUP BY document_id, length HAVING sum(words) > $share * length)
SELECT quote_id FROM told WHERE words > $quoted OR document_id IN (FROM much)
"""
