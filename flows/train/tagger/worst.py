"""The documents that the tagger does worst on, each error marked in the text: a static HTML page, and the same for the terminal.

    python -m flows.train.tagger.worst [FILE.html]     without a file, the terminal's text

Signs say what colours say: − missed, + invented, ≠ wrong edges or type; ⟩ ends what a sign began.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from flows.tagging.tagged import Tagged
from flows.train.tagger.dev_sets import HELD_OUT, dev_sets
from flows.train.tagger.differences import Difference, differences_from_example
from flows.train.tagger.examples import Example
from flows.train.tagger.finders import found_by_plug
from flows.train.tagger.matched import LAYERS, shown_spans, wanted_spans
from flows.train.tally import Tally

SIGNS = {"missed": "−", "invented": "+", "wrong": "≠"}
_MOST = 10
_END = "⟩"
_STYLE = """
body { font: 16px/1.6 Georgia, serif; max-width: 50em; margin: 2em auto; padding: 0 1em; color: #1a1a1a; background: #fff }
h1, h2, .key, b, table { font-family: system-ui, sans-serif }
h2 { margin-top: 3em; font-size: 1.1em; border-top: 1px solid #aaa; padding-top: 1em }
.text { white-space: pre-wrap; overflow-wrap: anywhere }
b { font-size: .72em; font-weight: 600; padding: 0 .15em }
.missed { background: #fde3c8; border-bottom: 2px dashed #b34700 } b.missed { color: #8a3700 }
.invented { background: #d9e8f7; border-bottom: 2px solid #00568f } b.invented { color: #004a7c }
.wrong { background: #efe0f2; border-bottom: 3px double #7a2a86 } b.wrong { color: #66206f }
table { border-collapse: collapse; font-size: .8em; margin: 1em 0 }
td, th { text-align: left; vertical-align: top; padding: .15em .8em .15em 0 }
"""


class BadDocument(NamedTuple):
    """A document with its errors, and how many of its spans are right, found and wanted."""

    title: str
    text: str
    errors: list[Difference]
    tally: Tally


def worst_documents(examples: Sequence[Example], found: Sequence[Sequence[Tagged]], most: int = _MOST) -> list[BadDocument]:
    """The documents with the least F1 over the spans of all layers, the worst first."""
    documents = [_document(*one) for one in zip(examples, found, strict=True)]
    return sorted(documents, key=lambda one: (one.tally.f1, -len(one.errors), one.title))[:most]


def _document(example: Example, tagged: Sequence[Tagged]) -> BadDocument:
    errors = differences_from_example(example, tagged)
    layers = [layer for layer in LAYERS if layer in example.known]
    shown = sum(len(shown_spans(example, tagged, layer)) for layer in layers)
    wanted = sum(len(wanted_spans(example, layer)) for layer in layers)
    right = wanted - sum(one.wanted is not None for one in errors)
    title = next((line.strip() for line in example.text.split("\n") if line.strip()), "")
    return BadDocument(title, example.text, errors, Tally(right, shown, wanted))


class Piece(NamedTuple):
    """Characters with the same errors over them: the errors that begin here, the text, the kinds of error over it, how many end."""

    begins: list[Difference]
    text: str
    over: list[str]
    ends: list[Difference]


def pieces_from_document(document: BadDocument) -> Iterator[Piece]:
    """The whole text, cut wherever an error begins or ends."""
    cuts = sorted({0, len(document.text), *(at for error in document.errors for at in error.place)})
    for start, end in pairwise(cuts):
        over = sorted(
            (error for error in document.errors if error.place[0] <= start and end <= error.place[1]),
            key=lambda error: (error.place[0], -error.place[1]),
        )
        kinds = sorted({error.what for error in over}, key=list(SIGNS).index)
        begins = [error for error in over if error.place[0] == start]
        yield Piece(begins, document.text[start:end], kinds, [error for error in reversed(over) if error.place[1] == end])


def told(text: str, error: Difference) -> str:
    """What an error is, in a few words: '−name person', '≠name place found as organization', '≠role found as “chair”'."""
    wanted, shown = error.wanted, error.shown
    label = (wanted or shown or (0, 0, ""))[2]
    head = f"{SIGNS[error.what]}{error.layer}{f' {label}' if label else ''}"
    if wanted is None or shown is None:
        return head
    found = [shown[2]] if shown[2] != wanted[2] else []
    if shown[:2] != wanted[:2]:
        found.append(f"“{_short(text[shown[0] : shown[1]])}”")
    return f"{head} found as {' '.join(found)}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 70 else f"{text[:40]} … {text[-25:]}"


def html_page(documents: Sequence[BadDocument]) -> str:
    """One page, nothing to load beside it."""
    body = "".join(_html_document(number, one) for number, one in enumerate(documents, 1))
    key = " ".join(f'<span class="{what}"><b class="{what}">{sign}</b>{what}</span>' for what, sign in SIGNS.items())
    about = (
        "Each error begins with its sign, layer and type (→ the type found) and ends with a closing angle; "
        "quotes and triggers are right by overlap."
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Worst documents</title><style>{_STYLE}</style></head>\n<body>"
        "<h1>The documents that the tagger does worst on</h1>\n"
        f'<p class="key">{key} (wrong: other edges or another type than the annotation)</p>\n'
        f'<p class="key">{about}</p>\n{body}</body></html>\n'
    )


def _html_document(number: int, document: BadDocument) -> str:
    text: list[str] = []
    for piece in pieces_from_document(document):
        # The sign tells the whole error on hover; in the line it has layer and type alone, so that the text stays readable.
        text += [
            f'<b class="{error.what}" title="{escape(told(document.text, error))}">{escape(_sign(error))}</b>' for error in piece.begins
        ]
        text.append(f'<span class="{piece.over[0]}">{escape(piece.text)}</span>' if piece.over else escape(piece.text))
        text += [f'<b class="{error.what}">{_END}</b>' for error in piece.ends]
    rows = "".join(
        f'<tr><td><b class="{one.what}">{escape(told(document.text, one))}</b></td>'
        f"<td>{escape(_short(document.text[slice(*one.place)]))}</td></tr>"
        for one in document.errors
    )
    return (
        f'<h2>{number}. {escape(document.title)}</h2>\n<p class="key">{_score(document)}</p>\n<div class="text">{"".join(text)}</div>\n'
        f"<details><summary>All {len(document.errors)} errors</summary><table>{rows}</table></details>\n"
    )


def _sign(error: Difference) -> str:
    labels = [span[2] for span in (error.wanted, error.shown) if span is not None and span[2]]
    return f"{SIGNS[error.what]}{error.layer} {'→'.join(dict.fromkeys(labels))}".rstrip() + ":"


def _score(document: BadDocument) -> str:
    tally, kinds = document.tally, Counter(one.what for one in document.errors)
    errors = ", ".join(f"{SIGNS[what]} {kinds[what]} {what}" for what in SIGNS)
    return f"F1 {tally.f1:.2f}: {tally.right} right of {tally.found} found and {tally.wanted} wanted; {errors}"


def terminal_page(documents: Sequence[BadDocument]) -> str:
    """The same as plain text."""
    lines = [f"{' '.join(f'{sign} {what}' for what, sign in SIGNS.items())} (wrong: other edges or another type); {_END} ends an error", ""]
    for number, document in enumerate(documents, 1):
        lines += [f"== {number}. {document.title}", f"   {_score(document)}", ""]
        pieces = pieces_from_document(document)
        lines.append("".join(_terminal_piece(document.text, piece) for piece in pieces))
        lines.append("")
    return "\n".join(lines)


def _terminal_piece(text: str, piece: Piece) -> str:
    begins = "".join(f"⟨{told(text, error)}: " for error in piece.begins)
    return f"{begins}{piece.text}{_END * len(piece.ends)}"


def main(arguments: Sequence[str]) -> None:
    held_out = next(one for one in dev_sets(None) if one.name == HELD_OUT)
    documents = worst_documents(held_out.examples, found_by_plug(held_out.examples))
    if arguments:
        Path(arguments[0]).write_text(html_page(documents), encoding="utf-8")
    else:
        print(terminal_page(documents))


if __name__ == "__main__":
    main(sys.argv[1:])
