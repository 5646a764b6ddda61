"""Named sets of texts that figures are taken on; the network learns from none of them.

The open ones lie in the folder of open_examples.py, and their labels are mapped as there. Two have no stated licence (Worldwide,
PolNeAR): they are read for figures and nothing of them is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flows.train.authored import AuthoredDocument, documents_from_corpus, is_dev
from flows.train.public_texts import records_from_file
from flows.train.tagger.authored_examples import examples_from_documents
from flows.train.tagger.examples import Example, Marked
from flows.train.tagger.open_examples import TRAINING, bare_quote, example_from_record

HELD_OUT = "authored, held-out tenth"
_THREE = frozenset(("person", "organization", "place"))
_QUOTED = frozenset(("quote", "cue", "source"))


@dataclass(frozen=True)
class DevSet:
    """Annotated texts; `types` are the types of names that the set has, None for all of them; `by` is how its names are right
    in the short table: exact, or by overlap where the set's edges are not ours."""

    name: str
    examples: tuple[Example, ...]
    types: frozenset[str] | None = None
    by: str = "exact"


def dev_sets(folder: Path | None) -> Iterator[DevSet]:
    """The authored sets, and the open ones where a folder is given; FileNotFoundError tells which file it lacks."""
    documents = list(documents_from_corpus())
    held_out = [document for document in documents if document.held_out]
    dev = [document for document in documents if is_dev(document)]
    yield DevSet(HELD_OUT, tuple(clean_examples(held_out)))
    yield DevSet("authored, development part", tuple(clean_examples(dev)))
    yield DevSet("authored pages with noise, held out", tuple(noise_examples(held_out)))
    yield DevSet("authored pages with noise, development part", tuple(noise_examples(dev)))
    if folder is not None:
        yield names_set("CrossNER politics dev", folder, "ner.crossner_politics.dev", _THREE | {"event"})
        yield names_set("Worldwide dev", folder, "ner.worldwide.dev", _THREE)
        yield names_set("WikiGold", folder, "ner.wikigold.all", _THREE)
        yield replace(names_set("GUM dev", folder, "ner_flat.gum_open.dev", _THREE), by="overlap")  # edges derived from heads of phrases
        yield DevSet("PolNeAR dev", tuple(map(attributions_example, records_from_file(folder, "quotes.polnear.dev"))))


def clean_examples(documents: Iterable[AuthoredDocument]) -> Iterator[Example]:
    """The documents as cleaning leaves them, every layer but page noise."""
    for document in documents:
        if document.layers == "all":
            *_, example = examples_from_documents([document])
            yield replace(example, known=example.known - {"noise"})


def noise_examples(documents: Iterable[AuthoredDocument]) -> Iterator[Example]:
    """The documents as their pages are printed, with the characters of the pages' noise alone."""
    for document in documents:
        example = next(examples_from_documents([document]))
        noise = tuple(one for one in example.marked if one.layer == "noise")
        yield Example("noise", example.text, noise, frozenset(("noise",)))


def names_set(name: str, folder: Path, file: str, types: frozenset[str]) -> DevSet:
    """A set of names; those of types that it does not have or calls otherwise are unjudged."""
    labels = TRAINING["CrossNER politics" if "event" in types else "GUM"].labels
    return DevSet(name, tuple(example_from_record(name, record, labels, None) for record in records_from_file(folder, file)), types)


def attributions_example(record: Mapping[str, Any]) -> Example:
    """A text with all its attributions. A direct quote whose words stand apart, cue between, is one for each part, as the codebook
    has it; a reported clause is one with the cue inside."""
    text = record["text"]
    marked: dict[Marked, None] = {}
    for quote in record["quotes"]:
        whole = [(quote["start"], quote["end"])]
        for part in _joined(text, quote["segments"]) if quote["kind"] == "direct" else whole:
            start, end = bare_quote(text, *part)
            if start < end:
                marked |= {Marked("quote", "", start, end): None, Marked("kind", quote["kind"], start, end): None}
        for layer, key in (("cue", "cue"), ("source", "speaker")):
            if quote[f"{key}_start"] is not None:
                marked[Marked(layer, "", quote[f"{key}_start"], quote[f"{key}_end"])] = None
    return Example("PolNeAR", text, tuple(marked), _QUOTED)


def _joined(text: str, segments: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The segments; those with only marks and white space between are one, as over the lines of a long quote."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(segments):
        if joined and not any(letter.isalnum() for letter in text[joined[-1][1] : start]):
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
