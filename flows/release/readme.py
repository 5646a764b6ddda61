"""README.md of a release: what it is, how to open, check and cite it; also the card that the Hugging Face hub shows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from flows.release.citation import bibtex, citation_line
from flows.release.extent import Extent
from flows.release.facts import ANSWERS, LICENCE, LICENCE_URL, ReleaseFacts
from flows.release.markdown_text import markdown_table, markdown_text
from flows.release.resources import Resource
from flows.release.snippets import snippets
from schemas.releases import RELEASED

SHOWN_ROWS = 5  # of an answer
_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)

_FILES = """## What is where

| file | what |
|---|---|
| `data/*.parquet` | the tables; each file carries the meaning of its columns |
| `kenes.duckdb` | the same tables with views, search and comments, for DuckDB 1.1 or newer |
| `catalog.duckdb` | views over the Parquet files, no rows: small enough to mail |
| `csv/*.csv.gz` | the flat tables for spreadsheets |
| `changes/`, `CHANGELOG.md` | what changed since the last release, as rows and in words |
| `queries/*.sql` | the questions below |
| `site/` | pages to browse, search and ask in; start with `kenes serve-site` or any static server |
| `quality/report.html` | what was measured, what is doubtful, what is missing |
| `DICTIONARY.md` | every table, column and code |
| `SOURCES.csv`, `LICENSE` | who published the documents, and what may be done with what |
| `CITATION.cff`, `datapackage.json`, `croissant.json`, `dcat.jsonld`, `schema_org.jsonld` | the same for programs |
| `index.json`, `SHA256SUMS` | every file with its size, rows and SHA-256 |
"""

_CHECK = """## Check this copy

`sha256sum --check --quiet SHA256SUMS` tells whether a file is damaged. `kenes verify .` also reads every row, proves
every span against its text, every key and reference, the metadata and the questions below. Documents may be taken down
after a release: `kenes verify . --takedowns takedowns.csv`, with the file of the newest release, names the rows to delete.
"""

_CAUTION = """## Before you rely on it

Rows were found by a program in what documents say; they are not checked by hand and what a document says may be false.
Look at `confidence`, at the table `issues`, and at the sentence: every row names the characters that prove it. An empty
value means that the document does not tell. A month without documents was not collected.
"""


def readme(facts: ReleaseFacts, folder: Path, resources: Sequence[Resource], extent: Extent) -> str:
    parts = [
        _card(facts, resources, extent),
        f"# {markdown_text(facts.title)}\n\nRelease {facts.version}, {facts.released.isoformat()}. Schema version {facts.schema_version}. "
        f"Code {markdown_text(facts.code_version)}.\n",
        "Open tables made from public documents: **who is who, who said what, what happened when and where, each value\n"
        "traceable to the characters that prove it.**\n",
        _tables(facts),
        _opening(facts),
        _questions(folder),
        _FILES,
        _corpora(facts),
        _CAUTION,
        _CHECK,
        f"## Cite\n\n> {markdown_text(citation_line(facts))}\n\n```bibtex\n{bibtex(facts)}\n```\n\n"
        f"Tables: [{LICENCE}]({LICENCE_URL}). Words of documents: rights stay with their publishers, see `SOURCES.csv`.\n",
    ]
    return "\n".join(part for part in parts if part)


def _card(facts: ReleaseFacts, resources: Sequence[Resource], extent: Extent) -> str:
    """The front matter of a dataset card; scalars are JSON strings, which YAML reads as they are."""
    tables = [resource for resource in resources if resource.is_table and resource.contract]
    lines = [
        "---",
        f"pretty_name: {json.dumps(facts.title, ensure_ascii=False)}",
        f"license: {LICENCE.lower()}",
        *(["language:", *(f"  - {language}" for language in extent.languages)] if extent.languages else []),
        "size_categories:",
        f"  - {_size_category(sum(facts.rows.values()))}",
        "configs:",
    ]
    for resource in tables:
        lines += [f"  - config_name: {resource.contract.table if resource.contract else ''}", f"    data_files: {resource.path}"]
    return "\n".join([*lines, "---\n"])


def _size_category(rows: int) -> str:
    """The hub's name for so many rows."""
    names = ["n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M", "100M<n<1B"]
    return names[sum(rows >= size for size in _SIZES)]


def _tables(facts: ReleaseFacts) -> str:
    rows = [f"| `{table}` | {facts.rows.get(table, 0):,} | {contract.row} |" for table, contract in RELEASED.items()]
    return "\n".join(["| table | rows | one row is |", "|---|---:|---|", *rows]) + "\n"


def _opening(facts: ReleaseFacts) -> str:
    shown = (f"{one.client}:\n\n```{one.language.removesuffix('-remote')}\n{one.code}\n```\n" for one in snippets(facts))
    return "\n".join(["## Open it\n", "Each runs in this folder.\n", *shown])


def _questions(folder: Path) -> str:
    """The example questions with the beginning of their answers, as this release gave them."""
    path = folder / ANSWERS
    if not path.is_file():
        return ""
    parts = ["## Questions it answers\n"]
    for answer in json.loads(path.read_text(encoding="utf-8")):
        shown = answer["rows"][:SHOWN_ROWS]
        count = answer.get("row_count", len(answer["rows"]))
        more = f" The first {len(shown)} of {count:,} rows:" if count > len(shown) else ""
        parts.append(f"**{markdown_text(answer['question'])}**{more}\n\n```sql\n{answer['sql'].strip()}\n```\n")
        parts.append(markdown_table(answer["columns"], shown) if shown else "No rows in this release.\n")
    return "\n".join(parts)


def _corpora(facts: ReleaseFacts) -> str:
    lines = ["## Where it comes from\n", "| corpus | title | documents | texts | rights of the texts |", "|---|---|---:|---|---|"]
    for corpus in facts.corpora:
        told = "included" if corpus.republish_text else "left out"
        rights = markdown_text(corpus.licence or "not stated")
        lines.append(f"| {markdown_text(corpus.name)} | {markdown_text(corpus.title)} | {corpus.documents:,} | {told} | {rights} |")
    return "\n".join(lines) + "\n"
