"""Where what was found differs from the annotation, span by span; and each span found, judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import exp
from typing import NamedTuple

from flows.tagging.tagged import Tagged
from flows.train.tagger.examples import Example
from flows.train.tagger.matched import LAYERS, OVERLAP, Span, Spans, paired, right_spans, shown_spans, wanted_spans

BY_OVERLAP = frozenset(("quote", "trigger"))  # layers whose edges are a matter of taste: their spans are right by overlap


class Difference(NamedTuple):
    """One error of a layer: `wanted` was missed, `shown` was invented, or where there are both, edges or type are wrong."""

    layer: str
    wanted: Span | None
    shown: Span | None

    @property
    def place(self) -> tuple[int, int]:
        """Where it is shown in the text: what was wanted, else what was invented."""
        span = self.wanted or self.shown
        assert span is not None
        return span[0], span[1]

    @property
    def what(self) -> str:
        return "missed" if self.shown is None else "invented" if self.wanted is None else "wrong"


class JudgedSpan(NamedTuple):
    """One span found: its confidence and whether the annotation has it."""

    layer: str
    confidence: float
    right: bool


def differences_from_example(example: Example, tagged: Sequence[Tagged]) -> list[Difference]:
    """The errors in a text, in order of their places."""
    found: list[Difference] = []
    for layer in LAYERS:
        if layer not in example.known:
            continue
        shown, wanted = shown_spans(example, tagged, layer), wanted_spans(example, layer)
        for one, other in _right(layer, shown, wanted):
            shown.remove(one)
            wanted.remove(other)
        for one, other in paired(shown, wanted, 0):
            found.append(Difference(layer, other, one))
            shown.remove(one)
            wanted.remove(other)
        found += [Difference(layer, one, None) for one in wanted]
        found += [Difference(layer, None, one) for one in shown]
    return sorted(found, key=lambda one: (one.place, one.layer))


def _right(layer: str, shown: Spans, wanted: Spans) -> list[tuple[Span, Span]]:
    if layer not in BY_OVERLAP:
        return [(span, span) for span in set(shown) & set(wanted)]
    return [(one, other) for one, other in paired(shown, wanted, OVERLAP) if one[2] == other[2]]


def name_confusion(examples: Sequence[Example], found: Sequence[Sequence[Tagged]]) -> Counter[tuple[str, str]]:
    """Type of the annotation and type found, 'none' where there is no such name (names that share OVERLAP of their characters)."""
    counts: Counter[tuple[str, str]] = Counter()
    for example, tagged in zip(examples, found, strict=True):
        shown, wanted = shown_spans(example, tagged, "name"), wanted_spans(example, "name")
        pairs = paired(shown, wanted, OVERLAP)
        counts.update((other[2], one[2]) for one, other in pairs)
        counts.update((span[2], "none") for span in set(wanted) - {other for _, other in pairs})
        counts.update(("none", span[2]) for span in set(shown) - {one for one, _ in pairs})
    return counts


def judged_spans(examples: Sequence[Example], found: Sequence[Sequence[Tagged]]) -> Iterator[JudgedSpan]:
    """Every span found, judged as a build's rows are (flows/train/judged.py): by its characters, a quote by overlap whatever its
    kind, a trigger by its sentence."""
    for example, tagged in zip(examples, found, strict=True):
        sure = {(one.layer, one.start, one.end, one.label): exp(one.mean) for one in tagged}
        for layer in LAYERS:
            if layer in example.known:
                right = right_spans(example, tagged, layer)
                yield from (JudgedSpan(layer, sure[(layer, *one)], one in right) for one in shown_spans(example, tagged, layer))
