"""Spans found against spans wanted: counts by layer and label; exact, by overlap, and of events by sentence and type."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from flows.normalize.sentences import sentence_spans
from flows.tagging.tagged import Tagged
from flows.train.tagger.examples import Example, Marked
from flows.train.tally import Tally

OVERLAP = 0.7  # of the characters of both, as flows.score asks of quotes
LANGUAGE = "en"  # of every annotated text with events
LAYERS = ("name", "role", "quote", "cue", "source", "trigger")
_CHOSEN = {"quote": "kind", "trigger": "event"}  # layers whose label is a choice of the same characters

Span = tuple[int, int, str]  # start, end, label
Spans = list[Span]
Counts = dict[tuple[str, str, str], Tally]  # (layer, label or 'all', 'exact', 'overlap' or 'sentence')


def counts_from_examples(examples: Sequence[Example], found: Sequence[Sequence[Tagged]]) -> Counts:
    """The counts over all texts. What overlaps unjudged characters of its layer is left out on both sides."""
    counts: Counts = defaultdict(Tally)
    for example, tagged in zip(examples, found, strict=True):
        for layer in LAYERS:
            if layer in example.known:
                _count(counts, layer, shown_spans(example, tagged, layer), wanted_spans(example, layer))
        if "trigger" in example.known:
            _count_tellings(
                counts, tellings(example, shown_spans(example, tagged, "trigger")), tellings(example, wanted_spans(example, "trigger"))
            )
    return counts


def tellings(example: Example, triggers: Spans) -> list[tuple[int, str]]:
    """For each trigger where its sentence begins, and its type: what two tellings of one event share."""
    starts = [start for start, _ in sentence_spans(example.text, LANGUAGE)]
    return [(starts[max(0, bisect_right(starts, start) - 1)] if starts else 0, label) for start, _, label in triggers]


def right_spans(example: Example, tagged: Sequence[Tagged], layer: str) -> set[Span]:
    """The spans of a layer that are right as rows are: by their characters, a quote by overlap whatever its kind, a trigger where its
    sentence tells an event of its type, each of which makes one trigger right."""
    shown, wanted = shown_spans(example, tagged, layer), wanted_spans(example, layer)
    if layer == "quote":
        return {one for one, _ in paired(shown, wanted, OVERLAP)}
    if layer != "trigger":
        return set(shown) & set(wanted)
    free = Counter(tellings(example, wanted))
    right: set[Span] = set()
    for one, told in zip(shown, tellings(example, shown), strict=True):
        if free[told] > 0:
            free[told] -= 1
            right.add(one)
    return right


def _count_tellings(counts: Counts, shown: list[tuple[int, str]], wanted: list[tuple[int, str]]) -> None:
    shows, wants = Counter(shown), Counter(wanted)
    for at, many in enumerate((shows & wants, shows, wants)):
        for (_, label), number in many.items():
            for name in (label, "all"):
                counts["trigger", name, "sentence"].add(*(number if at == part else 0 for part in range(3)))


def wanted_spans(example: Example, layer: str) -> Spans:
    """What the annotation has of a layer, in order, each once; an event trigger or a quote with its type or kind."""
    chosen = _CHOSEN.get(layer, layer)
    labels = {(one.start, one.end): one.label for one in example.marked if one.layer == chosen}
    spans = {(one.start, one.end, labels.get((one.start, one.end), one.label)) for one in example.marked if one.layer == layer}
    return sorted(_judged(spans, example, layer))


def shown_spans(example: Example, tagged: Iterable[Tagged], layer: str) -> Spans:
    """What was found of a layer, in order, each once."""
    return sorted(_judged({(one.start, one.end, one.label) for one in tagged if one.layer == layer}, example, layer))


def _judged(spans: Iterable[Span], example: Example, layer: str) -> Spans:
    blind: Sequence[Marked] = [one for one in example.unjudged if one.layer in (layer, "")]
    return [span for span in spans if not any(one.start < span[1] and span[0] < one.end for one in blind)]


def _count(counts: Counts, layer: str, shown: Spans, wanted: Spans) -> None:
    for match, right in (("exact", _exact(shown, wanted)), ("overlap", _overlapping(shown, wanted))):
        rights, shows, wants = (Counter(label for _, _, label in spans) for spans in (right, shown, wanted))
        for label in shows | wants:
            counts[layer, label, match].add(rights[label], shows[label], wants[label])
        counts[layer, "all", match].add(len(right), len(shown), len(wanted))


def _exact(shown: Spans, wanted: Spans) -> Spans:
    """The spans wanted that are shown with the same characters and label."""
    there = set(shown)
    return [span for span in wanted if span in there]


def _overlapping(shown: Spans, wanted: Spans) -> Spans:
    """The spans wanted that share OVERLAP of the characters with one shown of their label, each with another one."""
    right: Spans = []
    for label in {label for _, _, label in wanted}:
        of_label = [span for span in wanted if span[2] == label]
        right += [pair[1] for pair in paired([span for span in shown if span[2] == label], of_label, OVERLAP)]
    return right


def paired(shown: Sequence[Span], wanted: Sequence[Span], least: float) -> list[tuple[Span, Span]]:
    """Spans shown and wanted that share at least `least` of their characters, whatever their labels; each in one pair, those
    that share most first."""
    shares = [
        (share, one, other) for one in shown for other in wanted if (share := shared_characters(one[:2], other[:2])) >= max(least, 1e-9)
    ]
    pairs: dict[Span, Span] = {}
    taken: set[Span] = set()
    for _, one, other in sorted(shares, key=lambda row: (-row[0], row[1][2] != row[2][2], row[1:])):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return sorted(pairs.items())


def shared_characters(one: tuple[int, int], other: tuple[int, int]) -> float:
    """The characters of both as a share of the characters of each (Dice)."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * common / (one[1] - one[0] + other[1] - other[0]) if common > 0 else 0.0
