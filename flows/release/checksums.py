"""index.json and SHA256SUMS: every file of the release with its size, rows and hash."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import file_digest
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from flows.release.facts import ANSWERS, CATALOG, CHANGES, CSV, DATA, DATABASE, INDEX, LICENCE, QUERIES, SUMS, ReleaseFacts
from schemas.releases import RELEASED

# How a file is known by its ending; the endings of what a release writes.
_MEDIA_TYPES = {
    ".cff": "application/yaml", ".css": "text/css", ".csv": "text/csv", ".duckdb": "application/vnd.duckdb", ".gz": "application/gzip",
    ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".jsonld": "application/ld+json", ".md": "text/markdown",
    ".mjs": "text/javascript", ".parquet": "application/vnd.apache.parquet", ".png": "image/png", ".sql": "application/sql",
    ".svg": "image/svg+xml", ".txt": "text/plain", ".wasm": "application/wasm",
}  # fmt: skip
_DESCRIPTIONS = {
    DATABASE: "All tables with comments, views, macros and full-text search, for DuckDB 1.1 or newer",
    CATALOG: "Views over data/*.parquet, for a DuckDB started in this folder",
    ANSWERS: "What the example queries answer",
    "takedowns.csv": "Ids that must not be published any more, for `kenes verify --takedowns`",
    "CHANGELOG.md": "What changed from release to release",
}
# The licence of a file that is not that of the tables.
_LICENCES = {
    f"{DATA}/documents.parquet": f"{LICENCE}; texts: see SOURCES.csv",
    f"{DATA}/quotes.parquet": f"{LICENCE}; words quoted: see SOURCES.csv",
    f"{CSV}/quotes.csv.gz": f"{LICENCE}; words quoted: see SOURCES.csv",
    f"{CHANGES}/documents.parquet": f"{LICENCE}; texts: see SOURCES.csv",
    f"{CHANGES}/quotes.parquet": f"{LICENCE}; words quoted: see SOURCES.csv",
    DATABASE: f"{LICENCE}; texts: see SOURCES.csv",
}


def write_index(folder: Path, facts: ReleaseFacts) -> None:
    """index.json over all files that lie in the folder, then SHA256SUMS over these and index.json."""
    files = [_told(folder, path, facts) for path in _files(folder)]
    told = asdict(facts) | {"released": facts.released.isoformat(), "licence": LICENCE}
    told["tables"] = [
        {"name": name, "rows": facts.rows[name], "key": list(contract.key), "description": contract.row}
        for name, contract in RELEASED.items()
    ]
    del told["rows"]
    text = json.dumps(told | {"files": files}, ensure_ascii=False, indent=1) + "\n"
    (folder / INDEX).write_text(text, encoding="utf-8")
    sums = {file["path"]: file["sha256"] for file in files} | {INDEX: sha256_of(folder / INDEX)}
    (folder / SUMS).write_text("".join(f"{sums[path]}  {path}\n" for path in sorted(sums)), encoding="utf-8")


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _files(folder: Path) -> list[Path]:
    """All but the two that list them."""
    files = [path for path in folder.rglob("*") if path.is_file() and path not in (folder / INDEX, folder / SUMS)]
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def _told(folder: Path, path: Path, facts: ReleaseFacts) -> dict[str, Any]:
    name = path.relative_to(folder).as_posix()
    told: dict[str, Any] = {
        "path": name,
        "bytes": path.stat().st_size,
        "sha256": sha256_of(path),
        "media_type": _MEDIA_TYPES.get(path.suffix, "application/octet-stream"),
        "licence": _LICENCES.get(name, LICENCE if path.parent.name in (DATA, CSV, CHANGES, QUERIES) else None),
        "description": _DESCRIPTIONS.get(name),
    }
    table = path.name.partition(".")[0]
    if path.parent.name in (DATA, CSV) and path.parent.parent == folder and table in RELEASED:
        told |= {"table": table, "rows": facts.rows[table], "description": RELEASED[table].row}
    if path.parent.name == CHANGES and path.suffix == ".parquet":
        told |= {"table": table, "rows": _parquet_rows(path), "description": f"Rows of {table} that changed since {facts.previous}"}
    return {key: value for key, value in told.items() if value is not None}


def _parquet_rows(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)
