"""What is measured side by side: each finder takes the texts of examples and gives their spans.

Characters of an example and whether its pages' noise is asked for are all that a finder may look at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import log

from flows.extract.cleaned import NOISE
from flows.extract.doubtful_lines import settled_chances
from flows.extract.noise import noise_lines
from flows.normalize.lexicon_tagger import lexicon_spans_from_page
from flows.normalize.page import Page, Span
from flows.normalize.sentences import sentence_spans
from flows.normalize.tagger import spans_from_pages
from flows.tagging.decoding import Scores, mean_chance
from flows.tagging.layers import CHOICE
from flows.tagging.network import tagged_from_texts
from flows.tagging.pieces import Pieces
from flows.tagging.tagged import Tagged
from flows.train.tagger.examples import Example
from flows.train.tagger.matched import LANGUAGE

Settle = Callable[[Sequence[str], Sequence[float]], Sequence[float]]
Finder = Callable[[Sequence[Example]], list[list[Tagged]]]
_LEAST = 1e-6  # a confidence has a logarithm


def found_by_network(examples: Sequence[Example]) -> list[list[Tagged]]:
    """The network alone, decoded, without what is settled by rules."""
    pieces, scores, tagged = tagged_from_texts([example.text for example in examples])
    return [
        [*spans, *(_noise_by_network(example.text, words, likely) if "noise" in example.known else ())]
        for example, spans, words, likely in zip(examples, tagged, pieces, scores, strict=True)
    ]


def found_by_plug(examples: Sequence[Example]) -> list[list[Tagged]]:
    """What a build finds: the plug of normalize, and the line classifier of extract for page noise."""
    judged = [number for number, example in enumerate(examples) if example.known != {"noise"}]
    table = spans_from_pages([page_from_text(str(number), examples[number].text) for number in judged])
    found: dict[int, list[Tagged]] = defaultdict(list)
    for row in table.to_pylist():
        span = Span(row["char_start"], row["char_end"], row["layer"], row["label"], row["confidence"], row["method"], row["status"])
        found[int(row["document_id"])].append(_tagged(span))
    return [[*found[number], *_noise_by_build(example)] for number, example in enumerate(examples)]


def found_by_lexicon(examples: Sequence[Example]) -> list[list[Tagged]]:
    """The tagger by lexicon, gazetteer, grammar and counted evidence, and the line classifier by form and place."""
    return [
        [
            *map(_tagged, lexicon_spans_from_page(page_from_text("", example.text)) if example.known != {"noise"} else ()),
            *_noise_by_form(example),
        ]
        for example in examples
    ]


def page_from_text(document_id: str, text: str) -> Page:
    """The text as normalize meets it, nothing known of its date and title."""
    return Page(document_id, text, None, LANGUAGE, None, None, sentence_spans(text, LANGUAGE))


def _tagged(span: Span) -> Tagged:
    """The span; its confidence stands for the mean of the network's probabilities."""
    sure = log(max(span.confidence, _LEAST))
    layer = "address" if span.label == "address" else span.layer
    return Tagged(span.start, span.end, layer, span.label, span.status, sure, sure)


def lines_from_text(text: str) -> Iterator[tuple[int, int]]:
    """Where each line stands that has more than white space."""
    place = 0
    for line in text.split("\n"):
        if line.strip():
            yield place, place + len(line)
        place += len(line) + 1


def _noise_by_network(text: str, pieces: Pieces, scores: Scores) -> Iterator[Tagged]:
    choice = CHOICE["noise"]
    for start, end in lines_from_text(text):
        first, last = bisect_right(pieces.word_end, start), bisect_left(pieces.word_start, end)
        chance = mean_chance(scores[first:last], choice.column, choice.width, [choice.values.index("noise")])
        if chance >= NOISE:
            yield _noise(start, end, chance)


def _noise_by_form(example: Example) -> Iterator[Tagged]:
    """Lines that a plain text file with these lines would lose by their form and place; nothing told by markup or by other pages."""
    return _noise_by_build(example, lambda lines, chances: chances)


def _noise_by_build(example: Example, settle: Settle = settled_chances) -> Iterator[Tagged]:
    """The same, the lines in doubt settled by the network."""
    if "noise" not in example.known:
        return
    lines = list(lines_from_text(example.text))
    shown = [example.text[start:end].strip() for start, end in lines]
    apart = [start == 0 or example.text[:start].endswith("\n\n") for start, _ in lines]
    chances = settle(shown, noise_lines(shown, ["line"] * len(lines), apart, [False] * len(lines)))
    for (start, end), chance in zip(lines, chances, strict=True):
        if chance >= NOISE:
            yield _noise(start, end, chance)


def _noise(start: int, end: int, chance: float) -> Tagged:
    sure = log(max(chance, _LEAST))
    return Tagged(start, end, "noise", "noise", None, sure, sure)
