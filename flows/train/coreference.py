"""How well names that mean one thing are brought together, as B-cubed precision, recall and F1.

    python -m flows.train.coreference [FOLDER] [--held-out]

On the authored documents within each document: names given by the annotation, and names found by the tagger of a build. With FOLDER
also on MEANTIME (Minard et al. 2016; `coref.meantime.*`), across the documents of each of its topics, names given: persons,
organizations and places that are named, not described. B-cubed: Bagga and Baldwin (1998); a mention that only one side has counts as
wrong there.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.normalize.page import Page, Span
from flows.normalize.sentences import sentence_spans
from flows.normalize.tagger import spans_from_page
from flows.train.authored import is_dev
from flows.train.gold_pages import GoldPage, gold_pages
from flows.train.public_texts import records_from_file
from flows.train.resolved import Place, entities_from_pages, keys_from_pages

TOPICS = ("airbus", "apple", "stock")
_TYPES = {"PER": "person", "ORG": "organization", "LOC": "place"}
_NAMED = frozenset(("NAM", "PRE.NAM"))


@dataclass(frozen=True, slots=True)
class BCubed:
    """Mean precision of the mentions found, mean recall of those wanted, and how many there are."""

    precision: float
    recall: float
    found: int
    wanted: int

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def bcubed(wanted: Mapping[Place, Hashable], found: Mapping[Place, Hashable]) -> BCubed:
    """B-cubed of one clustering of mentions against another."""
    return BCubed(_overlap(found, wanted), _overlap(wanted, found), len(found), len(wanted))


def _overlap(one: Mapping[Place, Hashable], other: Mapping[Place, Hashable]) -> float:
    """The mean, over the mentions of `one`, of the share of their cluster that `other` has with them."""
    sizes: dict[Hashable, int] = defaultdict(int)
    common: dict[tuple[Hashable, Hashable], int] = defaultdict(int)
    for place, cluster in one.items():
        sizes[cluster] += 1
        if place in other:
            common[cluster, other[place]] += 1
    return sum(count * count / sizes[cluster] for (cluster, _), count in common.items()) / len(one) if one else 0.0


def wanted_from_gold(pages: Iterable[GoldPage]) -> dict[Place, Hashable]:
    """Each annotated name with its document's entity; of nested names the longest."""
    return {
        (gold.page.document_id, span.start, span.end): (gold.page.document_id, entity)
        for gold in pages
        for span, entity in gold.names
        if not any(other.start <= span.start and span.end <= other.end and other is not span for other, _ in gold.names)
    }


def of_each_document(keys: Mapping[Place, str]) -> dict[Place, Hashable]:
    """Keys told apart by document."""
    return {place: (place[0], key) for place, key in keys.items()}


def meantime_pages(records: Iterable[Mapping[str, Any]]) -> tuple[list[tuple[Page, list[Span]]], dict[Place, Hashable]]:
    """The texts with their names as spans, and the entity of each name."""
    pages, wanted = [], {}
    for record in records:
        names = [one for one in record["spans"] if one["syntactic_type"] in _NAMED and one["mapped"] in _TYPES and one["cluster"]]
        spans = [Span(one["start"], one["end"], "name", _TYPES[one["mapped"]], 1.0, "annotated") for one in names]
        text = record["text"]
        pages.append((Page(record["id"], text, None, "en", None, None, sentence_spans(text, "en")), spans))
        for one in names:
            wanted[record["id"], one["start"], one["end"]] = one["instance_id"] or (record["id"], one["cluster"])
    return pages, wanted


def figures_from_meantime(folder: Path) -> dict[str, BCubed]:
    """For each topic, across its documents."""
    figures = {}
    for topic in TOPICS:
        pages, wanted = meantime_pages(records_from_file(folder, f"coref.meantime.{topic}"))
        found = entities_from_pages(pages)
        figures[f"MEANTIME {topic}, across documents, names given"] = bcubed({place: wanted[place] for place in found}, found)
    return figures


def figures_from_gold(pages: Sequence[GoldPage], tagged: Sequence[GoldPage]) -> dict[str, BCubed]:
    """Within the documents: of `pages` with their names given, of `tagged` with the names that the tagger finds."""
    given = keys_from_pages((gold.page, gold.spans) for gold in pages)
    found = keys_from_pages((gold.page, spans_from_page(gold.page)) for gold in tagged)
    return {
        "authored, within documents, names given": bcubed(wanted_from_gold(pages), of_each_document(given)),
        "authored, within documents, names found": bcubed(wanted_from_gold(tagged), of_each_document(found)),
    }


def table_from_figures(figures: Mapping[str, BCubed]) -> str:
    """The figures as a Markdown table."""
    lines = ["| names | precision | recall | F1 | found / wanted |", "|---|---|---|---|---|"]
    for name, one in figures.items():
        lines.append(f"| {name} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} | {one.found} / {one.wanted} |")
    return "\n".join(lines)


if __name__ == "__main__":
    held_out = "--held-out" in sys.argv
    everything = gold_pages(held_out)
    figures = figures_from_gold(everything, everything if held_out else [gold for gold in everything if is_dev(gold.document)])
    for folder in sys.argv[1:]:
        if not folder.startswith("--"):
            figures |= figures_from_meantime(Path(folder))
    print(table_from_figures(figures))
