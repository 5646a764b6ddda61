"""SOURCES.csv: who published the documents, how many are here, and what may be done with their texts."""

from __future__ import annotations

import csv
import re
from io import StringIO

from flows.release.csv_files import FORMULA
from flows.release.extent import Extent
from flows.release.facts import LICENCE, ReleaseFacts

COLUMNS = (
    "corpus", "corpus_title", "publisher", "documents", "first_published", "last_published", "texts_released", "text_licence",
    "facts_licence", "removal",
)  # fmt: skip
UNTOLD = "not stated: rights stay with the publishers"
REMOVAL = "Write to the maintainers of this release; a removed document is named in the next release's tombstones"


def sources_csv(facts: ReleaseFacts, extent: Extent) -> str:
    """One line per corpus and publisher of the documents in the release."""
    corpora = {corpus.name: corpus for corpus in facts.corpora}
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    for source in extent.sources:
        corpus = corpora.get(source.corpus)
        told = (
            source.corpus, corpus.title if corpus else source.corpus, source.publisher or (corpus and corpus.publisher) or "",
            source.documents, source.first or "", source.last or "", "yes" if corpus is None or corpus.republish_text else "no",
            (corpus and corpus.licence) or UNTOLD, LICENCE, REMOVAL,
        )  # fmt: skip
        writer.writerow([no_formula(str(value)) for value in told])
    return lines.getvalue()


def no_formula(cell: str) -> str:
    """A cell that spreadsheets show instead of running: one that begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if re.match(FORMULA, cell) else cell
