"""DICTIONARY.md: every table, column and code of the release, and the views and macros of its database."""

from __future__ import annotations

from pathlib import Path

from flows.load.connection import connected
from flows.load.dictionary import dictionary_from_contracts
from flows.release.facts import DATABASE, ReleaseFacts
from schemas.releases import RELEASED

# A view's comment, or a macro's with its arguments; helpers of the search are no question that a reader asks.
_EXPLAINED = """
SELECT view_name AS name, comment FROM duckdb_views() WHERE NOT internal AND comment IS NOT NULL
UNION ALL
SELECT function_name || '(' || array_to_string(parameters, ', ') || ')', comment FROM duckdb_functions()
WHERE NOT internal AND function_type IN ('macro', 'table_macro') AND comment IS NOT NULL AND NOT starts_with(function_name, 'search_')
ORDER BY name
"""

_READING = """## How to read the tables

- `char_start` and `char_end` count code points of `documents.text` from 0, the end not included: in Python
  `text[char_start:char_end]`, in DuckDB `text[char_start + 1:char_end]`, in R `substr(text, char_start + 1, char_end)`.
- Dates are told as precisely as the document tells them (EDTF: `2026-02`, `2019/2021`, `196X`), with the first and the
  last day they can mean.
- `raw_map` leads from the text back to the file: triples of text characters, first raw character and raw characters.
- `confidence` is the share of rows like this one that were right when measured.
- Texts of a corpus whose rights keep them out are null (`documents.text`, `quotes.text`); offsets and links are there.
"""


def dictionary_page(facts: ReleaseFacts, folder: Path) -> str:
    parts = [
        f"# Data dictionary of release {facts.version}\n",
        _READING,
        _views(folder),
        "## The tables\n",
        dictionary_from_contracts(RELEASED),
    ]
    return "\n".join(part for part in parts if part)


def _views(folder: Path) -> str:
    if not (folder / DATABASE).is_file():
        return ""
    with connected(folder / DATABASE, read_only=True) as connection:
        explained = connection.execute(_EXPLAINED).fetchall()
    lines = [f"## Views and macros of {DATABASE}\n", "| name | answers |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{name}` | {comment} |" for name, comment in explained)]) + "\n"
