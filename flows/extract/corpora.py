"""raw/<corpus>/ -> Corpus: its corpus.toml, sources.csv and corrections.toml, each optional, none guessed at."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from flows.dates.edtf import bounds, is_edtf
from flows.extract.collect_settings import CollectFile, Collecting, collecting_from_file
from flows.extract.corpus import Corpus, Correction, Limits, SourceFacts
from flows.extract.strict_toml import Strict, settings_from_toml
from flows.issues import SetupError
from schemas import TABLES

SETTINGS_FILES = ("corpus.toml", "sources.csv", "corrections.toml")
RESERVED = ("reference",)  # folders under raw/ that are no corpora
SOURCE_COLUMNS = ("file", "url", "publisher", "retrieved_at", "published")
CORRECTABLE = ("title", "author", "publisher", "published_edtf", "language", "source_url")

LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


class _Bounds(Strict):
    min: int | None = Field(default=None, ge=0)
    max: int | None = Field(default=None, ge=0)


class _Expect(Strict):
    documents: _Bounds = _Bounds()


class _Limits(Strict):
    document_megabytes: int = Field(default=Limits().document_megabytes, ge=1)
    archive_megabytes: int = Field(default=Limits().archive_megabytes, ge=1)
    archive_ratio: int = Field(default=Limits().archive_ratio, ge=2)
    archive_members: int = Field(default=Limits().archive_members, ge=1)


class _CorpusFile(Strict):
    title: str | None = None
    publisher: str | None = None
    licence: str | None = None
    languages: list[LanguageCode] = Field(default_factory=list)
    republish_text: bool = True
    expect: _Expect = _Expect()
    fields: dict[Literal["text", "title", "url", "published", "author", "publisher", "language", "id"], str] = Field(default_factory=dict)
    limits: _Limits = _Limits()
    gold: str | None = None
    collect: CollectFile | None = None


class _Correction(Strict):
    document: str
    column: str
    expect: str | None = None
    value: str | None = None
    reason: str = Field(min_length=1)


class _CorrectionsFile(Strict):
    correction: list[_Correction] = Field(default_factory=list)


def corpora_from_raw(raw: Path) -> list[Corpus]:
    """Every corpus under `raw`, by name. Raises SetupError naming the file, the key and the mend."""
    if not raw.is_dir():
        raise SetupError(f"{raw}: no such folder. Make it and drop a folder of documents in, or name another with --raw DIR.")
    folders = sorted(path for path in raw.iterdir() if path.is_dir() and not path.name.startswith(".") and path.name not in RESERVED)
    if not folders:
        raise SetupError(f"{raw}: holds no corpus. Drop a folder of documents in: {raw.name}/my-corpus/page.html")
    return [corpus_from_folder(folder) for folder in folders]


def corpus_from_folder(folder: Path) -> Corpus:
    """The corpus of one folder; a folder of plain files without corpus.toml is a corpus with defaults."""
    _check_name(folder)
    told = settings_from_toml(folder / "corpus.toml", _CorpusFile)
    # Read here too: a wrong key is told by every command, not by the nightly collect alone.
    collecting = None if told.collect is None else collecting_from_file(folder, told.collect)
    corrections = settings_from_toml(folder / "corrections.toml", _CorrectionsFile).correction
    for number, correction in enumerate(corrections, 1):
        if correction.column not in CORRECTABLE:
            raise SetupError(
                f"{folder / 'corrections.toml'}: correction {number}: column {correction.column!r} can't be corrected; "
                f"use one of {', '.join(CORRECTABLE)}."
            )
        if correction.value is not None and (wanted := _wanted_instead(correction.column, correction.value)):
            raise SetupError(
                f"{folder / 'corrections.toml'}: correction {number}: {correction.column} is {correction.value!r}; give {wanted}."
            )
    if told.gold is not None and not (folder / told.gold).is_dir():
        raise SetupError(f"{folder / 'corpus.toml'}: key 'gold': {folder / told.gold} is no folder; name one relative to the corpus.")
    return Corpus(
        name=folder.name,
        folder=folder,
        title=told.title or folder.name,
        publisher=told.publisher,
        licence=told.licence,
        languages=tuple(told.languages),
        republish_text=told.republish_text,
        expect_min=told.expect.documents.min,
        expect_max=told.expect.documents.max,
        fields={ours: theirs for ours, theirs in told.fields.items()},  # noqa: C416 - plain strings to the type checker
        limits=Limits(**told.limits.model_dump()),
        sources=_sources_from_csv(folder / "sources.csv"),
        not_documents=collecting.lists_inside() if collecting else (),
        gold=(folder / told.gold).resolve() if told.gold else None,
        corrections=tuple(Correction(**correction.model_dump()) for correction in corrections),
    )


def collecting_from_folder(folder: Path) -> Collecting | None:
    """What `kenes collect` fetches for the corpus, None where its corpus.toml names nothing.

    It is no part of the Corpus: what a build makes of a file must not depend on how the file was fetched.
    """
    told = settings_from_toml(folder / "corpus.toml", _CorpusFile).collect
    return None if told is None else collecting_from_file(folder, told)


def _check_name(folder: Path) -> None:
    """The name stands in the column `corpus`, and tables hold Unicode only."""
    name = folder.name.encode("utf-8", "backslashreplace").decode("utf-8")
    if name != folder.name:
        raise SetupError(f"{folder.parent}: the name of the corpus folder {name} is not UTF-8; rename the folder.")


def _wanted_instead(column: str, value: str) -> str | None:
    """What a corrected value must be, where it is not: a wrong one would empty the date or refuse the document."""
    if column == "published_edtf":
        return None if is_edtf(value) and any(bounds(value)) else "a date like 2023-05-12, 2023-05 or 2023 (EDTF)"
    pattern = TABLES["documents"].column(column).pattern
    return None if pattern is None or re.fullmatch(pattern, value) else f"a value of the form {pattern}"


def _sources_from_csv(path: Path) -> dict[str, SourceFacts]:
    if not path.exists():
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"{path}: can't be read as UTF-8 text ({error}). Save it as UTF-8 CSV.") from error
    lines = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    unknown = [name for name in lines.fieldnames or [] if name not in SOURCE_COLUMNS]
    if "file" not in (lines.fieldnames or []) or unknown:
        raise SetupError(
            f"{path}: columns are {', '.join(lines.fieldnames or ['none'])}; allowed are {', '.join(SOURCE_COLUMNS)}, with file."
        )
    sources: dict[str, SourceFacts] = {}
    try:
        for row in lines:
            name = re.sub(r"^\./", "", row["file"] or "")
            if None in row or not name or name in sources:
                raise SetupError(f"{path}: line {lines.line_num}: needs one file, named once, and {len(lines.fieldnames or [])} values.")
            sources[name] = SourceFacts(**{key: row.get(key) or None for key in SOURCE_COLUMNS[1:]})
    except csv.Error as error:
        raise SetupError(f"{path}: line {lines.line_num}: {error}.") from error
    return sources
