"""lexicon/speaker_confidences.csv: of the speakers named with such a chance, the share that is right.

The scorer's chances were learned with names and sources given; of a text alone these are sometimes wrong too. So they are measured on the
documents that neither the tagger nor, for this, the scorer learned from.

    python -m flows.train.speaker_confidences > flows/normalize/lexicon/speaker_confidences.csv
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from flows.normalize.cast import cast_from_page
from flows.normalize.speaker_tellings import tellings_from_spans
from flows.normalize.speakers import THRESHOLD, speakers_of_tellings
from flows.train.authored import is_dev
from flows.train.confidences import shares_from_rows
from flows.train.gold_pages import GoldPage, gold_pages
from flows.train.judged import Found, found_from_text
from flows.train.learned import csv_from_rows, csv_from_weights
from flows.train.lexicon_with import lexicon_with
from flows.train.measured import entities_from_found
from flows.train.speakers import cases_from_pages, fitted

# Where the steps begin: three of them, since the documents name few speakers with a chance below 0.95.
STEPS = (THRESHOLD, 0.8, 0.95)


def judged_chances(found: Found) -> Iterator[tuple[float, bool]]:
    """The chance of each speaker named for a quote of the annotation, and whether it is the annotated one."""
    page, entities = found.gold.page, entities_from_found(found)
    told = speakers_of_tellings(page, cast_from_page(page, found.spans, found.mentions), tellings_from_spans(page, found.spans))
    for number, speaker in enumerate(told):
        if speaker is not None and number in found.quote_pairs:
            yield speaker[1], entities.get(speaker[0]) == found.quote_pairs[number].speaker is not None


def speaker_confidences_csv(chances: Iterable[tuple[float, bool]]) -> str:
    """The share right of each step."""
    shares = shares_from_rows((f"{STEPS[max(bisect_right(STEPS, chance) - 1, 0)]:g}", right) for chance, right in chances)
    header = (
        "Share of the speakers named with at least this chance (and less than the next) that are right, with 10 of the share of all added: "
        "the documents of flows/train/corpus (CC0) that the tagger and these weights did not learn from (is_dev), nothing given."
    )
    rows = [(step, f"{share:.2f}", count) for step, share, count in shares]
    return csv_from_rows("speaker_confidences", header, ["chance", "confidence", "rows"], rows)


def chances_from_pages(pages: Sequence[GoldPage]) -> list[tuple[float, bool]]:
    """What the weights learned from the other pages tell on those of is_dev."""
    weights = fitted(cases_from_pages(gold for gold in pages if not is_dev(gold.document)))
    with lexicon_with({"speaker_signs": csv_from_weights("speakers", "", weights)}):
        return [pair for gold in pages if is_dev(gold.document) for pair in judged_chances(found_from_text(gold))]


if __name__ == "__main__":
    print(speaker_confidences_csv(chances_from_pages(gold_pages(False))), end="")
