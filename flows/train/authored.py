"""The authored corpus (flows/train/corpus) as texts with spans; GUIDE.md tells the notation."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Protocol, TypeVar

AUTHORED_SPLIT = 10  # a tenth of the documents is kept for figures and never trained on
ENTITY_TYPES = {"per": "person", "org": "organization", "loc": "place", "law": "law", "evt": "event"}  # of the tags of names
FOLDS = 5  # of the other nine tenths, for figures that cross-fitting takes


@dataclass(frozen=True, slots=True)
class AuthoredSpan:
    """One tagged span: its tag, its attributes and its characters."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AuthoredDocument:
    """One document of the corpus; `layers` is 'noise' where only title and page noise are tagged."""

    document_id: str
    language: str
    layers: str
    held_out: bool
    text: str
    spans: tuple[AuthoredSpan, ...]
    published: str | None = None  # EDTF


def documents_from_corpus() -> Iterator[AuthoredDocument]:
    """Every document, in the order of the files' names."""
    folder = files("flows.train") / "corpus"
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".xml")):
        for node in ET.fromstring((folder / name).read_text(encoding="utf-8")).iter("doc"):
            yield document_from_node(node)


def development_documents() -> list[AuthoredDocument]:
    """The documents that normalize may learn from: those with every layer that are not held out."""
    return [document for document in documents_from_corpus() if document.layers == "all" and not document.held_out]


def document_from_node(node: ET.Element) -> AuthoredDocument:
    """One document of a batch; empty lines around its text are left out, and offsets count from there."""
    pieces: list[str] = []
    spans: list[AuthoredSpan] = []
    _walk(node, pieces, 0, spans)
    text = "".join(pieces)
    skipped = len(text) - len(text.lstrip("\n"))
    moved = tuple(AuthoredSpan(span.tag, span.attributes, span.start - skipped, span.end - skipped) for span in spans if span.tag != "doc")
    document_id = node.attrib["id"]
    return AuthoredDocument(
        document_id,
        node.get("language", "en"),
        node.get("layers", "all"),
        held_out(node),
        text.strip("\n"),
        tuple(sorted(moved, key=_place)),
        node.get("published") or None,
    )


def held_out(node: ET.Element) -> bool:
    """Whether figures are taken on the document: named so in the file, else a fixed tenth by its id."""
    if "split" in node.attrib or node.get("layers") == "noise":
        return node.get("split") == "held-out"
    return _number(node.attrib["id"]) % AUTHORED_SPLIT == 0


def is_dev(document: AuthoredDocument) -> bool:
    """Whether the tagger's training looks at the document only to choose and to fit: a fixed tenth of those not held out."""
    return document.layers == "all" and not document.held_out and _number(document.document_id) // AUTHORED_SPLIT % AUTHORED_SPLIT == 0


def fold_from_id(document_id: str) -> int:
    """Which of the FOLDS a document of the development part belongs to; a figure taken on one uses nothing learned from it."""
    return _number(document_id) // AUTHORED_SPLIT % FOLDS


class Case(Protocol):
    """What is learned from or judged, with the document that it stands in."""

    @property
    def document_id(self) -> str: ...


AnyCase = TypeVar("AnyCase", bound=Case)


def folds_of_cases(cases: Sequence[AnyCase]) -> Iterator[tuple[list[AnyCase], list[AnyCase]]]:
    """Of each fold what a figure on it may learn from, the cases of the others, and its own."""
    placed = [(fold_from_id(case.document_id), case) for case in cases]
    for fold in range(FOLDS):
        yield [case for at, case in placed if at != fold], [case for at, case in placed if at == fold]


def _number(document_id: str) -> int:
    return int(sha256(document_id.encode()).hexdigest(), 16)


def _place(span: AuthoredSpan) -> tuple[int, int]:
    return span.start, -span.end


def _walk(node: ET.Element, pieces: list[str], start: int, spans: list[AuthoredSpan]) -> int:
    """Append the node's characters and spans; the place after its last character."""
    end = start + len(node.text or "")
    pieces.append(node.text or "")
    for child in node:
        end = _walk(child, pieces, end, spans) + len(child.tail or "")
        pieces.append(child.tail or "")
    spans.append(AuthoredSpan(node.tag, dict(node.attrib), start, end))
    return end
