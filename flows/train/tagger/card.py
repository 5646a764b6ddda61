"""The model's card: what it learned from, what for, how well it does, where it fails, how to train it again.

The headings are those that Mitchell et al. (2019) propose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flows.tagging.layers import SPAN_LAYERS
from flows.train.tagger.fitted import MATCH
from flows.train.tagger.matched import Counts
from flows.train.tagger.model_files import Exported, mean_f1
from flows.train.tagger.open_examples import TRAINING
from flows.train.tagger.recipe import Point, Recipe
from flows.train.tagger.sources import Sources

_TEXT = """# Card of the tagger

## What it is
One network of 22.7 million weights, 8 bits each: the encoder of all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, Reimers and Gurevych
2019) with an embedding of each word's case and one of its place between quote marks, and a linear head that tells for each word
whether it begins, goes on in, ends or alone is a name (person, organization, place, law, event), a role, a quote, a cue, a source or the
trigger of an event, which kind, type and status it has, and whether its line is page noise. Weights: Apache-2.0.

## What for
Spans of English press reports, releases, speeches, notices and minutes on public life, as rows that point to their characters and that a
reader checks. Not for decisions about persons; not for other languages (Russian and Kazakh pages are read by word lists), nor for
fiction, verse, law texts as such or tables.

## What it learned from
| source | texts | words | licence |
|---|---|---|---|
{sources}

The authored documents are in `flows/train/corpus`: written for this, persons and quotes invented. A tenth of them is held out for
figures, a tenth of the rest chooses the weights and fits prices and confidences. Text of the share-alike sources is not part of the
model; it is named here as their licences ask.

## Figures
F1 {match}. Development documents chose the weights, so the held-out column counts.

| layer | type | precision | recall | F1 held out | wanted | F1 development |
|---|---|---|---|---|---|---|
{figures}

From float to 8 bits the mean F1 of the layers on the development documents went from {full:.3f} to {small:.3f}.
`make evaluate` measures the whole tagger, on more sets and beside others.

## Known weaknesses
{weaknesses}

## How to train it again
`pip install 'kenes[train]'`, then `kenes train --data FOLDER`, FOLDER holding the open sets as JSON lines. Seed {seed}, {workers}
processes, {rounds} rounds of the authored documents and {open_rounds} of the open sets, rates {rate} (encoder) and {head_rate} (heads):
{minutes:.0f} minutes on the machine that made these files. `learning_curve.json` has the curve.{earlier_told}
"""

_EARLIER = """
These rounds went on (`--start`) from {earlier} earlier ones on the documents that there were then, at half the rates; a training from the
encoder alone takes the default {earlier} rounds or more and was not run on all of these documents."""

_WEAKNESSES = """- Laws and named events are rarer in the texts than persons and places, and found less surely.
- The end of an indirect quote is a matter of reading: a clause may stop early or take along what the reporter adds.
- Trigger words are few and their types many; a plan told without 'will' may be taken for what has happened.
- Headlines in capitals or title case, names in lists and tables, and names of one common word are found less often.
- Non-Western names come mostly from the authored texts, whose persons are invented."""


def card_from_training(sources: Sources, recipe: Recipe, curve: Sequence[Point], exported: Exported) -> str:
    """The card as Markdown."""
    return _TEXT.format(
        sources="\n".join(_source_rows(sources)),
        match="by exactly the same characters; quotes by 0.7 of the characters of both; events by a sentence that tells one of their type",
        figures="\n".join(_figure_rows(exported.held_out, exported.small)),
        full=mean_f1(exported.full),
        small=mean_f1(exported.small),
        weaknesses=_WEAKNESSES,
        minutes=curve[-1].seconds / 60 if curve else 0,
        earlier_told=_EARLIER.format(earlier=recipe.earlier) if recipe.earlier else "",
        **vars(recipe),
    )


def _source_rows(sources: Sources) -> list[str]:
    texts, words = Counter[str](), Counter[str]()
    for example in {(one.source, one.text): one for one in [*sources.authored, *sources.others]}.values():
        texts[example.source] += 1
        words[example.source] += len(example.text.split())
    licences = {name: one.licence for name, one in TRAINING.items()}
    return [f"| {name} | {texts[name]:,} | {words[name]:,} | {licences.get(name, 'CC0')} |" for name in sorted(texts)]


def _figure_rows(held_out: Counts, dev: Counts) -> list[str]:
    rows = []
    for layer in SPAN_LAYERS:
        match = MATCH.get(layer.name, "exact")
        labels = sorted({label for name, label, _ in held_out if name == layer.name and label not in ("all", "")})
        for label in [*labels, "all"] if labels else ["all"]:
            one, other = held_out[layer.name, label, match], dev[layer.name, label, match]
            figures = f"{one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} | {one.wanted} | {other.f1:.3f}"
            rows.append(f"| {layer.name} | {label} | {figures} |")
    return rows
