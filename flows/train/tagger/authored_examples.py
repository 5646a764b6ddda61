"""Examples from the authored corpus: each document as its page is printed, and once more as cleaning leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.train.authored import ENTITY_TYPES, AuthoredDocument, AuthoredSpan
from flows.train.gold_pages import gold_page_from_document
from flows.train.tagger.examples import Example, Marked

_LAYERS = {"role": "role", "cue": "cue", "src": "source"}
_ALL = frozenset(("name", "role", "quote", "cue", "source", "trigger", "address", "noise"))


def examples_from_documents(documents: Iterable[AuthoredDocument]) -> Iterator[Example]:
    """One example a document, two where it has page noise."""
    for document in documents:
        noisy = any(one.tag == "junk" for one in document.spans)
        if document.layers != "all":
            yield Example("noise", document.text, tuple(_noise(document.spans)), frozenset(("noise",)))
            continue
        if noisy:
            noise = tuple(_noise(document.spans))
            blind = tuple(Marked("", "", one.start, one.end) for one in noise)
            marked, unjudged = marked_from_spans(document.spans)
            yield Example("authored", document.text, (*marked, *noise), _ALL, (*unjudged, *blind))
        gold = gold_page_from_document(document)
        marked, unjudged = marked_from_spans(gold.marked)
        yield Example("authored", gold.page.text, marked, _ALL - {"noise"} if noisy else _ALL, unjudged)


def marked_from_spans(spans: Iterable[AuthoredSpan]) -> tuple[tuple[Marked, ...], tuple[Marked, ...]]:
    """What the tags tell, and what is left unjudged: further trigger words of a happening that is told already."""
    spans = list(spans)
    types = {one.attributes["id"]: one.attributes for one in spans if one.tag == "ev" and "same" not in one.attributes}
    marked: list[Marked] = []
    unjudged: list[Marked] = []
    for one in spans:
        at = one.start, one.end
        if one.tag in ENTITY_TYPES:
            marked.append(Marked("name", ENTITY_TYPES[one.tag], *at))
        elif one.tag in _LAYERS:
            marked.append(Marked(_LAYERS[one.tag], "", *at))
        elif one.tag == "q" and one.attributes["kind"] == "address":
            marked.append(Marked("address", "yes", *at))
        elif one.tag == "q":
            marked += [Marked("quote", "", *at), Marked("kind", one.attributes["kind"], *at)]
        elif one.tag == "ev":
            told = types.get(one.attributes.get("same", one.attributes.get("id", "")), {})
            marked.append(Marked("event", told.get("type", ""), *at))
            if "same" in one.attributes:
                unjudged.append(Marked("trigger", "", *at))
            else:
                marked += [Marked("trigger", "", *at), Marked("status", told.get("status", ""), *at)]
    return tuple(marked), tuple(unjudged)


def _noise(spans: Iterable[AuthoredSpan]) -> Iterator[Marked]:
    return (Marked("noise", "noise", one.start, one.end) for one in spans if one.tag == "junk")
