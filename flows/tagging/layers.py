"""What the network tells of each word: the columns of its output.

A layer of spans has, for each type, whether the word begins (B), goes on in (I), ends (E) or alone is (S) a span, and one column
for none (O): the scheme that Ratinov and Roth (2009) call BILOU. A choice tells one of a list for the words of a span or a line.
"""

from __future__ import annotations

from typing import NamedTuple

from schemas.contract import codes

PARTS = "BIES"


class SpanLayer(NamedTuple):
    """A layer of spans; its columns are O, then B, I, E and S of each type."""

    name: str
    types: tuple[str, ...]
    column: int

    @property
    def width(self) -> int:
        return 1 + len(PARTS) * len(self.types)


class Choice(NamedTuple):
    """One of `values` for each word."""

    name: str
    values: tuple[str, ...]
    column: int

    @property
    def width(self) -> int:
        return len(self.values)


_SPANS = {
    "name": tuple(codes("entity_types")),
    "role": ("",),
    "quote": ("",),
    "cue": ("",),
    "source": ("",),
    "trigger": ("",),
}
_CHOICES = {
    "kind": tuple(kind for kind in codes("quote_kinds") if kind != "address"),  # an address holds quotes: a choice of its own
    "address": ("no", "yes"),
    "event": tuple(codes("event_types")),
    "status": tuple(codes("event_statuses")),
    "noise": ("body", "noise"),
}


def _placed() -> tuple[tuple[SpanLayer, ...], tuple[Choice, ...], int]:
    spans: list[SpanLayer] = []
    choices: list[Choice] = []
    column = 0
    for name, types in _SPANS.items():
        spans.append(SpanLayer(name, types, column))
        column += spans[-1].width
    for name, values in _CHOICES.items():
        choices.append(Choice(name, values, column))
        column += choices[-1].width
    return tuple(spans), tuple(choices), column


SPAN_LAYERS, CHOICES, WIDTH = _placed()
SPAN_LAYER = {layer.name: layer for layer in SPAN_LAYERS}
CHOICE = {choice.name: choice for choice in CHOICES}
