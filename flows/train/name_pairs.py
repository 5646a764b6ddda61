"""How often the build makes one entity of two names that mean one thing, and of two that do not.

    python -m flows.train.name_pairs tests/normalize/name_pairs.csv [--errors]

Each name stands in a document of its own and goes the build's own way: mentions, keys, entities. `alone`: the two documents are the
whole build; `turned`: the same with the other name first; `at home`: both documents are about Kazakhstan; `together`: the documents of
all pairs are one build. A third of the pairs, by hash, was not looked at while rules were made.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from flows.ids import mint_id
from flows.normalize.page import Page, Span
from flows.train.resolved import entities_from_pages
from flows.train.tally import Tally

SETTINGS = ("alone", "turned", "at home", "together")
_HOME = "Kazakhstan"
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@dataclass(frozen=True)
class NamePair:
    """Two names of one type, whether they mean one thing, and why."""

    type: str
    a: str
    b: str
    same: bool
    why: str

    @cached_property
    def unseen(self) -> bool:
        """Whether the pair is of the third that rules were not made on."""
        return int(sha256(f"{self.type}|{self.a}|{self.b}".encode()).hexdigest(), 16) % 3 == 0


def pairs_from_table(path: Path) -> list[NamePair]:
    """The pairs of a CSV file with the columns type, a, b, same (yes or no) and why."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [NamePair(row["type"], row["a"], row["b"], row["same"] == "yes", row["why"]) for row in csv.DictReader(lines)]


def joined(pairs: Sequence[NamePair], setting: str) -> list[bool]:
    """Whether each pair's names are one entity of the build."""
    builds = [pairs] if setting == "together" else [[pair] for pair in pairs]
    return [one for build in builds for one in _joined_in_build(build, setting)]


def figures_from_pairs(pairs: Sequence[NamePair], settings: Sequence[str] = SETTINGS) -> dict[tuple[str, str, str], Tally]:
    """(setting, part, type or 'all') -> pairs rightly joined, joined, and to be joined."""
    figures: dict[tuple[str, str, str], Tally] = {}
    for setting in settings:
        for pair, found in zip(pairs, joined(pairs, setting), strict=True):
            for kind in (pair.type, "all"):
                tally = figures.setdefault((setting, "unseen" if pair.unseen else "seen", kind), Tally())
                tally.add(found and pair.same, found, pair.same)
    return figures


def _joined_in_build(pairs: Sequence[NamePair], setting: str) -> Iterator[bool]:
    names = [(pair.type, name) for pair in pairs for name in ((pair.b, pair.a) if setting == "turned" else (pair.a, pair.b))]
    pages = [_page(number, kind, name, setting == "at home") for number, (kind, name) in enumerate(names)]
    found = entities_from_pages(pages)
    ids = [found[page.document_id, spans[0].start, spans[0].end] for page, spans in pages]
    yield from (one == other for one, other in zip(ids[::2], ids[1::2], strict=True))


def _page(number: int, kind: str, name: str, at_home: bool) -> tuple[Page, list[Span]]:
    """A document that tells the name and nothing else, or the name and a country."""
    text = f"{name}\n{_HOME}" if at_home else name
    spans = [Span(0, len(name), "name", kind, 1.0, "pair")]
    if at_home:
        spans.append(Span(len(name) + 1, len(text), "name", "place", 1.0, "pair"))
    language = ("kk" if _KAZAKH.search(name) else "ru") if _CYRILLIC.search(name) else "en"
    return Page(mint_id("doc", str(number)), text, None, language, None, None, [(0, len(text))]), spans


def table_from_figures(figures: dict[tuple[str, str, str], Tally]) -> str:
    """The figures as a Markdown table."""
    lines = ["| documents | pairs | names | precision | recall | right / joined / same |", "|---|---|---|---|---|---|"]
    for (setting, part, kind), tally in sorted(figures.items(), key=lambda item: (SETTINGS.index(item[0][0]), *item[0][1:])):
        counts = f"{tally.right} / {tally.found} / {tally.wanted}"
        lines.append(f"| {setting} | {part} | {kind} | {tally.precision:.3f} | {tally.recall:.3f} | {counts} |")
    return "\n".join(lines)


if __name__ == "__main__":
    table = pairs_from_table(Path(sys.argv[1]))
    print(table_from_figures(figures_from_pairs(table)))
    if "--errors" in sys.argv:  # of the seen part alone
        seen = [pair for pair in table if not pair.unseen]
        for pair, found in zip(seen, joined(seen, "together"), strict=True):
            if found != pair.same:
                print("joined " if found else "missed ", pair.type, pair.a, "|", pair.b, "|", pair.why)
