"""Readings -> documents: cleaned, with title, date and language, corrections applied."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass, field
from typing import Any

import pyarrow as pa

from flows.dates import first_last_from_edtf
from flows.extract.cleaned import DOUBTFUL, Cleaned, cleaned
from flows.extract.corpus import Corpus, SourceFacts
from flows.extract.language import language_from_text
from flows.extract.mapped import Mapped, joined
from flows.extract.published import Published, datelines, published_from_lines, published_from_statement
from flows.extract.title import title_from_lines
from flows.issues import Issue, issues_table
from flows.shingles import bands_from_shingles, shingles_from_text
from schemas import TABLES
from schemas.contract import table_from_rows
from schemas.handoffs import SIGNATURES

_WORD = re.compile(r"\w+")


@dataclass
class Batch:
    """Rows and issues of a batch while it is worked on."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    signatures: list[dict[str, Any]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def documents_from_readings(readings: pa.Table, corpus: Corpus, repeated: frozenset[int]) -> dict[str, pa.Table]:
    """The tables documents, signatures and issues of one batch of readings of one corpus."""
    batch = Batch()
    for reading in readings.to_pylist():
        try:
            _add_document(batch, reading, corpus, repeated)
        except Exception as error:  # one page must not take the batch along; what happened is told
            message = f"{reading['raw_path']}: could not be cleaned ({type(error).__name__}: {error}); please report it with the file."
            batch.issues.append(_issue("refused", "document-failed", message, reading))
    return {
        "documents": table_from_rows(TABLES["documents"], batch.documents),
        "signatures": table_from_rows(SIGNATURES, batch.signatures),
        "issues": issues_table(batch.issues),
    }


def _add_document(batch: Batch, reading: dict[str, Any], corpus: Corpus, repeated: frozenset[int]) -> None:
    text = Mapped.from_flat(reading["text"], reading["raw_map"])
    page = cleaned(text, reading["layout"], repeated)
    if not page.text.text.strip():
        message = f"{reading['raw_path']}: nothing but page noise; no document was made of it."
        batch.issues.append(_issue("refused", "document-empty", message, reading))
        return
    batch.issues.extend(_doubtful_lines(page, reading))
    row = _row(batch, reading, corpus, page)
    _correct(batch, row, corpus)
    shingles = shingles_from_text(row["text"])
    batch.documents.append(row)
    batch.signatures.append({"document_id": row["document_id"], "bands": bands_from_shingles(shingles)})


def _row(batch: Batch, reading: dict[str, Any], corpus: Corpus, page: Cleaned) -> dict[str, Any]:
    facts = _facts(corpus, reading["raw_path"])
    lines = page.text.text.split("\n")
    is_dateline = datelines(lines)
    title = title_from_lines(lines, page.layout, reading["title"], is_dateline)
    text = page.text
    if title and not any(title in line for line in lines):  # a record or mail keeps its headline apart; it counts as body
        text = joined([Mapped(title, ((len(title), 0, 0),)), text])
    language = language_from_text(text.text, reading["language"])
    published = _published(batch, reading, facts, lines + reading["text"].split("\n"), language)
    same = ("document_id", "corpus", "raw_path", "author", "media_type", "encoding", "content_sha256", "raw_unit", "extractor")
    return {
        **{name: reading[name] for name in same},
        "source_url": facts.url or reading["source_url"],
        "publisher": facts.publisher or reading["publisher"] or corpus.publisher,
        "retrieved_at": facts.retrieved_at or reading["retrieved_at"],
        "title": title,
        "published_edtf": published.edtf if published else None,
        "published_from": published.first if published else None,
        "published_until": published.last if published else None,
        "published_method": published.method if published else None,
        "language": language,
        "text": text.text,
        "word_count": len(_WORD.findall(text.text)),
        "raw_map": text.flat(),
    }


def settings_of_document(corpus: Corpus, raw_path: str) -> list[object]:
    """All that the settings of its corpus say of one document: with the reading and the repeated lines, what its row depends on."""
    name = raw_path.removeprefix(f"{corpus.name}/")
    corrections = [astuple(correction) for correction in corpus.corrections if correction.document == name]
    return [corpus.publisher, astuple(_facts(corpus, raw_path)), corrections]


def _facts(corpus: Corpus, raw_path: str) -> SourceFacts:
    """What sources.csv says of a record or archive member, else of the nearest container that it names."""
    name = raw_path.removeprefix(f"{corpus.name}/")
    while name and name not in corpus.sources:
        name = name[: max(name.rfind("/"), name.rfind("#"), 0)]
    return corpus.sources.get(name) or SourceFacts()


def _published(batch: Batch, reading: dict[str, Any], facts: SourceFacts, lines: list[str], language: str | None) -> Published | None:
    # A PDF or Word file dates itself by when it was made or saved, often years after; what is printed on it counts before.
    is_saved_file = reading["raw_unit"] in ("pdf", "docx")
    for statement, method in ((facts.published, "sources"), (reading["published"], "metadata")):
        if method == "metadata" and is_saved_file and (printed := published_from_lines(lines)):
            return printed
        if statement:
            published = published_from_statement(statement, method, language)
            if published:
                return published
            message = f"{reading['raw_path']}: publication date {statement!r} ({method}) is no date that could be read."
            batch.issues.append(_issue("warning", "date-unreadable", message, reading, "published_edtf", statement))
    return published_from_lines(lines)


def _correct(batch: Batch, row: dict[str, Any], corpus: Corpus) -> None:
    name = row["raw_path"].removeprefix(f"{corpus.name}/")
    for correction in corpus.corrections:
        if correction.document != name:
            continue
        if row[correction.column] != correction.expect:
            message = (
                f"{row['raw_path']}: corrections.toml expects {correction.column} to be {correction.expect!r}, but it is "
                f"{row[correction.column]!r}; the correction was not applied: check it and change or remove it."
            )
            batch.issues.append(_issue("warning", "correction-stale", message, row, correction.column, row[correction.column]))
            continue
        row[correction.column] = correction.value
        if correction.column == "published_edtf":
            row["published_from"], row["published_until"] = first_last_from_edtf(correction.value)
            row["published_method"] = "correction"


def _doubtful_lines(page: Cleaned, reading: dict[str, Any]) -> list[Issue]:
    """Nothing is left out in silence: an issue for each line dropped in doubt, one for all the others of the page."""
    path = reading["raw_path"]
    doubtful = [(line, chance) for line, chance in page.dropped if chance < DOUBTFUL]
    told = f"{path}: taken for page noise, with probability"
    issues = [_issue("note", "line-dropped-doubtful", f"{told} {chance:.2f}: {line}", reading, "text", line) for line, chance in doubtful]
    sure = [line for line, chance in page.dropped if chance >= DOUBTFUL]
    if sure:
        message = f"{path}: {len(sure)} lines taken for page noise: {' | '.join(sure)}"
        issues.append(_issue("note", "lines-dropped", message, reading, "text", str(len(sure))))
    return issues


def _issue(level: Any, code: str, message: str, row: dict[str, Any], column: str | None = None, value: str | None = None) -> Issue:
    return Issue(level, code, message, row["raw_path"], row["document_id"], "documents", row["document_id"], column, value)
