"""Examples from open annotated texts, their labels mapped to ours. They lie outside the repository, as JSON lines in one folder.

What a set calls otherwise than the codebook is left unjudged rather than mapped: products and works may hold what is a law or an
event for us, and names of peoples are none here but places in DocRED. GUM's indirect quotes are attributed clauses of every kind,
thoughts and findings too, and stay unjudged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from flows.normalize.lexicon import lexicon_words
from flows.train.public_texts import TYPES, records_from_file
from flows.train.tagger.examples import Example, Marked

_NONE = frozenset(("DATE", "QUANTITY", "MONEY", "NORP"))  # certainly no name of ours


class OpenSet(NamedTuple):
    """Files of one data set, its licence, and which of its labels are as ours."""

    files: tuple[str, ...]
    licence: str
    labels: frozenset[str]
    quotes: tuple[str, ...] = ()


_THREE = frozenset(("PER", "ORG", "LOC", "GPE", "FAC"))
TRAINING = {
    "GUM": OpenSet(("ner_flat.gum_open.train",), "CC BY, CC BY-SA, public domain", _THREE, ("quotes.gum_open.train",)),
    "Re-DocRED": OpenSet(("ner.redocred.dev", "ner.redocred.test"), "MIT, text CC BY-SA 3.0", _THREE),
    "CrossNER politics": OpenSet(("ner.crossner_politics.train",), "MIT, text CC BY-SA 3.0", _THREE | {"EVENT"}),
    "MEANTIME": OpenSet(("ner.meantime.airbus", "ner.meantime.apple", "ner.meantime.stock"), "CC BY 4.0", _THREE),
    "UNER English-EWT": OpenSet(("ner.uner_ewt.dev", "ner.uner_ewt.test"), "CC BY-SA 4.0", _THREE),
    "WNUT-17": OpenSet(("ner.wnut17.train", "ner.wnut17.dev", "ner.wnut17.test"), "CC BY 4.0", _THREE),
    "RiQuA": OpenSet((), "Apache-2.0, text public domain", frozenset(), ("quotes.riqua.train",)),
}


def open_examples(folder: Path) -> Iterator[Example]:
    """Every example of the sets to learn from; FileNotFoundError tells which file the folder lacks."""
    for name, one in TRAINING.items():
        quotes = {record["id"]: record for file in one.quotes for record in records_from_file(folder, file)}
        for record in (record for file in one.files for record in records_from_file(folder, file)):
            yield example_from_record(name, record, one.labels, quotes.pop(record["id"], None))
        for record in quotes.values():
            yield Example(name, _with_marks(record["text"]), _quotes(record), frozenset(("quote", "cue", "source")))


def example_from_record(source: str, record: Mapping[str, Any], labels: frozenset[str], quotes: Mapping[str, Any] | None) -> Example:
    """The example of one record of names, with those of its quotes; `labels` are the set's labels that are as ours."""
    text = record["text"]
    marked: list[Marked] = []
    unjudged: list[Marked] = []
    for span in record["spans"]:
        words = text[span["start"] : span["end"]]
        if span["mapped"] in labels and words.lower() not in _demonyms():
            start, end = _without_titles(text, span["start"], span["end"], span["mapped"])
            marked.append(Marked("name", TYPES[span["mapped"]], start, end))
        elif span["mapped"] not in _NONE:
            unjudged.append(Marked("name", "", span["start"], span["end"]))
    known = frozenset(("name",))
    if quotes and quotes["text"] == text:
        told = _quotes(quotes)
        indirect = {(one.start, one.end) for one in told if one.label == "indirect"}
        marked += [one for one in told if one.layer in ("quote", "kind") and (one.start, one.end) not in indirect]
        unjudged += [Marked("quote", "", start, end) for start, end in indirect]
        known |= {"quote"}
    return Example(source, _with_marks(text), tuple(marked), known, tuple(unjudged))


def _with_marks(text: str) -> str:
    """Typewriter marks of treebanks as print has them, in as many characters."""
    return text.replace("``", " “").replace("''", "” ")


def _quotes(record: Mapping[str, Any]) -> tuple[Marked, ...]:
    """Quotes without outer marks and a leading 'that', with cue and source where they are told; quotes may share those."""
    return tuple(dict.fromkeys(_told(record)))


def _told(record: Mapping[str, Any]) -> Iterator[Marked]:
    text = record["text"]
    for quote in record["quotes"]:
        start, end = bare_quote(text, quote["start"], quote["end"])
        if start < end:
            yield Marked("quote", "", start, end)
            yield Marked("kind", quote["kind"], start, end)
        for layer, key in (("cue", "cue"), ("source", "speaker")):
            if quote.get(f"{key}_start") is not None:
                yield Marked(layer, "", quote[f"{key}_start"], quote[f"{key}_end"])


def bare_quote(text: str, start: int, end: int) -> tuple[int, int]:
    """The words of a quote: no outer marks, white space, leading 'that' or last comma and full stop."""
    while start < end and (text[start].isspace() or text[start] in "“\"«‘'`"):
        start += 1
    if text[start : start + 5].lower() == "that ":
        start += 5
    while end > start and (text[end - 1].isspace() or text[end - 1] in "”\"»’',.`"):
        end -= 1
    return start, end


def _without_titles(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    """A person without the honorific and a name without the article before, as the codebook has them."""
    first, space, rest = text[start:end].partition(" ")
    if space and rest and ((label == "PER" and first.rstrip(".").lower() in _honorifics()) or first in ("the", "The")):
        return _without_titles(text, start + len(first) + 1, end, label)
    return start, end


def _demonyms() -> frozenset[str]:
    return lexicon_words("demonyms")


def _honorifics() -> frozenset[str]:
    return frozenset(word.rstrip(".").lower() for word in lexicon_words("honorifics"))
