"""Documents of the authored corpus as a stranger would bring them: a folder of raw files, and their gold beside.

    python -m flows.train.gold_corpus FOLDER [--dev]

writes FOLDER/raw/authored/ (a text file a document, page noise in its place, corpus.toml and sources.csv) and FOLDER/gold/authored/
(a JSON file a document, in the format of tests/gold): the held-out documents, or with --dev the development part, whose errors may be
read. A build of FOLDER/raw fills its table `quality` with the figures; `make score` does both. A date that a document knows and does
not print is given in sources.csv, as a collector would know it.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from io import StringIO
from pathlib import Path
from typing import Any

from flows.train.authored import AuthoredDocument, documents_from_corpus, is_dev
from flows.train.gold_pages import GoldPage, gold_page_from_document

_NAME = "authored"


def gold_from_page(gold: GoldPage) -> dict[str, Any]:
    """The annotation of a document in the format of tests/gold: what `kenes score` holds a build to."""
    document = gold.document
    return {
        "file": f"{document.document_id}.txt",
        "title": gold.page.title,
        "published": document.published,
        "language": document.language,
        "boilerplate": [line for line in _junk_lines(document) if line],
        "entities": _entities(gold),
        "quotes": [
            {"text": _text(gold, one.start, one.end), "kind": one.kind, "speaker": one.speaker, "position": one.position}
            for one in gold.quotes
        ],
        "events": [
            {
                "type": one.trigger.label,
                "status": one.trigger.status,
                "trigger": _text(gold, one.trigger.start, one.trigger.end),
                "evidence": _text(gold, *one.sentence),
                "date": one.date,
                "participants": sorted(one.participants),
            }
            for one in gold.events
        ],
    }


def _text(gold: GoldPage, start: int, end: int) -> str:
    return gold.page.text[start:end]


def _entities(gold: GoldPage) -> list[dict[str, Any]]:
    """Each entity with the names that the document gives it; one that is only spoken of in attributes has none and is left out."""
    surfaces: dict[str, dict[str, None]] = defaultdict(dict)
    types: dict[str, str] = {}
    for span, entity in gold.names:
        surfaces[entity][_text(gold, span.start, span.end)] = None
        types.setdefault(entity, span.label)
    return [
        {"id": entity, "type": types[entity], "name": max(names, key=len), "surfaces": list(names)} for entity, names in surfaces.items()
    ]


def _junk_lines(document: AuthoredDocument) -> list[str]:
    return [line.strip() for span in document.spans if span.tag == "junk" for line in document.text[span.start : span.end].splitlines()]


def _prints_its_date(document: AuthoredDocument) -> bool:
    return any(span.tag == "time" and "page" in span.attributes for span in document.spans)


def sources_csv(documents: list[AuthoredDocument]) -> str:
    """The dates that documents know and do not print, as sources.csv."""
    table = StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["file", "published"])
    writer.writerows(
        (f"{one.document_id}.txt", one.published) for one in documents if one.published is not None and not _prints_its_date(one)
    )
    return table.getvalue()


def held_out_documents() -> list[AuthoredDocument]:
    """The held-out documents whose every layer is annotated."""
    return [one for one in documents_from_corpus() if one.held_out and one.layers == "all"]


def write_gold_corpus(folder: Path, documents: list[AuthoredDocument]) -> int:
    """Write raw files and gold of the documents; how many there are."""
    raw, gold = folder / "raw" / _NAME, folder / "gold" / _NAME
    for each in (raw, gold):
        each.mkdir(parents=True, exist_ok=True)
    (raw / "corpus.toml").write_text(f'title = "Authored documents"\ngold = "../../gold/{_NAME}"\n', encoding="utf-8")
    (raw / "sources.csv").write_text(sources_csv(documents), encoding="utf-8")
    for document in documents:
        (raw / f"{document.document_id}.txt").write_text(document.text + "\n", encoding="utf-8")
        told = json.dumps(gold_from_page(gold_page_from_document(document)), ensure_ascii=False, indent=1)
        (gold / f"{document.document_id}.json").write_text(told + "\n", encoding="utf-8")
    return len(documents)


if __name__ == "__main__":
    chosen = list(filter(is_dev, documents_from_corpus())) if "--dev" in sys.argv else held_out_documents()
    print(f"{write_gold_corpus(Path(sys.argv[1]), chosen)} documents written.")
