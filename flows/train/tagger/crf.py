"""A conditional random field for names (Lafferty, McCallum and Pereira 2001), trained in the run: what the network is held against.

Features as in Finkel, Grenager and Manning (2005), without their word lists: the word, its shape, affixes and neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pycrfsuite

from flows.normalize.sentences import sentence_spans
from flows.tagging.tagged import Tagged
from flows.train.tagger.examples import Example
from flows.train.tagger.finders import Finder
from flows.train.tagger.matched import LANGUAGE, wanted_spans

SETTINGS = {"c1": 0.1, "c2": 0.05, "max_iterations": 80, "feature.possible_transitions": True}
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_AROUND = 2  # words to each side whose features a word has too


class Words(NamedTuple):
    """The words of one sentence and where each stands."""

    words: list[str]
    places: list[tuple[int, int]]


def words_from_text(text: str) -> Iterator[Words]:
    """The sentences of a text, in words."""
    for start, end in sentence_spans(text, LANGUAGE):
        places = [match.span() for match in _WORD.finditer(text, start, end)]
        if places:
            yield Words([text[first:last] for first, last in places], places)


def features_from_words(words: Sequence[str]) -> list[list[str]]:
    """What the chain sees of each word."""
    own = [_own(word) for word in words]
    rows: list[list[str]] = []
    for at, word in enumerate(own):
        row = ["bias", *word.all]
        for step in range(-_AROUND, _AROUND + 1):
            if step and 0 <= at + step < len(own):
                other = own[at + step]
                row += [f"{step}:{other.lower}", f"{step}:{other.shape}"]
            elif step:
                row.append(f"{step}:none")
        for step in (-1, 0):
            if 0 <= at + step < at + step + 1 < len(own):
                row.append(f"{step}+:{own[at + step].lower} {own[at + step + 1].lower}")
        rows.append(row)
    return rows


class _Own(NamedTuple):
    lower: str
    shape: str
    all: tuple[str, ...]


@lru_cache(maxsize=200_000)
def _own(word: str) -> _Own:
    lower, shape = f"l:{word.lower()}", f"s:{_shape(word)}"
    affixes = [f"{name}:{part}" for size in (2, 3, 4) if len(word) > size for name, part in (("<", word[:size]), (">", word[-size:]))]
    return _Own(lower, shape, (f"w:{word}", lower, shape, f"c:{_case(word)}", *affixes))


def _shape(word: str) -> str:
    """Xx, XX, xx, dd or the sign itself; four characters at most."""
    kinds = ("X" if one.isupper() else "x" if one.isalpha() else "d" if one.isdigit() else one for one in word[:4])
    return "".join(kinds)


def _case(word: str) -> str:
    if not word[0].isalpha():
        return "digits" if word[0].isdigit() else "sign"
    if word.isupper():
        return "initial" if len(word) == 1 else "capitals"
    return "capital" if word[0].isupper() else "mixed" if any(map(str.isupper, word)) else "small"


def tags_from_example(example: Example, sentence: Words) -> list[str]:
    """B-type, I-type or O for each word."""
    tags = ["O"] * len(sentence.words)
    for start, end, label in wanted_spans(example, "name"):
        inside = [at for at, (first, last) in enumerate(sentence.places) if first < end and start < last]
        for at in inside:
            tags[at] = f"{'B' if at == inside[0] else 'I'}-{label}"
    return tags


def spans_from_tags(tags: Sequence[str], sentence: Words) -> Iterator[Tagged]:
    """The names of a sentence."""
    begins = [at for at, tag in enumerate(tags) if tag[0] == "B" or (tag[0] == "I" and (at == 0 or tags[at - 1][2:] != tag[2:]))]
    for first, after in pairwise([*begins, len(tags)]):
        last = next((at for at in range(first, after) if tags[at] == "O"), after) - 1
        yield Tagged(sentence.places[first][0], sentence.places[last][1], "name", tags[first][2:], None, 0.0, 0.0)


def trained_crf(examples: Sequence[Example], settings: Mapping[str, Any] = SETTINGS) -> bytes:
    """The model learned from the names of the examples. Sentences that a set leaves partly unjudged are left out: the chain cannot
    skip words, as the network's training does."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(dict(settings))
    for example in examples:
        if "name" not in example.known:
            continue
        blind = [one for one in example.unjudged if one.layer in ("name", "")]
        for sentence in words_from_text(example.text):
            start, end = sentence.places[0][0], sentence.places[-1][1]
            if not any(one.start < end and start < one.end for one in blind):
                trainer.append(features_from_words(sentence.words), tags_from_example(example, sentence))
    with TemporaryDirectory() as folder:
        trainer.train(str(Path(folder) / "names"))
        return (Path(folder) / "names").read_bytes()


def finder_from_crf(model: bytes) -> Finder:
    """Finds names, and nothing else."""
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)

    def found(examples: Sequence[Example]) -> list[list[Tagged]]:
        assert model  # named here so that it lives as long as this: the tagger reads the bytes where they lie, and does not hold them
        return [
            [
                span
                for sentence in (words_from_text(example.text) if "name" in example.known else ())
                for span in spans_from_tags(tagger.tag(features_from_words(sentence.words)), sentence)
            ]
            for example in examples
        ]

    return found
