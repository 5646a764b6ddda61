"""How well dates are read, beside the library dateparser in the same run: two tables.

    python -m flows.train.dates FOLDER

FOLDER holds the public sets (README.md); the authored corpus is measured too. A span is found when it shares a
character with a marked one, a value is right when its first and last day are those of the marked date. The sets mark
the bare date of 'since 2019' and both ends of 'from 3 to 7 May', so open sides are left off, and an interval found over
two marked dates stands for two. They do not mark every date, so precision is a lower bound for both readers.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flows.dates import bounds
from flows.train.authored import documents_from_corpus
from flows.train.date_finders import FINDERS, Finder, FoundDate
from flows.train.date_texts import SETS, DatedText, MarkedDate, dated_text_from_document, dated_texts_from_folder
from flows.train.tally import Tally


@dataclass
class DateFigures:
    """The counts of one reader on one set; values are those of marked dates that have one."""

    exact: Tally = field(default_factory=Tally)
    overlap: Tally = field(default_factory=Tally)
    values: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    characters: int = 0


def figures_from_texts(texts: Iterable[DatedText], finder: Finder) -> DateFigures:
    """The reader's counts on these texts, and its time."""
    figures = DateFigures()
    for text in texts:
        begin = time.process_time()
        found = finder(text)
        figures.seconds += time.process_time() - begin
        figures.characters += len(text.text)
        add_text(figures, text, found)
    return figures


def add_text(figures: DateFigures, text: DatedText, found: list[FoundDate]) -> None:
    """Adds the counts of one text; what overlaps only a date that is left out counts for nothing."""
    wanted = [one for one in text.dates if one.counts]
    found = [part for one in found for part in _sides(one, wanted)]
    pairs = dict(_pairs(found, wanted))
    judged = [one for one in found if one in pairs or not any(_overlap(one, other) for other in text.dates if not other.counts)]
    exact = sum((one.start, one.end) == (other.start, other.end) for one, other in pairs.items())
    figures.exact.add(exact, len(judged), len(wanted))
    figures.overlap.add(len(pairs), len(judged), len(wanted))
    valued = [(one, other) for one, other in pairs.items() if other.edtf is not None]
    right = sum(one.edtf is not None and other.edtf is not None and _same_days(one.edtf, other.edtf) for one, other in valued)
    found_values = sum(one.edtf is not None for one in judged if one not in pairs or pairs[one].edtf is not None)
    figures.values.add(right, found_values, sum(one.edtf is not None for one in wanted))


def _pairs(found: list[FoundDate], wanted: list[MarkedDate]) -> Iterator[tuple[FoundDate, MarkedDate]]:
    """Each date found with a marked one that it overlaps, each once, in order."""
    free = list(wanted)
    for one in found:
        if other := next((other for other in free if _overlap(one, other)), None):
            free.remove(other)
            yield one, other


def _sides(found: FoundDate, wanted: list[MarkedDate]) -> list[FoundDate]:
    """The two ends of an interval where the text marks them apart, else the date itself."""
    first, slash, last = (found.edtf or "").partition("/")
    inside = [one for one in wanted if _overlap(found, one)] if slash else []
    if len(inside) != 2 or ".." in (first, last):
        return [found]
    return [FoundDate(found.start, inside[0].end, first), FoundDate(inside[1].start, found.end, last)]


def _overlap(one: FoundDate, other: MarkedDate) -> bool:
    return one.start < other.end and other.start < one.end


def _same_days(one: str, other: str) -> bool:
    one, other = _closed(one), _closed(other)
    return one == other or (bounds(other) != (None, None) and bounds(one) == bounds(other))


def _closed(edtf: str) -> str:
    return edtf.removeprefix("../").removesuffix("/..")


def _sets(folder: Path | None) -> Iterator[tuple[str, list[DatedText]]]:
    for name in SETS if folder else ():
        yield name, list(dated_texts_from_folder(Path(folder or ""), name))
    annotated = [one for one in documents_from_corpus() if one.layers == "all"]
    for name, held_out in (("authored, development part", False), ("authored, held-out tenth", True)):
        yield name, [dated_text_from_document(one) for one in annotated if one.held_out == held_out]


def tables_from_figures(figures: dict[tuple[str, str], DateFigures]) -> str:
    """The figures as Markdown: spans and values, then the speed."""
    lines = ["| texts | reader | dates | spans exact P / R / F1 | spans overlapping P / R / F1 | values | P / R / F1 |", "|" + "---|" * 7]
    for (name, reader), one in figures.items():
        lines.append(
            f"| {name} | {reader} | {one.exact.wanted} | {_shown(one.exact)} | {_shown(one.overlap)} "
            f"| {one.values.wanted} | {_shown(one.values)} |"
        )
    lines += ["", "| reader | characters per CPU-second |", "|---|---|"]
    for reader in dict.fromkeys(reader for _, reader in figures):
        mine = [one for (_, other), one in figures.items() if other == reader]
        lines.append(f"| {reader} | {sum(one.characters for one in mine) / max(sum(one.seconds for one in mine), 1e-9):,.0f} |")
    return "\n".join(lines)


def _shown(tally: Tally) -> str:
    return f"{tally.precision:.3f} / {tally.recall:.3f} / {tally.f1:.3f}"


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    measured = {(name, reader): figures_from_texts(texts, finder) for name, texts in _sets(folder) for reader, finder in FINDERS.items()}
    print(tables_from_figures(measured))
