"""The tables behind the macro search(): which word stands in which document how often."""

from __future__ import annotations

from importlib.resources import files

import duckdb

DOCUMENTS_AT_A_TIME = 5_000  # their words are counted in memory; 2.5 million words are about 150 MB


def build_search(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the tables of search.sql from `documents` of the database in use."""
    connection.execute(f"BEGIN; {(files('flows.load') / 'search.sql').read_text(encoding='utf-8')} COMMIT")
    row = connection.execute("SELECT count(*) FROM documents").fetchone()
    count = int(row[0]) if row else 0
    connection.execute("CREATE TEMP TABLE counted (document_no INTEGER, term VARCHAR, occurrences INTEGER)")
    for first in range(0, count, DOCUMENTS_AT_A_TIME):
        connection.execute(
            """INSERT INTO counted SELECT document_no, term, count(*)
            FROM (SELECT rowid AS document_no, unnest(search_words(text)) AS term FROM documents WHERE rowid >= ? AND rowid < ?)
            GROUP BY ALL""",
            [first, first + DOCUMENTS_AT_A_TIME],
        )
    connection.execute("""
        INSERT INTO search_terms SELECT row_number() OVER (ORDER BY term) - 1, term FROM (SELECT DISTINCT term FROM counted) ORDER BY term;
        INSERT INTO search_postings SELECT term_no, document_no, occurrences FROM counted JOIN search_terms USING (term)
            ORDER BY term_no, document_no;
        INSERT INTO search_documents SELECT rowid, document_id, coalesce(words, 0) FROM documents
            LEFT JOIN (SELECT document_no, sum(occurrences) AS words FROM counted GROUP BY ALL) ON rowid = document_no ORDER BY rowid;
        DROP TABLE counted""")
