"""lexicon/speaker_signs.csv: what each sign says for or against somebody having said a quote.

A conditional logit over the candidates of each quote (flows/normalize/speaker_signs.py), with names, roles, quotes, cues and sources of
the annotation given and the speakers of the quotes before as the annotation has them. A page without annotation knows of these only
what was answered before; learning a second time from such answers (of folds not learned from) made more wrong, so it is not done.

    python -m flows.train.speakers > flows/normalize/lexicon/speaker_signs.csv
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flows.normalize.cast import cast_from_page
from flows.normalize.speaker_stage import Stage
from flows.normalize.speaker_tellings import tellings_from_spans
from flows.normalize.speakers import THRESHOLD, answered, chances_from_signs, likeliest
from flows.train.authored import FOLDS, fold_from_id
from flows.train.choices import Case, weights_from_cases
from flows.train.gold_pages import GoldPage, gold_pages
from flows.train.learned import SPLIT, csv_from_weights

L2 = 2.0
_EACH = 5  # of these quotes one is learned from without its source too: the tagger misses sources
_LEAST = 6  # candidates that show a sign; what fewer show is left out


def cases_from_pages(pages: Iterable[GoldPage]) -> list[Case]:
    """All quotes whose speaker is among the candidates."""
    cases: list[Case] = []
    for gold in pages:
        stage = Stage(gold.page, cast_from_page(gold.page, gold.spans, gold.mentions))
        speakers = {(one.start, one.end): one.speaker for one in gold.quotes}
        tellings = tellings_from_spans(gold.page, gold.spans)
        poorer = [one if number % _EACH else one._replace(source=None if one.cue else one.source) for number, one in enumerate(tellings)]
        for asked in (tellings, poorer):
            for telling, told, speaker in answered(stage, asked, lambda telling, _: speakers[telling.start, telling.end]):  # noqa: B023
                if speaker in told and (asked is tellings or (telling.source is None and telling not in tellings)):
                    cases.append(Case(gold.page.document_id, tuple(map(frozenset, told.values())), list(told).index(speaker)))
    return cases


def fitted(cases: Sequence[Case]) -> dict[str, float]:
    """sign -> weight."""
    return weights_from_cases(cases, l2=L2, least=_LEAST)


def cross_fitted_speakers(pages: Sequence[GoldPage], cases: Sequence[Case]) -> list[tuple[str | None, str | None]]:
    """For each quote the speaker told by the weights that the other folds taught, and the annotated one."""
    found: list[tuple[str | None, str | None]] = []
    for fold in range(FOLDS):
        weights = fitted([case for case in cases if fold_from_id(case.document_id) != fold])
        for gold in pages:
            if fold_from_id(gold.page.document_id) == fold:
                found += _speakers(gold, weights)
    return found


def _speakers(gold: GoldPage, weights: Mapping[str, float]) -> list[tuple[str | None, str | None]]:
    speakers = {(one.start, one.end): one.speaker for one in gold.quotes}
    stage = Stage(gold.page, cast_from_page(gold.page, gold.spans, gold.mentions))
    told = answered(stage, tellings_from_spans(gold.page, gold.spans), lambda _, told: likeliest(chances_from_signs(told, weights)))
    return [(key, speakers[telling.start, telling.end]) for telling, _, key in told]


def speaker_signs_csv(pages: Sequence[GoldPage]) -> str:
    """The file fitted on the pages, its header with what cross-fitting makes of them."""
    cases = cases_from_pages(pages)
    pairs = cross_fitted_speakers(pages, cases)
    right = sum(told is not None and told == speaker for told, speaker in pairs)
    wrong = sum(told is not None and told != speaker for told, speaker in pairs)
    none = sum(told is None and speaker is None for told, speaker in pairs)
    header = (
        f"Weights of the signs that a person or organization of a page, or nobody it names, said a quote: conditional logit (L2 {L2:g}) on "
        f"{SPLIT}, names, quotes and sources given. In {FOLDS} folds, each told by the others, of {len(pairs)} quotes {right} are given "
        f"to the right speaker, {wrong} to a wrong one, {none} rightly to nobody, the others to nobody as no chance is {THRESHOLD:g}."
    )
    return csv_from_weights("speakers", header, fitted(cases))


if __name__ == "__main__":
    print(speaker_signs_csv(gold_pages(False)), end="")
