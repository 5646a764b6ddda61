"""What is counted on the way to a figure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Count:
    """How many of the items found are right, how many were found and how many are in gold."""

    right: int = 0
    predicted: int = 0
    gold: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of some documents by measure, and what went wrong in words a person can read."""

    counts: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    errors: list[str] = field(default_factory=list)

    def count(self, measure: str, right: int = 0, predicted: int = 0, gold: int = 0) -> None:
        counted = self.counts[measure]
        counted.right += right
        counted.predicted += predicted
        counted.gold += gold

    def tell(self, error: str) -> None:
        self.errors.append(error)

    def add(self, other: Tally) -> None:
        for measure, counted in other.counts.items():
            self.count(measure, counted.right, counted.predicted, counted.gold)
        self.errors.extend(other.errors)


def cut(text: str, length: int = 70) -> str:
    """The beginning of a text in quote marks, on one line: enough to find the place."""
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= length else flat[: length - 1] + '…'}”"
