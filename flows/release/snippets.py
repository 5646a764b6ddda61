"""Code that opens the release in the clients people use, ready to copy. The tests run what they have a client for."""

from __future__ import annotations

from dataclasses import dataclass

from flows.release.facts import ReleaseFacts


@dataclass(frozen=True, slots=True)
class Snippet:
    """Code for one client; it runs in the folder of the release."""

    client: str
    language: str  # as a Markdown fence names it
    code: str


def snippets(facts: ReleaseFacts) -> tuple[Snippet, ...]:
    """DuckDB, pandas, polars and R, over files that lie here."""
    return (
        Snippet(
            "DuckDB (command line)",
            "sh",
            'duckdb -readonly kenes.duckdb "SELECT speaker, quote, title FROM quotes_with_speakers LIMIT 5"',
        ),
        Snippet("DuckDB (SQL over Parquet)", "sql", "SELECT name, type, mention_count FROM 'data/entities.parquet' ORDER BY ALL LIMIT 5;"),
        Snippet(
            "DuckDB (Python)",
            "python",
            'import duckdb\n\nwith duckdb.connect("kenes.duckdb", read_only=True) as kenes:\n'
            '    print(kenes.sql("SELECT * FROM timeline LIMIT 5"))',
        ),
        Snippet(
            "pandas",
            "python",
            'import pandas as pd\n\nquotes = pd.read_parquet("data/quotes.parquet")\n'
            'entities = pd.read_parquet("data/entities.parquet", columns=["entity_id", "name"])\n'
            'print(quotes.merge(entities, left_on="speaker_id", right_on="entity_id")[["name", "text", "document_id"]].head())',
        ),
        Snippet(
            "polars",
            "python",
            'import polars as pl\n\nprint(\n    pl.scan_parquet("data/entities.parquet")\n    .filter(pl.col("type") == "person")\n'
            '    .sort("mention_count", descending=True)\n    .head(5)\n    .collect()\n)',
        ),
        Snippet(
            "R (arrow)",
            "r",
            'library(arrow)\nlibrary(dplyr)\n\nread_parquet("data/entities.parquet") |>\n  filter(type == "person") |>\n'
            "  arrange(desc(mention_count)) |>\n  head(5)",
        ),
        Snippet(
            "R (DuckDB)",
            "r",
            'library(DBI)\n\nkenes <- dbConnect(duckdb::duckdb(), "kenes.duckdb", read_only = TRUE)\n'
            'dbGetQuery(kenes, "SELECT * FROM who_is_who LIMIT 5")',
        ),
    ) + (_remote(facts) if facts.address else ())


def _remote(facts: ReleaseFacts) -> tuple[Snippet, ...]:
    return (
        Snippet(
            "Without a download (pandas, from this address)",
            "python-remote",
            f'import pandas as pd\n\nprint(pd.read_parquet("{facts.address}/data/entities.parquet").head())',
        ),
        Snippet(
            "Without a download (DuckDB with httpfs)",
            "sql-remote",
            f"SELECT name, mention_count FROM '{facts.address}/data/entities.parquet' ORDER BY mention_count DESC LIMIT 5;",
        ),
    )
