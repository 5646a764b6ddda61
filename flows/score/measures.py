"""The figures of a built warehouse against gold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flows.issues import SetupError
from flows.score.built import read_built
from flows.score.documents import documents_tally, read_raw
from flows.score.entities import entities_tally, matched_entities
from flows.score.events import events_tally
from flows.score.gold import LINKS, read_gold
from flows.score.links import links_tally
from flows.score.mentions import mentions_tally
from flows.score.quotes import quotes_tally
from flows.score.tally import Count, Tally

# Every measure in published order, and what its figure is: precision, recall and F1 of items found; the share of items
# that are right; or a bare count. 'entities', 'quotes' and 'events' are also given by type and kind ('entities/person'), 'speakers'
# (of the quotes found) by how the document names the speaker ('speakers/pronoun') where gold notes it.
MEASURES: dict[str, Literal["found", "share", "count"]] = {
    "documents": "share",
    "title": "share",
    "published": "share",
    "language": "share",
    "boilerplate-removed": "share",
    "body-kept": "share",
    "bad-offsets": "count",
    "entities": "found",
    "mentions": "found",
    "quotes": "found",
    "quotes-with-speaker": "found",
    "speakers": "share",
    "events": "found",
    "event-type": "share",
    "event-date": "share",
    "participants": "found",
    "links": "found",
}
_AT_WILL = {"body-kept", "links"}  # told only where raw files or links.json let them be measured


@dataclass(frozen=True, slots=True)
class Score:
    """One figure: a row of the table `quality`. A share is in `f1` alone; a bare count is `predicted_count`."""

    measure: str
    precision: float | None
    recall: float | None
    f1: float | None
    gold_count: int
    predicted_count: int


@dataclass(frozen=True, slots=True)
class Scoring:
    """The figures over all documents of gold, what went wrong by document, and the documents that the warehouse lacks."""

    scores: tuple[Score, ...]
    errors: dict[str, tuple[str, ...]]
    missing: tuple[str, ...]


def scores_from_tables(tables: Path, gold: Path, raw: Path | None = None) -> Scoring:
    """The figures of the published Parquet tables against the gold of a folder.

    Raises SetupError when gold or tables can't be read. A document that the warehouse lacks counts as one in which
    nothing was found.
    """
    if raw is not None and not raw.is_dir():
        raise SetupError(f"{raw}: no such folder. Name the folder of corpora that the warehouse was built from by --raw.")
    known = read_gold(gold)
    built = read_built(tables, [document.file for document in known.documents])
    total = Tally()
    errors: dict[str, tuple[str, ...]] = {}
    entity_of: dict[str, str] = {}
    for document in known.documents:
        found = built.documents[document.file]
        lines = None if raw is None else read_raw(raw, document, found)
        matches = matched_entities(document, found, built.entities)
        entity_of |= {f"{document.stem}#{wanted}": entity for entity, wanted in matches.items()}
        tally = Tally()
        tally.add(documents_tally(document, found, lines))
        tally.add(entities_tally(document, found, built.entities, matches))
        tally.add(mentions_tally(document, found, built.entities))
        tally.add(quotes_tally(document, found, built.entities, lines))
        tally.add(events_tally(document, found, built, matches))
        total.add(tally)
        errors[document.stem] = tuple(tally.errors)
    if known.clusters is not None:
        links = links_tally(known.clusters, entity_of)
        total.add(links)
        errors[LINKS] = tuple(links.errors)
    missing = tuple(file for file, document in built.documents.items() if document.missing)
    return Scoring(scores_from_tally(total), {name: told for name, told in errors.items() if told}, missing)


def scores_from_tally(tally: Tally) -> tuple[Score, ...]:
    """Every measure in published order; one that nothing was counted for is 0, one that could not be measured is left out."""
    order = list(MEASURES)
    measures = {measure for measure in order if measure not in _AT_WILL} | tally.counts.keys()
    ordered = sorted(measures, key=lambda measure: (order.index(_family(measure)), measure))
    return tuple(_score(measure, tally.counts.get(measure, Count())) for measure in ordered)


def _score(measure: str, count: Count) -> Score:
    figure = MEASURES[_family(measure)]
    if figure == "count":
        return Score(measure, None, None, None, count.gold, count.predicted)
    if figure == "share":
        return Score(measure, None, None, _share(count.right, count.gold), count.gold, count.predicted)
    precision, recall = _share(count.right, count.predicted), _share(count.right, count.gold)
    f1 = 2 * precision * recall / (precision + recall) if count.right else 0.0
    return Score(measure, precision, recall, f1, count.gold, count.predicted)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _family(measure: str) -> str:
    return measure.partition("/")[0]
