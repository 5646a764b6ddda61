"""What a text says of time, before anybody knows what day it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]
Kind = Literal["day", "month", "year", "decade", "century", "quarter", "half", "season", "weekday", "relative", "rhetorical", "interval"]


@dataclass(frozen=True, slots=True)
class Relative:
    """A unit of the calendar counted from the page's date, or from the event told before ('two days later')."""

    unit: Unit
    amount: int
    told: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One day or period as the text names it; what it leaves out is None.

    `code` is an EDTF season (21-24), quarter (33-36) or half-year (40, 41); `mask` a decade or century
    ('196X', '19XX'); `base` the relative period that the other parts lie in ('November last year');
    `toward` says 'last' (-1), 'this' (0) or 'next' (1) of a name that returns ('last November').
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    code: int | None = None
    mask: str | None = None
    base: Relative | None = None
    toward: int | None = None

    @property
    def kind(self) -> Kind:
        """The finest thing that is named."""
        named: tuple[tuple[object, Kind], ...] = (
            (self.day, "day"),
            (self.month, "month"),
            (self.weekday, "weekday"),
            (self.base, "relative"),
            (self.year, "year"),
        )
        if self.code is not None:
            return "season" if self.code < 30 else "quarter" if self.code < 40 else "half"
        if self.mask is not None:
            return "century" if self.mask.endswith("XX") else "decade"
        return next(kind for value, kind in named if value is not None)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """One span of a text that speaks of time: the date's own words, unresolved.

    `last` is set for an interval. `limit` tells the word before or after the span that opens a side:
    'until 2020' is the span '2020' with limit 'until' and means ../2020; who wants the bare date takes
    `replace(expression, limit=None)`. `outlook` is what the sentence says of the direction: log-odds that
    the date lies ahead, above nought for things to come, 0 where it was not asked. `swapped` is the other reading of 3/10/2018.
    """

    start: int
    end: int
    kind: Kind
    first: Point
    last: Point | None = None
    limit: Literal["until", "since"] | None = None
    outlook: float = 0.0
    swapped: Point | None = None
