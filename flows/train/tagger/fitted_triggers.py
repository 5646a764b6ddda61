"""The curves that weigh candidates for triggers, fitted to a network on documents that neither it nor the word lists learned from.

    python -m flows.train.tagger.fitted_triggers FOLDER > tagger.json

prints the settings of the network in flows/tagging/model with these curves fitted anew (FOLDER: the open sets, for the word lists);
`kenes train` fits them at its end.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from flows.normalize.lexicon_tagger import lexicon_spans_from_page
from flows.normalize.network_spans import spans_beside_triggers
from flows.normalize.page import Page, Span
from flows.normalize.trigger_candidates import Candidate
from flows.normalize.weighed_spans import Signs, chance
from flows.normalize.weighed_triggers import TOLD, TYPED, candidates_with_signs, pooled_chances, type_signs
from flows.tagging.decoding import Scores
from flows.tagging.network import MODEL, Settings, settings, shipped_run, tokenizer
from flows.tagging.pieces import Pieces
from flows.tagging.tagged import Tagged
from flows.train.authored import development_documents, is_dev
from flows.train.confidences import learned_lexicon
from flows.train.lexicon_with import lexicon_with
from flows.train.logistic import weights_from_measures
from flows.train.tagger.authored_examples import examples_from_documents
from flows.train.tagger.examples import Example
from flows.train.tagger.finders import page_from_text
from flows.train.tagger.fitted import FOLDS, LEAST
from flows.train.tagger.matched import wanted_spans
from flows.train.tagger.read_by import Seen, seen_by
from flows.train.tally import Tally

# Average precision on 112 documents with 489 events, each seventh by the others: 0.771 with 10, 0.769 with 20, 0.765 with 40.
RIDGE = 10.0
SLACK = 0.005  # of F1, a quarter of its standard error on so few texts


class Case(NamedTuple):
    """A candidate with its signs, whether it tells an event, and whether it would with the right type."""

    candidate: Candidate
    signs: Signs
    told: bool
    typed: bool


class Text(NamedTuple):
    """The cases of a text with the sentence of each, and how many events each sentence tells."""

    cases: list[Case]
    sentences: list[int]
    wanted: Counter[int]


def triggers_weighed(seen: Seen, tagged: Sequence[Sequence[Tagged]], lexicon: Sequence[Sequence[Span]], others: Settings) -> Settings:
    """The settings with the curves of triggers; `others` has the weights of the other layers.

    The least chance is the highest whose F1 (events counted by sentence whatever their type, each fifth of the texts judged by weights
    from the others) is the best but for SLACK: a false happening is a claim, so precision is bought where it costs nearly nothing.
    """
    texts = [
        _text(example, pieces, scores, spans, lists, others)
        for example, pieces, scores, spans, lists in zip(*seen, tagged, lexicon, strict=True)
        if TOLD in example.known
    ]
    weights = weights_from_texts(texts)
    folds = [
        (weights_from_texts([text for at, text in enumerate(texts) if at % FOLDS != fold]), texts[fold::FOLDS]) for fold in range(FOLDS)
    ]
    scores = {least: _tally(folds, least).f1 for least in LEAST}
    least = max(chance for chance, score in scores.items() if score >= max(scores.values()) - SLACK)
    return replace(others, weights=others.weights | weights, least=others.least | {TOLD: least})


def _text(example: Example, pieces: Pieces, scores: Scores, tagged: Sequence[Tagged], lexicon: Sequence[Span], others: Settings) -> Text:
    page = page_from_text("", example.text)
    spans = spans_beside_triggers(page, pieces, scores, tagged, lexicon, others)
    wanted = wanted_spans(example, TOLD)
    cases = cases_from_candidates(page, candidates_with_signs(page, pieces, scores, tagged, lexicon, spans), wanted)
    return Text(cases, [_sentence(page, case.candidate.start) for case in cases], Counter(_sentence(page, start) for start, *_ in wanted))


def cases_from_candidates(page: Page, found: Sequence[tuple[Candidate, Signs]], wanted: Sequence[tuple[int, int, str]]) -> list[Case]:
    """Which candidates tell the events (start, end, type of each trigger): the likeliest that shares characters with it, else the
    likeliest of its sentence and type. Further words for a happening that is told elsewhere tell none: it has one row."""
    told: dict[int, str] = {}  # number of a candidate -> type of its event
    left: list[tuple[int, int, str]] = []
    for start, end, label in wanted:
        over = [at for at, (one, _) in enumerate(found) if one.start < end and start < one.end]
        if over:
            told[max(over, key=lambda at: found[at][0].chance)] = label
        else:
            left.append((start, end, label))
    taken = {at for at, (one, _) in enumerate(found) if any(one.start < end and start < one.end for start, end, _ in wanted)}
    for start, _, label in left:
        sentence = _sentence(page, start)
        same = [
            at
            for at, (one, _) in enumerate(found)
            if at not in taken and at not in told and one.type == label and _sentence(page, one.start) == sentence
        ]
        if same:
            told[max(same, key=lambda at: found[at][0].chance)] = label
    return [Case(one, signs, at in told, told.get(at) == one.type) for at, (one, signs) in enumerate(found)]


def _sentence(page: Page, place: int) -> int:
    return bisect_right(page.sentences, place, key=lambda span: span[0])


def weights_from_texts(texts: Iterable[Text]) -> dict[str, dict[str, float]]:
    """The weights of both curves."""
    cases = [case for text in texts for case in text.cases]
    told = [case for case in cases if case.told]
    return {
        TOLD: weights_from_measures([case.signs for case in cases], [case.told for case in cases], l2=RIDGE),
        TYPED: weights_from_measures([type_signs(case.candidate) for case in told], [case.typed for case in told], l2=RIDGE),
    }


def _tally(folds: Sequence[tuple[dict[str, dict[str, float]], Sequence[Text]]], least: float) -> Tally:
    tally = Tally()
    for weights, texts in folds:
        for text in texts:
            chances = pooled_chances(text.sentences, [chance(case.signs, weights[TOLD]) for case in text.cases])
            kept = Counter(sentence for sentence, sure in zip(text.sentences, chances, strict=True) if sure >= least)
            tally.add((kept & text.wanted).total(), kept.total(), text.wanted.total())
    return tally


def settings_fitted_anew(data: Path) -> Settings:
    """The settings of the shipped network, its triggers fitted on the development documents."""
    now = settings()
    examples = [one for one in examples_from_documents(filter(is_dev, development_documents())) if _is_clean(one)]
    learned = [one for one in development_documents() if not is_dev(one)]
    with lexicon_with(learned_lexicon(learned, data)):
        lexicon = [lexicon_spans_from_page(page_from_text("", one.text)) for one in examples]
    seen = seen_by(shipped_run(), examples, tokenizer())
    return triggers_weighed(seen, seen.tagged(now.prices), lexicon, now)


def _is_clean(example: Example) -> bool:
    """Whether the text is as cleaning leaves it."""
    return not any(one.layer == "noise" for one in example.marked)


if __name__ == "__main__":
    fitted = settings_fitted_anew(Path(sys.argv[1]))
    stored = json.loads((MODEL / "tagger.json").read_text(encoding="utf-8"))
    print(json.dumps(stored | {"weights": fitted.weights, "least": fitted.least}, indent=1, ensure_ascii=False))
