"""GOLD_DIR/*.json -> Gold: what people found in documents, read strictly where a figure depends on it.

Keys that no figure uses (genre, roles, cue, trigger, place, status) are not looked at, so that annotators may add their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from flows.issues import SetupError

LINKS = "links.json"

Words = Annotated[str, StringConstraints(pattern=r"\w")]  # what can't be compared without a letter or figure


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class GoldEntity(_Told):
    """A person, organization, place, law or named event of one document, with every name it has there."""

    id: str
    type: str
    name: Words
    surfaces: tuple[Words, ...]


class GoldPassage(_Told):
    """Words somebody said: as they stand, or for documents that can't be reprinted their first and last words and their number."""

    text: Words | None = None
    head: Words | None = None
    tail: Words | None = None
    words: int | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.text is None and None in (self.head, self.tail, self.words):
            raise ValueError("give text, or head, tail and words")
        return self


class GoldQuote(GoldPassage):
    """A passage attributed to a speaker; `also` names entities that are no wrong answer for the speaker.

    `position` tells, where an annotator noted it, by what the document names the speaker: name, role, pronoun, before, nobody.
    """

    kind: str
    speaker: str | None
    also: tuple[str, ...] = ()
    position: str | None = None


class GoldEvent(_Told):
    """A happening, the sentence that tells it best and the dates that count as right."""

    type: str
    evidence: str
    date: str | None
    date_also: tuple[str | None, ...] = ()
    participants: tuple[str, ...]

    @property
    def dates(self) -> tuple[str | None, ...]:
        return (self.date, *self.date_also)


class GoldDocument(_Told):
    """All that is to be found in one document; the optional names and quotes are neither asked for nor wrong."""

    file: Words
    title: str | None
    published: str | None
    language: str | None
    boilerplate: tuple[str, ...]
    entities: tuple[GoldEntity, ...]
    quotes: tuple[GoldQuote, ...]
    events: tuple[GoldEvent, ...]
    optional_surfaces: tuple[str, ...] = ()
    optional_quotes: tuple[GoldPassage, ...] = ()

    @property
    def stem(self) -> str:
        """The short name of the document, as links and errors call it."""
        return PurePosixPath(self.file).stem

    @model_validator(mode="after")
    def _ids_lead_somewhere(self) -> Self:
        known = {entity.id for entity in self.entities}
        if len(known) < len(self.entities):
            raise ValueError("two entities have one id; number them apart")
        for quote in self.quotes:
            unknown = {*quote.also, *([quote.speaker] if quote.speaker else [])} - known
            if unknown:
                raise ValueError(f"a quote names the speaker {sorted(unknown)[0]!r}, which is no entity of the file; add it or mend the id")
        return self


class _MemberList(_Told):
    members: tuple[str, ...]


class _Links(_Told):
    clusters: tuple[tuple[str, ...], ...] = ()
    entity_clusters: tuple[_MemberList, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of a folder: its documents and, where links.json is given, the entities that are one across documents."""

    documents: tuple[GoldDocument, ...]
    clusters: tuple[tuple[str, ...], ...] | None = None  # members are '<stem>#<entity id>'


def read_gold(folder: Path) -> Gold:
    """The gold of a folder. Raises SetupError naming the file, the key and the mend."""
    if not folder.is_dir():
        raise SetupError(f"{folder}: no such folder. Name the folder that holds the gold, one JSON file per document.")
    documents: dict[str, GoldDocument] = {}
    origin: dict[str, Path] = {}
    for path in sorted(folder.glob("*.json")):
        if path.name == LINKS:
            continue
        document = _from_json(path, GoldDocument)
        if document.stem in documents:
            raise SetupError(
                f"{path}: key 'file': {document.file!r} has the name of a document in {origin[document.stem].name}. Keep one of them."
            )
        documents[document.stem], origin[document.stem] = document, path
    if not documents:
        raise SetupError(f"{folder}: holds no gold. Put one JSON file per document there, named as the document.")
    links = folder / LINKS
    return Gold(tuple(documents.values()), _clusters(links, documents) if links.exists() else None)


def _clusters(path: Path, documents: dict[str, GoldDocument]) -> tuple[tuple[str, ...], ...]:
    """The clusters; members of documents whose gold lies elsewhere stay, so that a part of a gold set can be scored."""
    links = _from_json(path, _Links)
    clusters = links.clusters or tuple(tuple(member.replace(":", "#") for member in each.members) for each in links.entity_clusters)
    seen: set[str] = set()
    for member in (member for cluster in clusters for member in cluster):
        stem, mark, entity = member.partition("#")
        if not mark or (stem in documents and all(entity != known.id for known in documents[stem].entities)):
            raise SetupError(
                f"{path}: key 'clusters': {member!r} names no entity. Write <file stem>#<entity id>, both as in the gold file."
            )
        if member in seen:
            raise SetupError(f"{path}: key 'clusters': {member!r} stands twice. Join its clusters or take one out.")
        seen.add(member)
    return clusters


_File = TypeVar("_File", bound=_Told)


def _from_json(path: Path, kind: type[_File]) -> _File:
    try:
        return kind.model_validate_json(path.read_bytes())
    except OSError as error:
        raise SetupError(f"{path}: can't be read ({error.strerror}). Check its permissions.") from error
    except ValidationError as error:
        raise SetupError("\n".join(_mend(path, fault) for fault in error.errors())) from error


def _mend(path: Path, fault: Any) -> str:
    """One sentence for a person: the file, the key, what is wrong and what would be right."""
    if fault["type"] == "json_invalid":
        return f"{path}: is no valid JSON ({fault['ctx']['error']}). Mend it there, or take the file out of the folder."
    key = ".".join(str(part) for part in fault["loc"])
    told = f"key {key!r}" if key else "the file"
    if fault["type"] == "missing":
        return f"{path}: {told} is missing. Add it; the codebook of the gold says what it holds."
    message = fault["msg"].removeprefix("Value error, ")
    found = "" if fault["type"] == "value_error" else f", found {str(fault['input'])[:80]!r}"
    return f"{path}: {told}: {message[:1].lower()}{message[1:]}{found}."
