"""The site of a release: pages, their data and their engine, in `site/` of its folder."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import duckdb

from flows.release.facts import ANSWERS, CSV, DATA, DATABASE, ReleaseFacts
from flows.release.site.document_shards import write_documents
from flows.release.site.engine import EngineMissingError, engine_files
from flows.release.site.entity_shards import write_entities
from flows.release.site.opened import opened_release
from flows.release.site.overview import overview_from_release
from flows.release.site.packed import write_json
from flows.release.site.previews import preview_from_table, text_of_value
from flows.release.site.rendered import page_from_template
from flows.release.site.search_shards import write_search
from flows.release.site.titled import TITLE
from schemas.contract import codes
from schemas.releases import RELEASED

SITE = "site"
LISTED = 200  # entities and documents on their list pages, and rows of an answer on the page of questions
ANSWER_ROWS = 8


@dataclass(frozen=True)
class Frame:
    """What every page of the site knows."""

    facts: ReleaseFacts
    engine: bool
    document_digits: int
    entity_digits: int

    @property
    def values(self) -> dict[str, object]:
        return {"facts": self.facts, "engine": self.engine, "document_digits": self.document_digits, "entity_digits": self.entity_digits}


def site_files(folder: Path, facts: ReleaseFacts) -> str | None:
    """Write `site/` from the release's database; return why the pages have no SQL engine, if they have none."""
    site = folder / SITE
    site.mkdir(exist_ok=True)
    missing = _engine_or_reason(site / "engine")
    with as_file(files("flows.release.site") / "assets") as assets:
        shutil.copytree(assets, site, dirs_exist_ok=True)
    with opened_release(folder) as connection:
        frame = Frame(
            facts,
            missing is None,
            write_documents(site / "documents", connection, facts.rows["documents"]),
            write_entities(site / "entities", connection, facts.rows["entities"]),
        )
        write_search(site / "search", connection)
        _write_gone(site, connection)
        _write_pages(site, folder, frame, connection)
    return missing


def _engine_or_reason(target: Path) -> str | None:
    try:
        engine_files(target)
    except EngineMissingError as error:
        return str(error)
    return None


def _write_gone(site: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Ids that lead elsewhere or nowhere now, for links made to earlier releases."""
    moved = connection.execute(
        "SELECT former_id, entity_id FROM id_map UNION SELECT old_id, new_id FROM id_changes ORDER BY ALL"
    ).fetchall()
    removed = connection.execute("SELECT record_id, taken_down::VARCHAR, reason FROM tombstones ORDER BY record_id").fetchall()
    write_json(site / "gone.json.gz", {"moved": dict(moved), "removed": {record: [day, reason] for record, day, reason in removed}})


def _write_pages(site: Path, folder: Path, frame: Frame, connection: duckdb.DuckDBPyConnection) -> None:
    facts = frame.facts
    pages: dict[str, tuple[str, dict[str, Any]]] = {
        "index.html": ("index.html", {"overview": overview_from_release(connection), "downloads": _downloads(folder)}),
        "search.html": ("search.html", {}),
        "document.html": ("document.html", {}),
        "entity.html": ("entity.html", {}),
        "documents.html": ("documents.html", {"documents": _documents(connection)}),
        "entities.html": ("entities.html", {"entities": _entities(connection)}),
        "tables.html": ("tables.html", {"contracts": RELEASED, "files": _table_files(folder)}),
        "dictionary.html": ("dictionary.html", {"contracts": RELEASED, "lists": _code_lists()}),
        "sql.html": ("sql.html", {"questions": _questions(folder), "database_bytes": (folder / DATABASE).stat().st_size}),
    }
    for name, contract in RELEASED.items():
        preview = preview_from_table(connection, contract, facts.rows.get(name, 0))
        pages[f"table-{name}.html"] = ("table.html", {"preview": preview, "files": _table_files(folder)[name]})
    for page, (template, values) in pages.items():
        (site / page).write_text(page_from_template(template, **frame.values, page=page, **values) + "\n", encoding="utf-8")


def _downloads(folder: Path) -> dict[str, int]:
    """Bytes of what people take home as a whole."""
    return {
        DATABASE: (folder / DATABASE).stat().st_size,
        DATA: sum(path.stat().st_size for path in (folder / DATA).rglob("*.parquet")),
        CSV: sum(path.stat().st_size for path in (folder / CSV).rglob("*.csv.gz")),
    }


def _table_files(folder: Path) -> dict[str, dict[str, int]]:
    """The files of each table with their bytes, as paths from the release's folder."""
    found: dict[str, dict[str, int]] = {name: {} for name in RELEASED}
    for name in RELEASED:
        for path in (folder / DATA / f"{name}.parquet", folder / CSV / f"{name}.csv.gz"):
            if path.is_file():
                found[name][path.relative_to(folder).as_posix()] = path.stat().st_size
    return found


def _code_lists() -> dict[str, dict[str, str]]:
    return {name: codes(name) for name in sorted({column.codes for table in RELEASED.values() for column in table.columns if column.codes})}


def _questions(folder: Path) -> list[dict[str, Any]]:
    """The example queries with the first rows of their answers, as the release was made with them."""
    if not (folder / ANSWERS).is_file():
        return []
    questions: list[dict[str, Any]] = json.loads((folder / ANSWERS).read_text(encoding="utf-8"))
    return [
        {**question, "shown": [[text_of_value(value) for value in row] for row in question["rows"][:ANSWER_ROWS]]} for question in questions
    ]


def _documents(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    return _rows(
        connection,
        f"""SELECT document_id, {TITLE} AS title, published_edtf, publisher, corpus, language, word_count, source_url,
            coalesce(quotes, 0) AS quotes, coalesce(events, 0) AS events
        FROM documents LEFT JOIN (SELECT document_id, count(*) AS quotes FROM quotes GROUP BY ALL) USING (document_id)
        LEFT JOIN (SELECT document_id, count(*) AS events FROM events GROUP BY ALL) USING (document_id)
        ORDER BY published_from DESC NULLS LAST, document_id LIMIT ?""",
    )


def _entities(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    return _rows(
        connection,
        """SELECT entity_id, name, type, aliases, mention_count, document_count, coalesce(quotes, 0) AS quotes
        FROM entities LEFT JOIN (SELECT speaker_id AS entity_id, count(*) AS quotes FROM quotes GROUP BY ALL) USING (entity_id)
        ORDER BY mention_count DESC, name, entity_id LIMIT ?""",
    )


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    answer = connection.execute(query, [LISTED])
    names = [column[0] for column in answer.description or []]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
